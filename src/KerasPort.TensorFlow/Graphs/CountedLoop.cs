namespace KerasPort.TensorFlow;

/// <summary>
/// A loop of a counted number of rounds under construction. Its body is a graph of its own, to which values of the outer graph
/// are handed in; <see cref="Close"/> makes one operation of the outer graph out of it.
/// </summary>
internal sealed class CountedLoop : IDisposable
{
    private readonly Graph _outer;
    private readonly List<LoopValue> _values = [];
    private readonly LoopValue _index;
    private readonly LoopValue _count;
    private Operation? _operation;

    /// <summary>Begins a loop.</summary>
    /// <param name="count">The number of rounds, an int32 scalar of the outer graph.</param>
    public CountedLoop(Output count)
    {
        _outer = count.Graph;
        _index = Add(Ops.Constant(_outer, 0));
        _count = Add(count);
        _index.Next = Index + 1;
    }

    /// <summary>The body's graph.</summary>
    public Graph Body { get; } = new();

    /// <summary>The round's number, from 0, in the body.</summary>
    public Output Index => _index.Inner;

    /// <summary>The number of rounds, in the body.</summary>
    public Output Count => _count.Inner;

    /// <summary>The closed loop's operation.</summary>
    public Operation Operation => _operation ?? throw new InvalidOperationException("Loop: it must be closed before its results are read.");

    /// <summary>Hands a value of the outer graph in. It stays the same in each round unless its <see cref="LoopValue.Next"/> is set.</summary>
    public LoopValue Add(Output outer)
    {
        var inner = Ops.Placeholder(Body, outer.DataType, outer.Shape);
        var value = new LoopValue(outer, inner, _values.Count) { Next = inner };
        _values.Add(value);
        return value;
    }

    /// <summary>Collects a value of each round in a list, at the place of an index of the body.</summary>
    public LoopValue Collect(Output item, Output index)
    {
        var list = Add(Ops.TensorListReserve(Ops.Constant(_outer, -1), _count.Outer, item.DataType));
        list.Next = Ops.TensorListSetItem(list.Inner, index, item);
        return list;
    }

    /// <summary>Reads an item of a list that another loop collected.</summary>
    /// <param name="list">The list, handed in.</param>
    /// <param name="index">The place, in the body.</param>
    /// <param name="like">What was collected, for its type and shape.</param>
    public static Output Item(LoopValue list, Output index, Output like)
    {
        var item = Ops.TensorListGetItem(list.Inner, index, ElementShape(index.Graph, like.Shape), like.DataType);
        item.Graph.SetShape(item, like.Shape);
        return item;
    }

    /// <summary>Makes the operation in the outer graph.</summary>
    public void Close()
    {
        using var test = new Graph();
        var inputs = _values.ConvertAll(value => Ops.Placeholder(test, value.Inner.DataType, value.Inner.Shape)).ToArray();
        var condition = Function.Create(test, "loop_condition", inputs, [Ops.Less(inputs[0], inputs[1])]);
        var body = Function.Create(Body, "loop_body", [.. _values.Select(value => value.Inner)], [.. _values.Select(value => value.Next)]);
        var results = Ops.While([.. _values.Select(value => value.Outer)], condition, body);
        foreach (var (result, value) in results.Zip(_values))
            _outer.SetShape(result, value.Inner.Shape);
        _operation = results[0].Operation;
    }

    /// <summary>A value after the last round, in the outer graph.</summary>
    public Output Final(LoopValue value) => Operation[value.Position];

    /// <summary>A collected list as one tensor whose first axis counts the rounds, in the outer graph.</summary>
    /// <param name="list">The list.</param>
    /// <param name="like">What was collected, for its type and shape.</param>
    public Output Stacked(LoopValue list, Output like)
    {
        var stacked = Ops.TensorListStack(Final(list), ElementShape(_outer, like.Shape), like.DataType);
        if (like.Shape.HasRank)
            _outer.SetShape(stacked, like.Shape.Insert(0, StaticCount));
        return stacked;
    }

    /// <inheritdoc/>
    public void Dispose() => Body.Dispose();

    private long StaticCount => StaticValue.TryReadIntegers(_count.Outer, out var count) ? count[0] : -1;

    private static Output ElementShape(Graph graph, Shape shape) => shape.HasRank
        ? Ops.Constant(graph, [.. shape.Select(dim => checked((int)(dim ?? -1)))])
        : Ops.Constant(graph, -1);
}

/// <summary>A value that goes through a loop.</summary>
/// <param name="Outer">What the outer graph hands in.</param>
/// <param name="Inner">The value in the body.</param>
/// <param name="Position">Which of the loop operation's inputs and outputs it is.</param>
internal sealed record LoopValue(Output Outer, Output Inner, int Position)
{
    /// <summary>The next round's value, in the body.</summary>
    public required Output Next { get; set; }
}
