namespace KerasPort.TensorFlow.Tests.Execution;

[Trait("Category", "Contract")]
public sealed class FunctionContractTests
{
    [TensorFlowFact]
    public void TakesAsManyInputsAsItHas()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2]);
        using var function = Function.Create(graph, "count", [x], [x + 1]);
        Assert.Equal((1, 1), (function.InputCount, function.OutputCount));
        Assert.StartsWith($"Function '{function.Name}' takes 1 inputs. Received: 0.", Assert.Throws<ArgumentException>(() => function.Invoke([])).Message, StringComparison.Ordinal);
        Assert.StartsWith("count_", function.Name, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public void IsGoneWhenDisposed()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2]);
        var function = Function.Create(graph, "gone", [x], [x + 1]);
        function.Dispose();
        function.Dispose();
        using var argument = new EagerTensor(Tensor.Vector(1f, 2));
        Assert.Throws<ObjectDisposedException>(() => function.Invoke([argument]));
        Assert.Throws<ObjectDisposedException>(() => graph.AddFunction(function));
    }

    [TensorFlowFact]
    public void OutlivesItsGraph()
    {
        var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2]);
        using var function = Function.Create(graph, "outlives", [x], [x + 1]);
        graph.Dispose();
        Assert.Equal([2f, 3], Call(function, Tensor.Vector(1f, 2))[0]);
        Assert.Throws<ObjectDisposedException>(() => Function.Create(graph, "late", [], []));
    }

    [TensorFlowTheory]
    [InlineData("my model")]
    [InlineData("größe/µ")]
    [InlineData("")]
    public void MayHaveAnyName(string name)
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2]);
        using var function = Function.Create(graph, name, [x], [x + 1]);
        Assert.Equal([2f, 3], Call(function, Tensor.Vector(1f, 2))[0]);
        using var other = new Graph();
        using var body = BuildCounter(function.Name);
        using var outer = Function.Create(other, name, [], Ops.While([Ops.Constant(other, 0)], BuildLimit(5), body));
        using var result = outer.Invoke([])[0].Resolve();
        Assert.Equal([5], result.ToArray<int>());
    }

    [TensorFlowFact]
    public void ReturnsInputsConstantsAndTheSameTwice()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2]);
        var unused = Ops.Placeholder(graph, DataType.Float32, [2]);
        var y = x + 1;
        using var function = Function.Create(graph, "same", [x, unused], [x, y, y, Ops.Constant(graph, [7f])]);
        var results = Call(function, Tensor.Vector(1f, 2), Tensor.Vector(0f, 0));
        Assert.Equal([1f, 2], results[0]);
        Assert.Equal([2f, 3], results[1]);
        Assert.Equal([2f, 3], results[2]);
        Assert.Equal([7f], results[3]);
    }

    [TensorFlowFact]
    public void IsCalledAgainAfterAnOperationFailed()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [null]);
        var index = Ops.Placeholder(graph, DataType.Int32, [null]);
        using var function = Function.Create(graph, "fails", [x, index], [Ops.Gather(x, index)]);
        using var values = new EagerTensor(Tensor.Vector(1f, 2));
        using var far = new EagerTensor(Tensor.Vector(7));
        var error = Assert.Throws<TensorFlowException>(() => function.Invoke([values, far]));
        Assert.Equal(StatusCode.InvalidArgument, error.Code);
        Assert.Contains("7 is not in [0, 2)", error.Message, StringComparison.Ordinal);
        using var near = new EagerTensor(Tensor.Vector(1));
        using var output = function.Invoke([values, near])[0];
        using var value = output.Resolve();
        Assert.Equal([2f], value.ToArray<float>());
    }

    [TensorFlowFact]
    public void RefusesAnInputOfAnotherType()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [null]);
        using var function = Function.Create(graph, "typed", [x], [x + 1]);
        using var integers = new EagerTensor(Tensor.Vector(1, 2));
        Assert.Equal(StatusCode.InvalidArgument, Assert.Throws<TensorFlowException>(() => function.Invoke([integers])).Code);
        Assert.Equal([2f], Call(function, Tensor.Vector(1f))[0]);
    }

    [TensorFlowFact]
    public void RefusesTheSameInputTwice()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [null]);
        var error = Assert.Throws<TensorFlowException>(() => Function.Create(graph, "twice", [x, x], [x + 1]));
        Assert.Equal(StatusCode.InvalidArgument, error.Code);
        Assert.StartsWith("function 'twice': ", error.Message, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public void RefusesWhatBelongsToAnotherGraph()
    {
        using var graph = new Graph();
        using var other = new Graph();
        var (x, y) = (Ops.Placeholder(graph, DataType.Float32, [null]), Ops.Placeholder(other, DataType.Float32, [null]));
        const string message = "Function: inputs, outputs and effects must belong to its graph. Received: ";
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Function.Create(graph, "foreign", [y], [x])).Message, StringComparison.Ordinal);
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Function.Create(graph, "foreign", [x], [y])).Message, StringComparison.Ordinal);
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Function.Create(graph, "foreign", [x], [x], [y.Operation])).Message, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public void AssignsAfterTheReadersAndInTheOrderOfTheEdges()
    {
        using var variable = new Variable(Tensor.Scalar(1f));
        using var graph = new Graph();
        var resource = Ops.Placeholder(graph, DataType.Resource, Shape.Scalar);
        var before = Ops.ReadVariable(resource, DataType.Float32, []);
        var add = Ops.AssignAddVariable(resource, before.Constant(2), [before.Operation]);
        var between = graph.AddOperation(new OperationSpec("ReadVariableOp")
        {
            Inputs = [resource],
            Attributes = new Dictionary<string, AttributeValue> { ["dtype"] = DataType.Float32 },
            ControlInputs = [add],
        })[0];
        var set = Ops.AssignVariable(resource, between * 10, [add]);
        var subtract = Ops.AssignSubVariable(resource, before.Constant(3), [set]);
        using var function = Function.Create(graph, "order", [resource], [before, between], [subtract]);
        var value = 1f;
        for (var i = 0; i < 20; i++)
        {
            var outputs = Array.ConvertAll(function.Invoke([variable.Handle]), Take);
            Assert.Equal([value], outputs[0]);
            Assert.Equal([value + 2], outputs[1]);
            value = (value + 2) * 10 - 3;
            using var now = variable.Read();
            Assert.Equal([value], now.ToArray<float>());
            variable.Assign(Tensor.Scalar(value = i));
        }
    }

    [TensorFlowFact]
    public void ANestedFunctionIsKeptAliveByTheOneThatCallsIt()
    {
        var (outer, nested) = BuildLoop();
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            using var graph = new Graph();
            using var other = Function.Create(graph, "other", [], [Ops.Constant(graph, 1)]);
            other.Invoke([])[0].Dispose();
        }
        Assert.Equal(2, outer.Nested.Count);
        using var result = outer.Invoke([])[0].Resolve();
        Assert.Equal([5], result.ToArray<int>());
        outer.Dispose();
        Assert.True(nested.IsAlive);
        GC.KeepAlive(outer);
    }

    [TensorFlowFact]
    public void SeveralThreadsGetEqualBits()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [null, 64]);
        var w = Ops.Placeholder(graph, DataType.Float32, [64, 64]);
        var y = Ops.Softmax(Ops.MatMul(Ops.Tanh(Ops.MatMul(x, w)), w));
        using var function = Function.Create(graph, "shared", [x, w], [y, Ops.Sum(y * y, [0])]);
        using var input = Random([32, 64]);
        using var weights = Random([64, 64]);
        var expected = Array.ConvertAll(function.Invoke([input, weights]), Take);
        var wrong = 0;
        Parallel.For(0, 400, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            var found = Array.ConvertAll(function.Invoke([input, weights]), Take);
            if (!found[0].SequenceEqual(expected[0]) || !found[1].SequenceEqual(expected[1]))
                Interlocked.Increment(ref wrong);
        });
        Assert.Equal(0, wrong);
    }

    [TensorFlowFact]
    public void SeveralThreadsMayCompileAndDisposeAtOnce() => Parallel.For(0, 100, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, []);
        using var function = Function.Create(graph, "parallel", [x], [x + i]);
        Assert.Equal([1f + i], Call(function, Tensor.Scalar(1f))[0]);
    });

    private static (Function Outer, WeakReference Nested) BuildLoop()
    {
        using var graph = new Graph();
        var nested = BuildCounter("counter");
        return (Function.Create(graph, "outer", [], Ops.While([Ops.Constant(graph, 0)], BuildLimit(5), nested)), new WeakReference(nested));
    }

    private static Function BuildCounter(string name)
    {
        using var graph = new Graph();
        var i = Ops.Placeholder(graph, DataType.Int32, Shape.Scalar);
        return Function.Create(graph, name, [i], [i + 1]);
    }

    private static Function BuildLimit(int limit)
    {
        using var graph = new Graph();
        var i = Ops.Placeholder(graph, DataType.Int32, Shape.Scalar);
        return Function.Create(graph, "limit", [i], [Ops.Less(i, Ops.Constant(graph, limit))]);
    }

    private static float[][] Call(Function function, params Tensor[] inputs)
    {
        var arguments = Array.ConvertAll(inputs, input => new EagerTensor(input));
        try
        {
            return Array.ConvertAll(function.Invoke(arguments), Take);
        }
        finally
        {
            Array.ForEach(arguments, argument => argument.Dispose());
            Array.ForEach(inputs, input => input.Dispose());
        }
    }

    private static float[] Take(EagerTensor output)
    {
        using (output)
        using (var tensor = output.Resolve())
            return tensor.ToArray<float>();
    }

    private static EagerTensor Random(Shape shape)
    {
        var random = new Random(1);
        using var tensor = Tensor.From<float>(Enumerable.Range(0, (int)shape.Count).Select(_ => random.NextSingle()).ToArray(), shape);
        return new EagerTensor(tensor);
    }
}
