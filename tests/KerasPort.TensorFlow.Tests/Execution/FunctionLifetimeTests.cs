using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow.Tests.Execution;

[Collection(Alone.Name)]
public sealed class FunctionLifetimeTests
{
    [TensorFlowFact]
    public void AThousandFunctionsLeaveNoHandles()
    {
        var before = LiveHandles.Count(LiveHandleKind.Function);
        for (var i = 0; i < 1000; i++)
        {
            using var graph = new Graph();
            var x = Ops.Placeholder(graph, DataType.Float32, Shape.Scalar);
            using var function = Function.Create(graph, "many", [x], [x + i]);
            using var one = new EagerTensor(Tensor.Scalar(1f));
            using var result = function.Invoke([one])[0];
            using var tensor = result.Resolve();
            Assert.Equal(1f + i, tensor.ToArray<float>()[0]);
        }
        Assert.Equal(before, LiveHandles.Count(LiveHandleKind.Function));
    }
}
