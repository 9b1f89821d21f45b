using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Calls a layer on each step. Input (batch, steps, ...), output (batch, steps, ...) with what the layer makes of each step.
/// Keras: keras.layers.TimeDistributed.
/// </summary>
public sealed class TimeDistributed : Wrapper
{
    /// <summary>Wraps a layer.</summary>
    /// <param name="layer">The layer for each step.</param>
    /// <param name="inputShape">The shape of one sample, steps first, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: time_distributed_1, time_distributed_2, ...</param>
    public TimeDistributed(Layer layer, Shape? inputShape = null, string? name = null) : base(layer, name) =>
        BatchInputShape = inputShape?.Insert(0, -1);

    internal TimeDistributed(ConfigReader config) : this(config.Layer("layer"), name: config.Name)
    {
    }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    internal override IReadOnlyList<Layer> WeightParts => [Inner];

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length == 1 && shapes[0].Rank < 3)
            throw new ArgumentException($"`{Name}`: the input must have at least 3 axes (batch, steps, ...). Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var isNew = !Inner.Built && Inner is not Models.Model;
        Inner.EnsureBuilt([Step(inputShape)]);
        if (!isNew)
            return;
        // Keras builds the layer within in the wrapper's own scope of names.
        foreach (var weight in Inner.Weights.Where(weight => weight.Name.StartsWith(Inner.Name + "/", StringComparison.Ordinal)))
            weight.Name = Name + weight.Name[Inner.Name.Length..];
    }

    internal override void DrawSeeds() => Inner.DrawSeeds();

    /// <inheritdoc/>
    protected internal override Output Call(Output input, Output? mask, CallContext context)
    {
        // All steps of all samples are one batch of the layer within.
        var output = Inner.Call([Fold(input)], [FoldMask(mask)], context)[0];
        return Unfold(output, input, ComputeOutputShape(input.Shape));
    }

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(masks);
        ArgumentNullException.ThrowIfNull(outputs);
        var mask = masks.Length > 0 ? masks[0] : null;
        var made = Inner.ComputeMask([Fold(inputs[0])], [FoldMask(mask)], [Fold(outputs[0])], context)[0];
        if (made is { } inner)
            return [Unfold(inner, inputs[0], new Shape([inputs[0].Shape[0], inputs[0].Shape[1], .. inner.Shape.ToArray()[1..]]))];
        // A step whose inner mask has gone counts where anything of it does.
        return [mask is { Rank: > 2 } deep ? Ops.Any(deep, [.. Enumerable.Range(2, deep.Rank - 2)]) : mask];
    }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        return Inner.ComputeOutputShapes([Step(inputShape)])[0].Insert(1, inputShape[1]);
    }

    private static Shape Step(Shape shape) => shape.RemoveAt(1);

    private static Output Fold(Output x)
    {
        var shape = x.Shape;
        var batch = shape[0] < 0 || shape[1] < 0 ? -1 : shape[0] * shape[1];
        return DynamicReshape.To(x, new Shape([batch, .. shape.ToArray()[2..]]), axis =>
            axis == 0 ? Ops.Constant(x.Graph, -1) : Ops.Dimension(x, axis + 1));
    }

    /// <summary>A mask of steps says nothing within a step; one of their parts goes on to the layer within.</summary>
    private static Output? FoldMask(Output? mask) => mask is { Rank: > 2 } deep ? Fold(deep) : null;

    private static Output Unfold(Output output, Output input, Shape shape) => DynamicReshape.To(output, shape, axis =>
        axis < 2 ? Ops.Dimension(input, axis) : Ops.Dimension(output, axis - 1));
}
