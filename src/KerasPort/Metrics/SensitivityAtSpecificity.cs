using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The sensitivity at the threshold where the specificity has a given value. Keras 2.3.1 takes the threshold whose specificity is nearest; newer ones the best among those that reach it.
/// Keras: keras.metrics.SensitivityAtSpecificity.
/// </summary>
public sealed class SensitivityAtSpecificity : ThresholdSearch
{
    /// <summary>Makes the metric.</summary>
    /// <param name="specificity">The specificity that is asked for, in [0, 1].</param>
    /// <param name="numThresholds">How many thresholds are tried, positive; default: 200.</param>
    /// <param name="classId">Only this class counts; default: all.</param>
    /// <param name="name">The name in logs; default: sensitivity_at_specificity_1 and so on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The specificity is outside [0, 1], or numThresholds is not positive.</exception>
    public SensitivityAtSpecificity(double specificity, int numThresholds = 200, int? classId = null, string? name = null)
        : base(specificity, nameof(specificity), numThresholds, classId, name)
    {
    }

    internal SensitivityAtSpecificity(ConfigReader config)
        : this(config.Double("specificity"), config.Int("num_thresholds", 200), config.IntOrNull("class_id"), config.Name)
    {
    }

    /// <summary>The specificity that is asked for.</summary>
    public double Specificity => Value;

    /// <inheritdoc/>
    private protected override Output Search(ConfusionState state) => Nearest(state.Specificity, state.Sensitivity);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["specificity"] = Specificity;
        return config;
    }
}
