using KerasPort.TensorFlow;

namespace KerasPort.Metrics;

/// <summary>True and false positives and negatives, one of each for every threshold.</summary>
internal readonly record struct ConfusionState(Output TruePositives, Output TrueNegatives, Output FalsePositives, Output FalseNegatives)
{
    /// <summary>TP / (TP + FN), the recall; 0 where nothing is true.</summary>
    public Output Sensitivity => Ops.DivideNoNan(TruePositives, TruePositives + FalseNegatives);

    /// <summary>TN / (TN + FP); 0 where everything is true.</summary>
    public Output Specificity => Ops.DivideNoNan(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>FP / (FP + TN), the rate of false positives; 0 where everything is true.</summary>
    public Output FallOut => Ops.DivideNoNan(FalsePositives, FalsePositives + TrueNegatives);

    /// <summary>TP / (TP + FP); 0 where nothing is positive.</summary>
    public Output Precision => Ops.DivideNoNan(TruePositives, TruePositives + FalsePositives);

    /// <summary>One of the four.</summary>
    public Output this[ConfusionPart part] => part switch
    {
        ConfusionPart.TruePositives => TruePositives,
        ConfusionPart.TrueNegatives => TrueNegatives,
        ConfusionPart.FalsePositives => FalsePositives,
        _ => FalseNegatives,
    };
}
