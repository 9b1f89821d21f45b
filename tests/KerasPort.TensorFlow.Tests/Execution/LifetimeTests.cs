using System.Runtime.CompilerServices;
using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow.Tests.Execution;

/// <summary>What TensorFlow holds for us goes when we let go of it, by Dispose or by the garbage collector.</summary>
[Collection(Alone.Name)]
[Trait("Category", "Contract")]
public sealed class LifetimeTests
{
    private static readonly LiveHandleKind[] s_kinds = [LiveHandleKind.Tensor, LiveHandleKind.Graph, LiveHandleKind.Function, LiveHandleKind.Eager];

    [TensorFlowFact]
    public void DisposingEverythingLeavesNothing()
    {
        UseEverything();
        Collect();
        var before = Counts();
        for (var i = 0; i < 20; i++)
            UseEverything();
        Assert.Equal(before, Counts());
    }

    [TensorFlowFact]
    public void ErrorsLeaveNothing()
    {
        UseEverything();
        Collect();
        var before = Counts();
        Fail();
        Collect();
        Assert.Equal(before, Counts());
    }

    [TensorFlowFact]
    public void FinalizersOnlyQueueAndTheNextCallReleases()
    {
        UseEverything();
        Collect();
        UseEverything();
        var before = Counts();
        var waiting = Context.Current.ForgottenCount;
        Assert.Equal(0, waiting);
        Forget();
        Collect();
        Assert.Equal(before, Counts());
        // Ten variables and ten functions wait for a call that is on a thread of ours.
        Assert.Equal(20, Context.Current.ForgottenCount);
        UseEverything();
        Assert.Equal(0, Context.Current.ForgottenCount);
        Assert.Equal(before, Counts());
    }

    [TensorFlowFact]
    public void VariablesMadeAndDroppedLeaveNoMemory()
    {
        MakeVariables(500);
        var before = Memory();
        MakeVariables(5000);
        var grown = Memory() - before;
        // Under names of their own, which TensorFlow remembers, they left 13 to 16 MB.
        Assert.True(grown < 8 << 20, $"5,000 variables left {grown / 1024} KiB.");
    }

    [TensorFlowFact]
    public void FunctionsMadeAndDroppedLeaveLittleMemory()
    {
        MakeFunctions(100);
        var before = Memory();
        MakeFunctions(1000);
        var grown = Memory() - before;
        Assert.True(grown < 40 << 20, $"1,000 functions left {grown / 1024} KiB.");
    }

    private static void MakeVariables(int count)
    {
        for (var i = 0; i < count; i++)
        {
            using var value = Tensor.Vector(1f, 2, 3);
            using var variable = new Variable(value);
        }
    }

    private static void MakeFunctions(int count)
    {
        using var argument = new EagerTensor(Tensor.Scalar(1f));
        for (var i = 0; i < count; i++)
        {
            using var graph = new Graph();
            var x = Ops.Placeholder(graph, DataType.Float32, Shape.Scalar);
            using var function = Function.Create(graph, "many", [x], [Ops.Tanh(x) + i]);
            function.Invoke([argument])[0].Dispose();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Fail()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2, 3]);
        Assert.Throws<TensorFlowException>(() => Ops.MatMul(x, x));
        Assert.Throws<TensorFlowException>(() => Function.Create(graph, "twice", [x, x], [x]));
        using var function = Function.Create(graph, "typed", [x], [x]);
        using var integers = new EagerTensor(Tensor.Vector(1));
        Assert.Throws<TensorFlowException>(() => function.Invoke([integers]));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Forget()
    {
        for (var i = 0; i < 10; i++)
        {
            _ = new Variable(Tensor.Vector(1f, 2));
            var graph = new Graph();
            var x = Ops.Placeholder(graph, DataType.Float32, Shape.Scalar);
            var function = Function.Create(graph, "forgotten", [x], [x + 1]);
            function.Invoke([new EagerTensor(Tensor.Scalar(1f))])[0].Resolve();
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void UseEverything()
    {
        using var value = Tensor.Vector(1f, 2);
        using var variable = new Variable(value);
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2]);
        var resource = Ops.Placeholder(graph, DataType.Resource, Shape.Scalar);
        var read = Ops.ReadVariable(resource, DataType.Float32, [2]);
        var assign = Ops.AssignVariable(resource, read + x, [read.Operation]);
        using var function = Function.Create(graph, "everything", [x, resource], [read * x], [assign]);
        using var argument = new EagerTensor(value);
        using var output = function.Invoke([argument, variable.Handle])[0];
        using var result = output.Resolve();
        using var now = variable.Read();
        Assert.Equal([2f, 4], now.ToArray<float>());
    }

    private static long[] Counts() => Array.ConvertAll(s_kinds, LiveHandles.Count);

    private static void Collect()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }
    }

    private static long Memory()
    {
        Collect();
        return Environment.WorkingSet;
    }
}
