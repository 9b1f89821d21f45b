using KerasPort.Layers;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Metrics;

/// <summary>The base of metrics that count positives and negatives at many thresholds.</summary>
public abstract class ConfusionCurve : Metric
{
    private readonly double[] _thresholds;
    private Weight[]? _counts;

    private protected ConfusionCurve(string? name, double[] thresholds) : base(name) => _thresholds = thresholds;

    /// <summary>The thresholds, from below all predictions to above all.</summary>
    public IReadOnlyList<double> Thresholds => _thresholds;

    /// <summary>Makes the state: four numbers a threshold, or a threshold and label.</summary>
    private protected void MakeState(Shape shape) =>
        _counts ??= [AddWeight("true_positives", shape), AddWeight("true_negatives", shape), AddWeight("false_positives", shape), AddWeight("false_negatives", shape)];

    private protected void UpdateCounts(Output yTrue, Output yPred, Output? sampleWeight, CallContext context, int? classId = null, bool perLabel = false)
    {
        var counts = Confusion.Count(yTrue, yPred, sampleWeight, _thresholds, classId: classId, perLabel: perLabel);
        Add(0, counts.TruePositives);
        Add(1, counts.TrueNegatives);
        Add(2, counts.FalsePositives);
        Add(3, counts.FalseNegatives);

        void Add(int index, Output count) => context.Update(_counts![index], context.Value(_counts[index]) + count);
    }

    private protected ConfusionState State(CallContext context) => _counts is null
        ? throw new InvalidOperationException($"`{Name}`: the metric has not seen a batch yet.")
        : new(context.Value(_counts[0]), context.Value(_counts[1]), context.Value(_counts[2]), context.Value(_counts[3]));

    /// <summary>Thresholds at equal distances between 0 and 1, both left out.</summary>
    private protected static IEnumerable<double> Between(int count) =>
        Enumerable.Range(0, Math.Max(count - 2, 0)).Select(i => (i + 1) * 1.0 / (count - 1));
}
