using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Losses;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Metrics;

/// <summary>
/// The base of metrics of overlap: true and predicted classes are counted in a matrix, and a class' figure is its intersection over
/// its union, <c>TP / (TP + FP + FN)</c>. Keras: tf.keras.metrics.IoU and its kin.
/// </summary>
public abstract class IoUBase : Metric
{
    private readonly Weight _matrix;
    private readonly int? _ignoreClass;
    private readonly bool _sparseTrue;
    private readonly bool _sparsePred;
    private readonly int _axis;

    private protected IoUBase(int numClasses, string? name, int? ignoreClass = null, bool sparseTrue = true, bool sparsePred = true, int axis = -1) : base(name)
    {
        if (numClasses <= 0)
            throw new ArgumentOutOfRangeException(nameof(numClasses), $"`{ClassName}`: numClasses must be a positive integer. Received: numClasses={numClasses}.");
        (NumClasses, _ignoreClass, _sparseTrue, _sparsePred, _axis) = (numClasses, ignoreClass, sparseTrue, sparsePred, axis);
        _matrix = AddWeight("total_confusion_matrix", new Shape(numClasses, numClasses));
    }

    /// <summary>The number of classes.</summary>
    public int NumClasses { get; }

    /// <summary>The classes whose figures are averaged; null: all that occur.</summary>
    private protected virtual int[]? Targets => null;

    /// <summary>The predicted classes; default: the predictions themselves, or the place of the largest.</summary>
    private protected virtual Output ToClasses(Output yPred) => _sparsePred ? yPred : Ops.ArgMax(yPred, _axis);

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var truth = Ops.Cast(_sparseTrue ? yTrue : Ops.ArgMax(yTrue, _axis), DataType.Int32);
        var classes = Ops.Cast(ToClasses(yPred), DataType.Int32);
        var weights = Ops.Cast(Ops.OnesLike(classes), DataType.Float32);
        if (sampleWeight is { } given)
            weights = WeightedLoss.BroadcastWeights(ref weights, given);
        truth = Ops.Reshape(truth, -1);
        classes = Ops.Reshape(classes, -1);
        weights = Ops.Reshape(weights, -1);
        if (_ignoreClass is { } ignored)
        {
            // An ignored class may be no class at all: such truth is counted nowhere, under class 0 with the weight 0.
            var counts = Ops.NotEqual(truth, truth.Constant(ignored));
            weights *= Ops.Cast(counts, DataType.Float32);
            truth *= Ops.Cast(counts, DataType.Int32);
        }
        var places = Ops.Stack([truth, classes], 1);
        var matrix = Ops.ScatterNd(places, weights, Ops.Constant(places.Graph, [NumClasses, NumClasses]));
        context.Update(_matrix, context.Value(_matrix) + matrix);
    }

    /// <inheritdoc/>
    protected internal override Output Result(CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var matrix = context.Value(_matrix);
        var diagonal = Ops.Sum(matrix * Ops.OneHot(Ops.Constant(matrix.Graph, [.. Enumerable.Range(0, NumClasses)]), NumClasses, matrix.Constant(1), matrix.Constant(0)), [0]);
        var union = Ops.Sum(matrix, [0]) + Ops.Sum(matrix, [1]) - diagonal;
        if (Targets is { } targets)
        {
            var indices = Ops.Constant(matrix.Graph, targets);
            (diagonal, union) = (Ops.Gather(diagonal, indices), Ops.Gather(union, indices));
        }
        var valid = Ops.Sum(Ops.Cast(Ops.NotEqual(union, union.Constant(0)), DataType.Float32));
        return Ops.DivideNoNan(Ops.Sum(Ops.DivideNoNan(diagonal, union)), valid);
    }

    /// <summary>Settings that all but the plain forms have: written where they are not the defaults.</summary>
    private protected JsonObject ConfigWithClasses()
    {
        var config = base.GetConfig();
        config["num_classes"] = NumClasses;
        if (_ignoreClass is { } ignored)
            config["ignore_class"] = ignored;
        if (_axis != -1)
            config["axis"] = _axis;
        return config;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => ConfigWithClasses();

    private protected static int[] CheckTargets(int[] targets, int numClasses, string className) =>
        targets is { Length: > 0 } && targets.All(target => target >= 0 && target < numClasses)
            ? [.. targets]
            : throw new ArgumentException($"`{className}`: targetClassIds must be classes below numClasses={numClasses}, at least one. Received: targetClassIds=[{string.Join(", ", targets ?? [])}].", nameof(targets));
}
