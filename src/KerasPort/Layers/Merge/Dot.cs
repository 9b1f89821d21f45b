using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The dot products of two inputs' samples along an axis of each: (batch, a, n) and (batch, b, n) with axes 2 give (batch, a, b);
/// (batch, n) twice with axes 1 gives (batch, 1). Keras: keras.layers.Dot.
/// </summary>
public sealed class Dot : Merge
{
    private readonly int[] _axes;

    /// <summary>Makes the layer.</summary>
    /// <param name="axes">The axis of both inputs, or one for each; negative: from the end.</param>
    /// <param name="normalize">Whether each vector is divided by its length before, which gives the cosine; default: false.</param>
    /// <param name="name">The name; default: dot_1, dot_2, ...</param>
    /// <exception cref="ArgumentException">There are neither one nor two axes, or one is the batch.</exception>
    public Dot(IntTuple axes, bool normalize = false, string? name = null) : base(name)
    {
        ArgumentNullException.ThrowIfNull(axes);
        _axes = [.. axes];
        if (_axes.Length is not (1 or 2) || _axes.Contains(0))
            throw new ArgumentException($"`Dot`: axes must be one axis or two, and none of them the batch's. Received: axes={axes}.", nameof(axes));
        Normalize = normalize;
    }

    internal Dot(ConfigReader config) : this(config.Ints("axes"), config.Bool("normalize", false), config.Name)
    {
    }

    /// <summary>The axis of both inputs, or one for each.</summary>
    public IReadOnlyList<int> Axes => _axes;

    /// <summary>Whether each vector is divided by its length before.</summary>
    public bool Normalize { get; }

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length != 2)
            throw new ArgumentException($"`{Name}`: the layer Dot takes 2 inputs. Received: {shapes.Length}.", nameof(shapes));
        AxisCheck.Within(Name, "axes", _axes.AsSpan(0, 1), shapes[0], first: 1);
        AxisCheck.Within(Name, "axes", _axes.AsSpan(_axes.Length - 1), shapes[1], first: 1);
        var (first, second) = Resolve(shapes[0].Rank, shapes[1].Rank);
        if (shapes[0][first] >= 0 && shapes[1][second] >= 0 && shapes[0][first] != shapes[1][second])
            throw new ArgumentException($"`{Name}`: the inputs must have equal dimensions along axes=({first}, {second}). Received: shapes={shapes[0]}, {shapes[1]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal override Output[] Call(Output[] inputs, Output?[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [Join(inputs)];
    }

    private protected override Output Join(Output[] inputs)
    {
        var (first, second) = Resolve(inputs[0].Rank, inputs[1].Rank);
        var a = Normalize ? Unit(inputs[0], first) : inputs[0];
        var b = Normalize ? Unit(inputs[1], second) : inputs[1];
        // As matrices of each sample: rows of a, whose last axis is the common one, times columns of b.
        var left = Rows(a, first);
        var right = Rows(b, second);
        var product = Ops.BatchMatMul(left, right, adjointB: true);
        var shape = ComputeOutputShapes([inputs[0].Shape, inputs[1].Shape])[0];
        var kept = Enumerable.Range(1, a.Rank - 1).Where(axis => axis != first).Select(axis => Ops.Dimension(a, axis))
            .Concat(Enumerable.Range(1, b.Rank - 1).Where(axis => axis != second).Select(axis => Ops.Dimension(b, axis))).ToArray();
        if (kept.Length == 0)
            kept = [Ops.Constant(a.Graph, 1)];
        var output = Ops.Reshape(product, Ops.Stack([Ops.Dimension(a, 0), .. kept]));
        a.Graph.SetShape(output, shape);
        return output;
    }

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context) => [null];

    /// <inheritdoc/>
    public override Shape[] ComputeOutputShapes(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        var (first, second) = Resolve(inputShapes[0].Rank, inputShapes[1].Rank);
        var shape = inputShapes[0].RemoveAt(first).Concat(inputShapes[1].RemoveAt(second).RemoveAt(0));
        return [shape.Rank == 1 ? shape.Insert(1, 1) : shape];
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["axes"] = _axes.Length == 1 ? _axes[0] : ConfigWriter.Ints(_axes);
        config["normalize"] = Normalize;
        return config;
    }

    private (int First, int Second) Resolve(int firstRank, int secondRank)
    {
        var (first, second) = (_axes[0], _axes[^1]);
        return (first < 0 ? first + firstRank : first, second < 0 ? second + secondRank : second);
    }

    /// <summary>(batch, others, n): the axis put last, the others joined.</summary>
    private static Output Rows(Output x, int axis)
    {
        if (axis != x.Rank - 1)
            x = Ops.Transpose(x, [.. Enumerable.Range(0, x.Rank).Where(each => each != axis), axis]);
        return x.Rank == 3 ? x : Ops.Reshape(x, Ops.Stack([Ops.Dimension(x, 0), Ops.Constant(x.Graph, -1), Ops.Dimension(x, -1)]));
    }

    // The least square of a length is that of tf.nn.l2_normalize.
    private static Output Unit(Output x, int axis) => x * Ops.Rsqrt(Ops.Maximum(Ops.Sum(Ops.Square(x), [axis], keepDims: true), x.Constant(1e-12)));
}
