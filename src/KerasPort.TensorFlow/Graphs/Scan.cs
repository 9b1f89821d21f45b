namespace KerasPort.TensorFlow;

/// <summary>
/// A loop over time as one operation: recurrent layers. It keeps the states before each step, and its gradient is a second loop
/// that runs backwards, builds each step again from what was kept, and differentiates it.
/// </summary>
internal sealed class Scan
{
    private readonly Func<ScanStep, ScanResult> _step;
    private LoopValue[] _sequences = [];
    private LoopValue[] _constants = [];
    private LoopValue[] _states = [];
    private LoopValue[] _outputs = [];
    private LoopValue[] _kept = [];

    private Scan(Func<ScanStep, ScanResult> step) => _step = step;

    /// <summary>Builds the loop.</summary>
    /// <param name="sequences">Tensors whose first axis is time: (time, batch, ...).</param>
    /// <param name="initialStates">The states before the first step.</param>
    /// <param name="constants">Values that every step reads: weights.</param>
    /// <param name="step">Builds one step. It may use only what it is given, and must build the same whenever it is called.</param>
    /// <param name="differentiable">Whether a gradient may be asked for: then the states before each step are kept.</param>
    /// <returns>The steps' outputs as (time, batch, ...), and the states after the last step.</returns>
    public static (Output[] Outputs, Output[] States) Build(
        Output[] sequences, Output[] initialStates, Output[] constants, Func<ScanStep, ScanResult> step, bool differentiable = true) =>
        new Scan(step).Forward(sequences, initialStates, constants, differentiable);

    private (Output[] Outputs, Output[] States) Forward(Output[] sequences, Output[] initialStates, Output[] constants, bool differentiable)
    {
        if (sequences.Length == 0)
            throw new ArgumentException("Scan: there must be a sequence, whose first axis counts the steps. Received: none.", nameof(sequences));
        var graph = sequences[0].Graph;
        using var scope = graph.NameScope("scan");
        using var loop = new CountedLoop(Ops.Dimension(sequences[0], 0));
        _sequences = Array.ConvertAll(sequences, loop.Add);
        _constants = Array.ConvertAll(constants, loop.Add);
        _states = Array.ConvertAll(initialStates, loop.Add);
        var result = Step(loop.Index, Inner(_sequences), Inner(_states), Inner(_constants));
        for (var i = 0; i < _states.Length; i++)
            _states[i].Next = result.States[i];
        _outputs = Array.ConvertAll(result.Outputs, output => loop.Collect(output, loop.Index));
        if (differentiable)
            _kept = Array.ConvertAll(_states, state => loop.Collect(state.Inner, loop.Index));
        loop.Close();
        if (differentiable)
            graph.SetGradient(loop.Operation, Backward);
        return (
            [.. _outputs.Zip(result.Outputs, loop.Stacked)],
            Array.ConvertAll(_states, loop.Final));
    }

    // h_t+1, y_t = step(x_t, h_t, w). Going back from the last step, the gradient of h_t+1 (from the step after it) and of y_t give
    // those of h_t, of x_t, and a summand of that of w.
    private Output?[] Backward(Operation operation, Output?[] gradients)
    {
        using var loop = new CountedLoop(operation.Input(1));
        var index = loop.Count - 1 - loop.Index;
        var sequences = Array.ConvertAll(_sequences, sequence => loop.Add(sequence.Outer));
        var constants = Array.ConvertAll(_constants, constant => loop.Add(constant.Outer));
        var kept = Array.ConvertAll(_kept, list => loop.Add(operation[list.Position]));
        var states = kept.Zip(_states, (list, state) => CountedLoop.Item(list, index, state.Outer)).ToArray();
        var step = new ScanStep(index, [.. Inner(sequences).Select(sequence => Ops.At(sequence, index))], states, Inner(constants));
        var result = Step(step);

        var results = new List<Output>();
        var flowing = new List<Output?>();
        for (var i = 0; i < _outputs.Length; i++)
        {
            if (gradients[_outputs[i].Position] is not { } list)
                continue;
            results.Add(result.Outputs[i]);
            flowing.Add(CountedLoop.Item(loop.Add(list), index, result.Outputs[i]));
        }
        var stateGradients = new LoopValue?[_states.Length];
        for (var i = 0; i < _states.Length; i++)
        {
            if (!states[i].DataType.IsFloating())
                continue;
            var final = operation[_states[i].Position];
            stateGradients[i] = loop.Add(gradients[_states[i].Position] ?? Ops.ZerosLike(final));
            results.Add(result.States[i]);
            flowing.Add(stateGradients[i]!.Inner);
        }

        var found = Gradients.Compute([.. results], [.. flowing], [.. step.Inputs, .. step.States, .. step.Constants]).AsSpan();
        var ofInputs = found[..step.Inputs.Length];
        var ofStates = found.Slice(step.Inputs.Length, states.Length);
        var ofConstants = found[(step.Inputs.Length + states.Length)..];
        for (var i = 0; i < states.Length; i++)
            if (stateGradients[i] is { } state)
                state.Next = ofStates[i] ?? Ops.ZerosLike(states[i]);
        var inputLists = new LoopValue?[step.Inputs.Length];
        for (var i = 0; i < inputLists.Length; i++)
            inputLists[i] = ofInputs[i] is { } gradient ? loop.Collect(gradient, index) : null;
        var sums = new LoopValue?[constants.Length];
        for (var i = 0; i < sums.Length; i++)
        {
            if (ofConstants[i] is not { } gradient)
                continue;
            sums[i] = loop.Add(Ops.ZerosLike(constants[i].Outer));
            sums[i]!.Next = sums[i]!.Inner + gradient;
        }
        loop.Close();

        var outgoing = new Output?[operation.InputCount];
        for (var i = 0; i < inputLists.Length; i++)
            if (inputLists[i] is { } list)
                outgoing[_sequences[i].Position] = loop.Stacked(list, step.Inputs[i]);
        for (var i = 0; i < sums.Length; i++)
            if (sums[i] is { } sum)
                outgoing[_constants[i].Position] = loop.Final(sum);
        for (var i = 0; i < stateGradients.Length; i++)
            if (stateGradients[i] is { } state)
                outgoing[_states[i].Position] = loop.Final(state);
        return outgoing;
    }

    private ScanResult Step(Output index, Output[] sequences, Output[] states, Output[] constants) =>
        Step(new ScanStep(index, Array.ConvertAll(sequences, sequence => Ops.At(sequence, index)), states, constants));

    private ScanResult Step(ScanStep step)
    {
        var result = _step(step);
        return result.States.Length == step.States.Length && result.States.Zip(step.States).All(pair => pair.First.DataType == pair.Second.DataType && pair.First.Shape.IsCompatibleWith(pair.Second.Shape))
            ? result
            : throw new InvalidOperationException($"Scan: a step must give a new state for each old one, of its type and shape. Received: {string.Join(", ", result.States)}, old states {string.Join(", ", step.States)}.");
    }

    private static Output[] Inner(LoopValue[] values) => Array.ConvertAll(values, value => value.Inner);
}

/// <summary>What one step of a scan gets, in the step's own graph.</summary>
/// <param name="Index">The step's number, an int32 scalar.</param>
/// <param name="Inputs">The sequences' values at this step.</param>
/// <param name="States">The states that the step before left.</param>
/// <param name="Constants">The values that every step reads.</param>
internal sealed record ScanStep(Output Index, Output[] Inputs, Output[] States, Output[] Constants);

/// <summary>What one step of a scan gives.</summary>
/// <param name="Outputs">The outputs at this step.</param>
/// <param name="States">The new states, one for each old one, of its type and shape.</param>
internal sealed record ScanResult(Output[] Outputs, Output[] States);
