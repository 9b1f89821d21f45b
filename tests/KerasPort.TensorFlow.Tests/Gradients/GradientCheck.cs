namespace KerasPort.TensorFlow.Tests.Gradients;

/// <summary>Compares gradients with central finite differences, element by element.</summary>
internal static class GradientCheck
{
    /// <summary>The step of the differences and how far gradients may be off, absolutely and relatively.</summary>
    private static readonly Dictionary<DataType, (double Step, double Tolerance)> s_accuracy = new()
    {
        [DataType.Float64] = (1e-6, 1e-6),
        [DataType.Float32] = (1e-2, 2e-3),
    };

    public static void Run(GradientCase test, bool unknownBatch)
    {
        var random = new Random(7);
        var values = test.Inputs.Select(input => input.Values ?? Fill(random, input)).ToArray();
        using var graph = new Graph();
        var inputs = test.Inputs.Select(input => Ops.Placeholder(graph, test.DataType, Static(input, unknownBatch))).ToArray();
        var result = test.Build(inputs);
        Assert.True(Reaches(result, test.Type), $"The case '{test}' has no operation of type {test.Type}.");

        // Weighting the result's elements unevenly shows gradients that land on the wrong element.
        var weights = Ops.Placeholder(graph, result.DataType, Shape.Unknown);
        using var forward = Function.Create(graph, "value", inputs, [result]);
        var shape = Evaluate(forward, test, values, null)[0].Shape;
        using var weighting = Tensor(result.DataType, Fill(random, new GradientInput(shape, 0.5, 1.5)), shape);
        var loss = Ops.Sum(result * Ops.Reshape(weights, Ops.ShapeOf(result)));
        var gradients = TensorFlow.Gradients.Compute(loss, inputs);
        for (var i = 0; i < inputs.Length; i++)
        {
            Assert.True(gradients[i] is not null, $"Input {i} has no gradient.");
            Assert.True(gradients[i]!.Value.Shape.IsCompatibleWith(test.Inputs[i].Shape), $"The graph takes the gradient of input {i} for {gradients[i]}.");
        }
        using var both = Function.Create(graph, "gradients", [.. inputs, weights], [loss, .. gradients.Select(gradient => gradient!.Value)]);
        var found = Evaluate(both, test, values, weighting);
        using var lossOnly = Function.Create(graph, "loss", [.. inputs, weights], [loss]);
        var (step, tolerance) = s_accuracy[test.DataType];
        for (var i = 0; i < values.Length; i++)
        {
            Assert.Equal(test.Inputs[i].Shape, found[i + 1].Shape);
            foreach (var element in Elements(random, values[i].Length))
            {
                var expected = (Shifted(step) - Shifted(-step)) / (2 * step);
                var actual = found[i + 1].Values[element];
                Assert.True(Math.Abs(actual - expected) <= tolerance * (1 + Math.Abs(expected)),
                    $"Input {i}, element {element}: the gradient must be {expected}. Received: {actual}.");

                double Shifted(double by)
                {
                    var shifted = values.Select(numbers => (double[])numbers.Clone()).ToArray();
                    shifted[i][element] += by;
                    return Evaluate(lossOnly, test, shifted, weighting)[0].Values[0];
                }
            }
        }
    }

    /// <summary>All elements of a small tensor, some of a large one.</summary>
    private static IEnumerable<int> Elements(Random random, int count) =>
        count <= 256 ? Enumerable.Range(0, count) : Enumerable.Range(0, 32).Select(_ => random.Next(count));

    private static (Shape Shape, double[] Values)[] Evaluate(Function function, GradientCase test, double[][] values, Tensor? weights)
    {
        var arguments = new List<EagerTensor>();
        try
        {
            for (var i = 0; i < values.Length; i++)
            {
                using var tensor = Tensor(test.DataType, values[i], test.Inputs[i].Shape);
                arguments.Add(new EagerTensor(tensor));
            }
            if (weights is not null)
                arguments.Add(new EagerTensor(weights));
            return Array.ConvertAll(function.Invoke([.. arguments]), output =>
            {
                using (output)
                using (var tensor = output.Resolve())
                    return (tensor.Shape, tensor.DataType == DataType.Float64 ? tensor.ToArray<double>() : Array.ConvertAll(tensor.ToArray<float>(), value => (double)value));
            });
        }
        finally
        {
            arguments.ForEach(argument => argument.Dispose());
        }
    }

    private static Tensor Tensor(DataType type, double[] values, Shape shape) => type == DataType.Float64
        ? TensorFlow.Tensor.From<double>(values, shape)
        : TensorFlow.Tensor.From<float>(Array.ConvertAll(values, value => (float)value), shape);

    private static double[] Fill(Random random, GradientInput input)
    {
        var values = new double[input.Shape.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = input.Min + (input.Max - input.Min) * random.NextDouble();
        return values;
    }

    private static Shape Static(GradientInput input, bool unknownBatch) =>
        unknownBatch && !input.AlwaysKnown && input.Shape.Rank > 0 ? input.Shape.With(0, -1) : input.Shape;

    private static bool Reaches(Output output, string type)
    {
        var seen = new HashSet<Operation>();
        var waiting = new Stack<Operation>([output.Operation]);
        while (waiting.TryPop(out var operation))
        {
            if (operation.Type == type)
                return true;
            for (var i = 0; i < operation.InputCount; i++)
                if (seen.Add(operation.Input(i).Operation))
                    waiting.Push(operation.Input(i).Operation);
        }
        return false;
    }
}
