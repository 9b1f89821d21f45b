using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>
/// The precision at the threshold where the recall has a given value. It is the best among the thresholds that reach it, 0 where none does.
/// Keras: tf.keras.metrics.PrecisionAtRecall.
/// </summary>
public sealed class PrecisionAtRecall : ThresholdSearch
{
    /// <summary>Makes the metric.</summary>
    /// <param name="recall">The recall that is asked for, in [0, 1].</param>
    /// <param name="numThresholds">How many thresholds are tried, positive; default: 200.</param>
    /// <param name="classId">Only this class counts; default: all.</param>
    /// <param name="name">The name in logs; default: precision_at_recall_1 and so on.</param>
    /// <exception cref="ArgumentOutOfRangeException">The recall is outside [0, 1], or numThresholds is not positive.</exception>
    public PrecisionAtRecall(double recall, int numThresholds = 200, int? classId = null, string? name = null)
        : base(recall, nameof(recall), numThresholds, classId, name)
    {
    }

    internal PrecisionAtRecall(ConfigReader config)
        : this(config.Double("recall"), config.Int("num_thresholds", 200), config.IntOrNull("class_id"), config.Name)
    {
    }

    /// <summary>The recall that is asked for.</summary>
    public double Recall => Value;

    /// <inheritdoc/>
    private protected override Output Search(ConfusionState state) => Best(state.Sensitivity, state.Precision);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["recall"] = Recall;
        return config;
    }
}
