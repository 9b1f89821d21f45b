namespace KerasPort.TensorFlow;

/// <summary>
/// Reverse-mode differentiation: walks a graph from its results back to what they were made of and adds the operations that
/// compute the gradients. Ports tf.gradients.
/// </summary>
public static class Gradients
{
    /// <summary>The gradients of the sum of <paramref name="loss"/>'s elements.</summary>
    /// <param name="loss">What is differentiated; usually one number.</param>
    /// <param name="with">With regard to what.</param>
    /// <returns>One for each of <paramref name="with"/>, of its shape; null where the loss does not depend on it.</returns>
    /// <exception cref="NotSupportedException">An operation on the way has no known gradient.</exception>
    public static Output?[] Compute(Output loss, params ReadOnlySpan<Output> with) => Compute([loss], [null], with);

    /// <summary>The gradients of several results, of each of which the gradient is given.</summary>
    /// <param name="results">What is differentiated.</param>
    /// <param name="gradients">The gradient of each result; null: ones.</param>
    /// <param name="with">With regard to what.</param>
    /// <returns>One for each of <paramref name="with"/>, of its shape; null where no result depends on it.</returns>
    /// <exception cref="ArgumentException">There are not as many gradients as results, or a result is no floating-point number.</exception>
    /// <exception cref="NotSupportedException">An operation on the way has no known gradient.</exception>
    public static Output?[] Compute(ReadOnlySpan<Output> results, ReadOnlySpan<Output?> gradients, ReadOnlySpan<Output> with)
    {
        if (results.Length == 0 || results.Length != gradients.Length)
            throw new ArgumentException($"Gradients: there must be one gradient a result. Received: {results.Length} results, {gradients.Length} gradients.", nameof(gradients));
        using var scope = results[0].Graph.NameScope("gradients");
        var walk = new Walk(results, with);
        for (var i = 0; i < results.Length; i++)
            walk.Start(results[i], gradients[i]);
        walk.Run();
        var found = new Output?[with.Length];
        for (var i = 0; i < found.Length; i++)
            found[i] = walk.Total(with[i]);
        return found;
    }

    private sealed class Walk
    {
        private readonly HashSet<Output> _wanted;
        private readonly HashSet<Operation> _dependent = [];
        private readonly List<Operation> _order = [];
        private readonly Dictionary<Output, List<Output>> _gradients = [];

        public Walk(ReadOnlySpan<Output> results, ReadOnlySpan<Output> with)
        {
            _wanted = [.. with];
            Sort(results);
        }

        public void Start(Output result, Output? gradient)
        {
            if (!result.DataType.IsFloating())
                throw new ArgumentException($"Gradients: results must be floating-point numbers. Received: {result}.", nameof(result));
            if (Carries(result))
                Add(result, gradient ?? Ones(result));
        }

        public void Run()
        {
            for (var i = _order.Count - 1; i >= 0; i--)
            {
                var operation = _order[i];
                var incoming = new Output?[operation.OutputCount];
                for (var output = 0; output < incoming.Length; output++)
                    incoming[output] = Total(operation[output]);
                if (Array.TrueForAll(incoming, gradient => gradient is null))
                    continue;
                var outgoing = Rule(operation)(operation, incoming);
                if (outgoing.Length != operation.InputCount)
                    throw new InvalidOperationException($"Gradients: the rule of {operation} must give one gradient an input ({operation.InputCount}). Received: {outgoing.Length}.");
                for (var input = 0; input < outgoing.Length; input++)
                    if (outgoing[input] is { } gradient && operation.Input(input) is var source && Carries(source))
                        Add(source, Checked(gradient, source, operation));
            }
        }

        /// <summary>The gradient of an output: the sum of what flowed in from its readers.</summary>
        public Output? Total(Output output)
        {
            if (!_gradients.TryGetValue(output, out var parts))
                return null;
            if (parts.Count > 1)
                _gradients[output] = parts = [parts.Count == 2 && output.DataType != DataType.Variant ? parts[0] + parts[1] : Ops.AddN([.. parts])];
            return parts[0];
        }

        private static GradientFunction Rule(Operation operation) =>
            operation.Graph.TryGetGradient(operation, out var own) ? own : GradientRegistry.Find(operation);

        private static Output Checked(Output gradient, Output source, Operation operation) =>
            gradient.DataType == source.DataType && (source.DataType == DataType.Variant || gradient.Shape.IsCompatibleWith(source.Shape))
                ? gradient
                : throw new InvalidOperationException($"Gradients: the gradient that {operation} gives to {source} must have its type and shape. Received: {gradient}.");

        private static Output Ones(Output result) =>
            result.Shape.IsFullyKnown && result.Rank == 0 ? result.Constant(1) : Ops.Fill(Ops.ShapeOf(result), result.Constant(1));

        private void Add(Output output, Output gradient)
        {
            if (!_gradients.TryGetValue(output, out var parts))
                _gradients[output] = parts = [];
            parts.Add(gradient);
        }

        /// <summary>Whether a gradient that flows into this output gets to something wanted.</summary>
        private bool Carries(Output output) => _wanted.Contains(output)
            || (_dependent.Contains(output.Operation) && (output.DataType.IsFloating() || output.DataType == DataType.Variant));

        /// <summary>
        /// Puts what leads from the wanted to the results in an order in which each operation comes after those it reads. The
        /// stack is a list: deep graphs would overflow the thread's own.
        /// </summary>
        private void Sort(ReadOnlySpan<Output> results)
        {
            var seen = new HashSet<Operation>();
            var stack = new Stack<(Operation Operation, int Next)>();
            foreach (var result in results)
            {
                // One result after the other: a result may be on the way to another, whose walk then must come to it itself.
                if (seen.Add(result.Operation))
                    stack.Push((result.Operation, 0));
                while (stack.TryPop(out var top))
                {
                    if (top.Next < top.Operation.InputCount)
                    {
                        stack.Push((top.Operation, top.Next + 1));
                        var source = top.Operation.Input(top.Next).Operation;
                        if (seen.Add(source))
                            stack.Push((source, 0));
                        continue;
                    }
                    if (!Depends(top.Operation))
                        continue;
                    _dependent.Add(top.Operation);
                    _order.Add(top.Operation);
                }
            }
        }

        private bool Depends(Operation operation)
        {
            for (var i = 0; i < operation.InputCount; i++)
                if (Carries(operation.Input(i)))
                    return true;
            return false;
        }
    }
}
