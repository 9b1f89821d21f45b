namespace KerasPort.TensorFlow.Tests.Execution;

public sealed class FunctionTests
{
    [TensorFlowFact]
    public void ComputesAProductAndASum()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [null, 2]);
        var w = Ops.Placeholder(graph, DataType.Float32, [2, 3]);
        var y = Ops.MatMul(x, w) + 1;
        Assert.Equal("(None, 3)", y.Shape.ToString());
        using var function = Function.Create(graph, "affine", [x, w], [y]);
        using var a = new EagerTensor(Tensor.From<float>([1, 2], [1, 2]));
        using var b = new EagerTensor(Tensor.From<float>([1, 2, 3, 4, 5, 6], [2, 3]));
        using var result = function.Invoke([a, b])[0];
        using var tensor = result.Resolve();
        Assert.Equal([1 + 8 + 1, 2 + 10 + 1, 3 + 12 + 1], tensor.ToArray<float>());
    }

    [TensorFlowFact]
    public void AssignsAVariableOnlyAsAnEffect()
    {
        using var variable = new Variable(Tensor.Vector(1f, 2f));
        using var graph = new Graph();
        var resource = Ops.Placeholder(graph, DataType.Resource, Shape.Scalar);
        var value = Ops.ReadVariable(resource, DataType.Float32, [2]);
        var assign = Ops.AssignAddVariable(resource, value.Constant(1) + Ops.ZerosLike(value), [value.Operation]);
        using var function = Function.Create(graph, "step", [resource], [value], [assign]);
        for (var i = 0; i < 3; i++)
        {
            using var before = function.Invoke([variable.Handle])[0];
            using var seen = before.Resolve();
            Assert.Equal([1f + i, 2f + i], seen.ToArray<float>());
        }
        using var now = variable.Read();
        Assert.Equal([4f, 5f], now.ToArray<float>());
    }

    [TensorFlowFact]
    public void LoopsWithinOneFunction()
    {
        using var condition = BuildNested(values => [Ops.Less(values[0], Ops.Constant(values[0].Graph, 10))]);
        using var body = BuildNested(values => [values[0] + 1, values[1] * 2]);
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, Shape.Scalar);
        var results = Ops.While([Ops.Constant(graph, 0), x], condition, body);
        using var function = Function.Create(graph, "loop", [x], [results[1]]);
        using var three = new EagerTensor(Tensor.Scalar(3f));
        using var result = function.Invoke([three])[0];
        using var tensor = result.Resolve();
        Assert.Equal(3f * 1024, tensor.ToArray<float>()[0]);
    }

    [TensorFlowFact]
    public void AWrongOperationIsTensorFlowsError()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2, 3]);
        var error = Assert.Throws<TensorFlowException>(() => Ops.MatMul(x, x));
        Assert.Equal(StatusCode.InvalidArgument, error.Code);
        Assert.StartsWith("MatMul 'MatMul': ", error.Message, StringComparison.Ordinal);
    }

    private static Function BuildNested(Func<Output[], Output[]> build)
    {
        using var graph = new Graph();
        Output[] inputs = [Ops.Placeholder(graph, DataType.Int32, Shape.Scalar), Ops.Placeholder(graph, DataType.Float32, Shape.Scalar)];
        return Function.Create(graph, "nested", inputs, build(inputs));
    }
}
