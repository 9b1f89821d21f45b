using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The base of layers that join several inputs element by element. Inputs of fewer axes get axes of length 1 after the batch;
/// axes of length 1 spread. Keras: keras.layers.merge.
/// </summary>
public abstract class Merge : Layer
{
    private protected Merge(string? name) : base(name)
    {
    }

    private protected Merge(ConfigReader config) : base(config.Name)
    {
    }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override DataType OutputDataType(DataType input) => input;

    /// <summary>Joins inputs of equally many axes.</summary>
    private protected abstract Output Join(Output[] inputs);

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length < 2)
            throw new ArgumentException($"`{Name}`: a merge layer takes at least 2 inputs. Received: {shapes.Length}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape[] inputShapes)
    {
    }

    /// <inheritdoc/>
    protected internal override Output[] Call(Output[] inputs, Output?[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        var rank = inputs.Max(input => input.Rank);
        return [Join(Array.ConvertAll(inputs, input =>
        {
            for (var missing = rank - input.Rank; missing > 0; missing--)
                input = Ops.ExpandDims(input, 1);
            return input;
        }))];
    }

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(masks);
        // Keras 3 lets a step pass that any input has; earlier versions those that all masked inputs have.
        var present = masks.Where(mask => mask is not null).Select(mask => mask!.Value).ToArray();
        if (present.Length == 0 || (Dialect == KerasDialect.Keras3 && present.Length < masks.Length))
            return [null];
        return [present.Aggregate(Dialect == KerasDialect.Keras3 ? Ops.LogicalOr : Ops.LogicalAnd)];
    }

    /// <inheritdoc/>
    public override Shape[] ComputeOutputShapes(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        var rank = inputShapes.Max(shape => shape.Rank);
        var dims = new long[rank];
        Array.Fill(dims, 1);
        foreach (var shape in inputShapes)
        {
            dims[0] = Broadcast(dims[0], shape[0], inputShapes);
            for (var axis = 1; axis < shape.Rank; axis++)
                dims[^axis] = Broadcast(dims[^axis], shape[-axis], inputShapes);
        }
        return [new Shape(dims)];
    }

    private long Broadcast(long a, long b, Shape[] shapes)
    {
        if (a == b || b == 1)
            return a;
        if (a == 1)
            return b;
        return a < 0 || b < 0
            ? Math.Max(a, b)
            : throw new ArgumentException($"`{Name}`: the inputs' shapes must be equal, or 1 where they are not. Received: shapes={string.Join(", ", shapes.Select(shape => shape.ToString()))}.");
    }
}
