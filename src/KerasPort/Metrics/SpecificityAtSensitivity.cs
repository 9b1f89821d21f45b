using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The specificity at the threshold where the sensitivity has a given value. Keras 2.3.1 takes the threshold whose sensitivity is nearest; newer ones the best among those that reach it.
/// Keras: keras.metrics.SpecificityAtSensitivity.
/// </summary>
public sealed class SpecificityAtSensitivity : ThresholdSearch
{
    /// <summary>Makes the metric.</summary>
    /// <param name="sensitivity">The sensitivity that is asked for, in [0, 1].</param>
    /// <param name="numThresholds">How many thresholds are tried, positive; default: 200.</param>
    /// <param name="classId">Only this class counts; default: all.</param>
    /// <param name="name">The name in logs; default: specificity_at_sensitivity_1 and so on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The sensitivity is outside [0, 1], or numThresholds is not positive.</exception>
    public SpecificityAtSensitivity(double sensitivity, int numThresholds = 200, int? classId = null, string? name = null)
        : base(sensitivity, nameof(sensitivity), numThresholds, classId, name)
    {
    }

    internal SpecificityAtSensitivity(ConfigReader config)
        : this(config.Double("sensitivity"), config.Int("num_thresholds", 200), config.IntOrNull("class_id"), config.Name)
    {
    }

    /// <summary>The sensitivity that is asked for.</summary>
    public double Sensitivity => Value;

    /// <inheritdoc/>
    private protected override Output Search(ConfusionState state) => Nearest(state.Sensitivity, state.Specificity);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["sensitivity"] = Sensitivity;
        return config;
    }
}
