using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Runs a cell over the steps of a sequence. Input (batch, steps, ...), output (batch, ...) or (batch, steps, ...) with
/// returnSequences; further inputs are the first states. A masked step keeps states and output. Keras: keras.layers.RNN.
/// </summary>
public class RNN : Layer
{
    private Weight[] _states = [];

    /// <summary>Makes the layer.</summary>
    /// <param name="cell">The cell; several by <see cref="StackedRNNCells"/>.</param>
    /// <param name="returnSequences">Whether the outputs of all steps are returned; default: the last one's.</param>
    /// <param name="returnState">Whether the last states are returned too; default: false.</param>
    /// <param name="goBackwards">Whether the steps are taken from the last to the first; default: false.</param>
    /// <param name="stateful">Whether a batch begins with the states that the batch before left; default: false.</param>
    /// <param name="unroll">Whether the loop is written out, which short sequences run faster; default: false.</param>
    /// <param name="inputShape">The shape of one sample, steps first, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: the class' in snake case with a number.</param>
    public RNN(RecurrentCell cell, bool returnSequences = false, bool returnState = false, bool goBackwards = false, bool stateful = false, bool unroll = false, Shape? inputShape = null, string? name = null)
        : base(name, inputShape: inputShape)
    {
        ArgumentNullException.ThrowIfNull(cell);
        (Cell, ReturnSequences, ReturnState, GoBackwards, IsStateful, Unroll) = (cell, returnSequences, returnState, goBackwards, stateful, unroll);
    }

    internal RNN(RecurrentCell cell, ConfigReader config) : this(
        cell,
        config.Bool("return_sequences", false),
        config.Bool("return_state", false),
        config.Bool("go_backwards", false),
        config.Bool("stateful", false),
        config.Bool("unroll", false),
        name: config.Name)
    {
        ZeroOutputForMask = config.Bool("zero_output_for_mask", false);
        config.Ignore("input_dim", "input_length", "num_constants");
        if (config.Bool("time_major", false))
            throw config.Wrong("time_major", "false: sequences are (batch, steps, ...)");
    }

    internal RNN(ConfigReader config) : this(
        config.Layer("cell") as RecurrentCell ?? throw config.Wrong("cell", "a recurrent cell"), config)
    {
    }

    /// <summary>The cell.</summary>
    public RecurrentCell Cell { get; }

    /// <summary>Whether the outputs of all steps are returned.</summary>
    public bool ReturnSequences { get; }

    /// <summary>Whether the last states are returned too.</summary>
    public bool ReturnState { get; }

    /// <summary>Whether the steps are taken from the last to the first.</summary>
    public bool GoBackwards { get; }

    /// <summary>Whether the loop is written out.</summary>
    public bool Unroll { get; }

    /// <summary>Whether a masked step gives 0, as tf.keras and Keras 3 can, and not the output of the step before.</summary>
    internal bool ZeroOutputForMask { get; set; }

    private bool IsStateful { get; }

    /// <inheritdoc/>
    public override bool Stateful => IsStateful;

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> SubLayers => [Cell];

    internal override IEnumerable<(string Path, IReadOnlyList<Weight> Weights)> StateGroups =>
        Cell.StateGroups.Select(group => (group.Path.Length == 0 ? "cell" : "cell/" + group.Path, group.Weights));

    /// <summary>Sets the states of a stateful layer to zeros.</summary>
    /// <exception cref="InvalidOperationException">The layer is not stateful, or not built.</exception>
    public void ResetStates()
    {
        if (!Stateful)
            throw new InvalidOperationException($"`{Name}`: only a stateful layer has states to reset. Make it with stateful: true.");
        foreach (var state in _states)
            state.Write(new HostArray(new float[state.Shape.Count], state.Shape));
    }

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes[0].Rank < 3)
            throw new ArgumentException($"`{Name}`: the input must have at least 3 axes (batch, steps, ...). Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        var step = inputShapes[0].RemoveAt(1);
        Cell.EnsureBuilt([step]);
        NameWeights(Name);
        if (!Stateful)
            return;
        if (step[0] < 0)
            throw new ArgumentException($"`{Name}`: a stateful layer needs a fixed batch size: give the InputLayer a whole batch shape. Received: shape={inputShapes[0]}.", nameof(inputShapes));
        _states = [.. Cell.StateShapes(step).Select((shape, i) =>
            new Weight($"{Name}/state_{i}", shape, DataType.Float32, () => new HostArray(new float[shape.Count], shape)))];
    }

    /// <summary>The cell's weights bear the layer's name.</summary>
    internal void NameWeights(string prefix)
    {
        foreach (var weight in Cell.Weights)
            weight.Name = prefix + weight.Name[weight.Name.LastIndexOf('/')..];
    }

    /// <inheritdoc/>
    public override Shape[] ComputeOutputShapes(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        var step = inputShapes[0].RemoveAt(1);
        var output = Cell.ComputeOutputShape(step);
        return [ReturnSequences ? output.Insert(1, inputShapes[0][1]) : output, .. ReturnState ? Cell.StateShapes(step) : []];
    }

    /// <inheritdoc/>
    protected internal override Output[] Call(Output[] inputs, Output?[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(masks);
        ArgumentNullException.ThrowIfNull(context);
        var loop = new RecurrentLoop(this, inputs[0], masks.Length > 0 ? masks[0] : null, context);
        var states = inputs.Length > 1 ? inputs[1..] : Stateful ? Array.ConvertAll(_states, context.Value) : null;
        var (output, final) = loop.Run(states);
        if (Stateful)
            for (var i = 0; i < _states.Length; i++)
                context.Update(_states[i], final[i]);
        if (ZeroOutputForMask && ReturnSequences && masks.Length > 0 && masks[0] is { } mask)
            output = ZeroWhereMasked(output, mask);
        return [output, .. ReturnState ? final : []];
    }

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        ArgumentNullException.ThrowIfNull(masks);
        var result = new Output?[outputs.Length];
        if (ReturnSequences && masks.Length > 0)
            result[0] = masks[0];
        return result;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["return_sequences"] = ReturnSequences;
        config["return_state"] = ReturnState;
        config["go_backwards"] = GoBackwards;
        config["stateful"] = Stateful;
        config["unroll"] = Unroll;
        // Keras 2.3.1 does not know the setting; where it matters, it must not be lost.
        if (ZeroOutputForMask)
            config["zero_output_for_mask"] = true;
        AddCell(config);
        return config;
    }

    private Output ZeroWhereMasked(Output output, Output mask)
    {
        var valid = Ops.Cast(mask, DataType.Bool);
        if (GoBackwards)
            valid = Ops.Reverse(valid, 1);
        while (valid.Rank < output.Rank)
            valid = Ops.ExpandDims(valid, valid.Rank);
        return output * Ops.Cast(valid, output.DataType);
    }

    private protected virtual void AddCell(JsonObject config) => config["cell"] = ConfigWriter.Object(Cell.ClassName, Cell.GetConfig());

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var state in _states)
            state.Dispose();
        base.Dispose(disposing);
    }
}
