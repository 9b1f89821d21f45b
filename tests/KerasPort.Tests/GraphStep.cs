using KerasPort.Layers;
using KerasPort.TensorFlow;
using KerasPort.Testing;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests;

/// <summary>
/// A graph that a test builds once and runs on arrays, with weights that it reads and updates. One constant may be exchanged for
/// another: what must make a fixture fail.
/// </summary>
internal sealed class GraphStep : IDisposable
{
    private readonly Function _function;
    private readonly IReadOnlyList<Weight> _weights;

    /// <summary>Builds the graph.</summary>
    /// <param name="inputs">Arrays like those that it will run on: their types and shapes count.</param>
    /// <param name="build">From placeholders to what the step returns.</param>
    /// <param name="mutation">The constant that becomes another.</param>
    /// <param name="anyBatch">Whether the first axis has an unknown length, as in training.</param>
    /// <param name="training">Whether it is a training step.</param>
    public GraphStep(
        IReadOnlyList<NpyArray> inputs,
        Func<Output[], CallContext, IEnumerable<Output>> build,
        (double Constant, double Instead)? mutation = null,
        bool anyBatch = false,
        bool training = true)
    {
        using var graph = new Graph();
        if (mutation is { } change)
            graph.Constant(change.Constant, DataType.Float32, () => Ops.Constant(graph, Tensor.Scalar((float)change.Instead)));
        var context = new CallContext(graph, training);
        var placeholders = inputs.Select(input => Ops.Placeholder(graph, DataTypes.Of(input.Data.GetType().GetElementType()!), ShapeOf(input, anyBatch))).ToArray();
        Output[] outputs = [.. build(placeholders, context)];
        var effects = context.Finish();
        Constants = [.. graph.Constants.Where(constant => constant.Type == DataType.Float32).Select(constant => constant.Value)];
        _function = Function.Create(graph, "test", [.. placeholders, .. context.Resources], outputs, effects);
        _weights = [.. context.Captured];
    }

    /// <summary>The float32 constants of the graph.</summary>
    public IReadOnlyList<double> Constants { get; }

    /// <summary>Runs the graph once.</summary>
    public NpyArray[] Run(params IReadOnlyList<NpyArray> inputs)
    {
        var handles = new List<EagerTensor>();
        try
        {
            foreach (var input in inputs)
            {
                using var tensor = new HostArray(input.Data, new Shape(Array.ConvertAll(input.Shape, length => (long)length))).ToTensor();
                handles.Add(new EagerTensor(tensor));
            }
            return Array.ConvertAll(_function.Invoke([.. handles, .. _weights.Select(weight => weight.Variable.Handle)]), output =>
            {
                using (output)
                using (var tensor = output.Resolve())
                    return ToNpy(HostArray.From(tensor));
            });
        }
        finally
        {
            handles.ForEach(handle => handle.Dispose());
        }
    }

    /// <summary>Builds and runs a graph without weights.</summary>
    public static NpyArray[] Evaluate(IReadOnlyList<NpyArray> inputs, Func<Output[], IEnumerable<Output>> build, (double Constant, double Instead)? mutation = null, bool anyBatch = false)
    {
        using var step = new GraphStep(inputs, (placeholders, _) => build(placeholders), mutation, anyBatch);
        return step.Run(inputs);
    }

    public static NpyArray ToNpy(HostArray array) => new([.. array.Shape.ToArray().Select(length => (int)length)], array.Data);

    public void Dispose() => _function.Dispose();

    private static Shape ShapeOf(NpyArray array, bool anyBatch)
    {
        var shape = new Shape(Array.ConvertAll(array.Shape, length => (long)length));
        return anyBatch && shape.Rank > 0 ? shape.With(0, -1) : shape;
    }
}
