using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>
/// The loop of a recurrent layer over one input: as a scan, whose graph is the same for any number of steps, or written out.
/// </summary>
internal sealed class RecurrentLoop
{
    private readonly RNN _layer;
    private readonly CallContext _context;
    private readonly Graph _graph;
    private readonly Output _sequence;
    private readonly Output? _mask;
    private readonly Output[] _dropout;
    private readonly Output[] _stateShapes;
    private readonly Shape[] _staticShapes;

    public RecurrentLoop(RNN layer, Output input, Output? mask, CallContext context)
    {
        (_layer, _context, _graph) = (layer, context, input.Graph);
        var timeMajor = TimeFirst(input);
        _mask = mask is { } valid ? ReverseIfBackwards(Ops.ExpandDims(TimeFirst(Ops.Cast(valid, DataType.Bool)), 2)) : null;
        _staticShapes = layer.Cell.StateShapes(input.Shape.RemoveAt(1));
        var batch = Ops.ExpandDims(Ops.Dimension(input, 0), 0);
        _stateShapes = Array.ConvertAll(_staticShapes, shape => Ops.Concat([batch, Ops.Constant(_graph, Array.ConvertAll(shape[1..].ToArray(), dim => checked((int)dim)))], 0));
        var first = Ops.At(timeMajor, Ops.Constant(_graph, 0));
        _dropout = context.Training ? layer.Cell.DropoutMasks(first, _stateShapes, context) : [];
        _sequence = ReverseIfBackwards(layer.Cell.Project(timeMajor, _dropout, context));
    }

    /// <summary>The layer's output and the last states.</summary>
    public (Output Output, Output[] States) Run(Output[]? initialStates)
    {
        var states = initialStates ?? [.. _stateShapes.Select((shape, i) => Zeros(shape, _staticShapes[i]))];
        if (states.Length != _staticShapes.Length)
            throw new ArgumentException($"`{_layer.Name}`: the cell has {_staticShapes.Length} states. Received: {states.Length} initial states.");
        // A masked step gives the output of the step before: it goes from step to step with the states.
        var carried = _mask is null ? states : [.. states, Zeros(_stateShapes[_layer.Cell.OutputState], _staticShapes[_layer.Cell.OutputState])];
        var (outputs, final) = _layer.Unroll ? WriteOut(carried) : Scan(carried);
        var last = _mask is null ? final[_layer.Cell.OutputState] : final[^1];
        return (_layer.ReturnSequences ? BatchFirst(outputs!.Value) : last, final[..states.Length]);
    }

    private (Output? Outputs, Output[] States) Scan(Output[] states)
    {
        var weights = _layer.Cell.Weights;
        Output[] sequences = _mask is { } mask ? [_sequence, mask] : [_sequence];
        Output[] constants = [.. weights.Select(_context.Value), .. _dropout];
        var (outputs, final) = TensorFlow.Scan.Build(
            sequences,
            states,
            constants,
            step =>
            {
                var nested = _context.Nested(step.Index.Graph, weights.Zip(step.Constants));
                var next = Step(step.Inputs[0], _mask is null ? null : step.Inputs[1], step.States, step.Constants[weights.Count..], nested);
                return new ScanResult(_layer.ReturnSequences ? [OutputOf(next)] : [], next);
            },
            _context.Differentiable);
        return (outputs.Length > 0 ? outputs[0] : null, final);
    }

    private (Output? Outputs, Output[] States) WriteOut(Output[] states)
    {
        var steps = _sequence.Shape[0];
        if (steps < 0)
            throw new ArgumentException($"`{_layer.Name}`: unroll needs a known number of steps. Received: shape={_sequence.Shape} (steps first).");
        var outputs = new Output[steps];
        for (var i = 0; i < outputs.Length; i++)
        {
            var index = Ops.Constant(_graph, i);
            states = Step(Ops.At(_sequence, index), _mask is { } mask ? Ops.At(mask, index) : null, states, _dropout, _context);
            outputs[i] = OutputOf(states);
        }
        return (_layer.ReturnSequences ? Ops.Stack(outputs) : null, states);
    }

    private Output OutputOf(Output[] states) => _mask is null ? states[_layer.Cell.OutputState] : states[^1];

    private Output[] Step(Output projected, Output? mask, Output[] states, Output[] dropout, CallContext context)
    {
        var cell = _layer.Cell;
        if (mask is not { } valid)
            return cell.Step(projected, states, dropout, context);
        var next = cell.Step(projected, states[..^1], dropout, context);
        Output[] all = [.. next, next[cell.OutputState]];
        return [.. all.Select((value, i) => Ops.Select(Widen(valid, value.Rank), value, states[i]))];
    }

    private static Output Widen(Output mask, int rank)
    {
        while (mask.Rank < rank)
            mask = Ops.ExpandDims(mask, mask.Rank);
        return mask;
    }

    private Output Zeros(Output shape, Shape known)
    {
        var zeros = Ops.Fill(shape, Ops.Constant(_graph, 0, DataType.Float32));
        _graph.SetShape(zeros, known);
        return zeros;
    }

    private Output ReverseIfBackwards(Output sequence) => _layer.GoBackwards ? Ops.Reverse(sequence, 0) : sequence;

    private static Output TimeFirst(Output x) => Ops.Transpose(x, [1, 0, .. Enumerable.Range(2, x.Rank - 2)]);

    private static Output BatchFirst(Output x) => TimeFirst(x);
}
