using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The inputs put together along an axis; all other dimensions are equal. Keras: keras.layers.Concatenate.</summary>
public sealed class Concatenate : Merge
{
    /// <summary>Makes the layer.</summary>
    /// <param name="axis">The axis; negative: from the end; default: the last.</param>
    /// <param name="name">The name; default: concatenate_1, concatenate_2, ...</param>
    public Concatenate(int axis = -1, string? name = null) : base(name) => Axis = axis;

    internal Concatenate(ConfigReader config) : base(config) => Axis = config.Int("axis", -1);

    /// <summary>The axis along which the inputs are put together.</summary>
    public int Axis { get; }

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        base.CheckInputs(shapes);
        var rank = shapes[0].Rank;
        if (Axis < -rank || Axis >= rank || Array.Exists(shapes, shape => shape.Rank != rank || !shape.With(Axis, -1).IsCompatibleWith(shapes[0].With(Axis, -1))))
            throw new ArgumentException($"`{Name}`: the inputs' shapes must be equal except along axis={Axis}. Received: shapes={string.Join(", ", shapes.Select(shape => shape.ToString()))}.", nameof(shapes));
    }

    private protected override Output Join(Output[] inputs) => Ops.Concat(inputs, Axis);

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(masks);
        if (Array.TrueForAll(masks, mask => mask is null))
            return [null];
        // Each mask is spread over its input, so that any axis can be put together.
        var spread = inputs.Select((input, i) =>
        {
            var yes = Ops.Cast(Ops.OnesLike(input), DataType.Bool);
            return masks[i] is not { } mask ? yes
                : Ops.LogicalAnd(yes, Enumerable.Range(0, input.Rank - mask.Rank).Aggregate(mask, (wider, _) => Ops.ExpandDims(wider, -1)));
        });
        var together = Ops.Concat([.. spread], Axis);
        return [Dialect == KerasDialect.Keras3 ? Ops.Any(together, [-1]) : Ops.All(together, [-1])];
    }

    /// <inheritdoc/>
    public override Shape[] ComputeOutputShapes(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        var dims = inputShapes[0].ToArray();
        for (var i = 0; i < dims.Length; i++)
            dims[i] = inputShapes.Max(shape => shape[i]);
        var shape = new Shape(dims);
        return [shape.With(Axis, Array.Exists(inputShapes, each => each[Axis] < 0) ? -1 : inputShapes.Sum(each => each[Axis]))];
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["axis"] = Axis;
        return config;
    }
}
