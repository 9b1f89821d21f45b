using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// One step of a recurrent layer: from an input and states to an output and new states. What depends on the input alone is
/// computed for all steps at once by <see cref="Project"/>; <see cref="Step"/> runs within the loop. Keras: the cells of keras.layers.RNN.
/// </summary>
public abstract class RecurrentCell : Layer
{
    /// <summary>Sets what all cells have.</summary>
    /// <param name="name">The name; default: the class' name in snake case with a number.</param>
    /// <param name="trainable">Whether training may change the weights; default: true.</param>
    protected RecurrentCell(string? name = null, bool trainable = true) : base(name, trainable)
    {
    }

    /// <summary>The shapes of the states for an input of this shape, (batch, ...) each.</summary>
    public abstract Shape[] StateShapes(Shape inputShape);

    /// <summary>The output's shape for an input of this shape, (batch, ...); default: that of the first state.</summary>
    public override Shape ComputeOutputShape(Shape inputShape) => StateShapes(inputShape)[OutputState];

    /// <summary>Which state is the output as well.</summary>
    protected internal virtual int OutputState => 0;

    /// <summary>What is computed of the input alone, for inputs with any leading axes; default: the input itself.</summary>
    /// <param name="input">(..., n).</param>
    /// <param name="masks">The dropout masks of this cell that <see cref="DropoutMasks"/> made; none outside of training.</param>
    /// <param name="context">Where weights are read.</param>
    protected internal virtual Output Project(Output input, Output[] masks, CallContext context) => input;

    /// <summary>One step.</summary>
    /// <param name="projected">What Project made of this step's input.</param>
    /// <param name="states">The states before the step.</param>
    /// <param name="masks">The dropout masks.</param>
    /// <param name="context">Where weights are read: within a loop only those of this cell.</param>
    /// <returns>The new states; that of number <see cref="OutputState"/> is the output.</returns>
    protected internal abstract Output[] Step(Output projected, Output[] states, Output[] masks, CallContext context);

    /// <summary>Dropout masks that hold for all steps, made once a batch in training; default: none.</summary>
    /// <param name="input">The input of one step, (batch, ...).</param>
    /// <param name="stateShapes">The shapes of the states as int32 vectors.</param>
    /// <param name="context">Where random numbers come from.</param>
    protected internal virtual Output[] DropoutMasks(Output input, Output[] stateShapes, CallContext context) => [];

    /// <inheritdoc/>
    protected internal override Output[] Call(Output[] inputs, Output?[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(context);
        if (inputs.Length < 2)
            throw new ArgumentException($"`{Name}`: a cell is called on an input and its states. Received: {inputs.Length} tensors. Wrap it in an RNN layer to run it over a sequence.");
        var states = Step(Project(inputs[0], [], context), inputs[1..], [], context);
        return [states[OutputState], .. states];
    }

    /// <inheritdoc/>
    public override Shape[] ComputeOutputShapes(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        return [ComputeOutputShape(inputShapes[0]), .. StateShapes(inputShapes[0])];
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        Build(inputShapes[0]);
    }

    /// <summary>A mask of ones with a share of zeros, the ones scaled up.</summary>
    private protected static Output Mask(Output shape, double rate, long stream, CallContext context) =>
        DropoutLayer.Drop(Ops.Fill(shape, Ops.Constant(shape.Graph, 1, DataType.Float32)), rate, shape, context.RandomSeed(stream));
}
