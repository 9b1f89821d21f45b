using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The recall at the threshold where the precision has a given value. It is the best among the thresholds that reach it, 0 where none does.
/// Keras: tf.keras.metrics.RecallAtPrecision.
/// </summary>
public sealed class RecallAtPrecision : ThresholdSearch
{
    /// <summary>Makes the metric.</summary>
    /// <param name="precision">The precision that is asked for, in [0, 1].</param>
    /// <param name="numThresholds">How many thresholds are tried, positive; default: 200.</param>
    /// <param name="classId">Only this class counts; default: all.</param>
    /// <param name="name">The name in logs; default: recall_at_precision_1 and so on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The precision is outside [0, 1], or numThresholds is not positive.</exception>
    public RecallAtPrecision(double precision, int numThresholds = 200, int? classId = null, string? name = null)
        : base(precision, nameof(precision), numThresholds, classId, name)
    {
    }

    internal RecallAtPrecision(ConfigReader config)
        : this(config.Double("precision"), config.Int("num_thresholds", 200), config.IntOrNull("class_id"), config.Name)
    {
    }

    /// <summary>The precision that is asked for.</summary>
    public double Precision => Value;

    /// <inheritdoc/>
    private protected override Output Search(ConfusionState state) => Best(state.Precision, state.Sensitivity);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["precision"] = Precision;
        return config;
    }
}
