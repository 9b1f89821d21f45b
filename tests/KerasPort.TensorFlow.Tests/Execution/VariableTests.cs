namespace KerasPort.TensorFlow.Tests.Execution;

[Trait("Category", "Contract")]
public sealed class VariableTests
{
    [TensorFlowFact]
    public void KeepsWhatItIsAssigned()
    {
        using var variable = new Variable(Tensor.Vector(1f, 2));
        using var value = Tensor.Vector(3f, 4);
        variable.Assign(value);
        Assert.Equal([3f, 4], Read(variable));
        Assert.Equal(DataType.Float32, variable.DataType);
        Assert.Equal("(2,)", variable.Shape.ToString());
        Assert.Equal(DataType.Resource, variable.Handle.DataType);
    }

    [TensorFlowFact]
    public void LeavesWhatItWasAssignedAloneWhenItChanges()
    {
        using var value = Tensor.Vector(1f, 2);
        using var variable = new Variable(value);
        AddTen(variable);
        Assert.Equal([1f, 2], value.ToArray<float>());
        Assert.Equal([11f, 12], Read(variable));
    }

    [TensorFlowFact]
    public void SharesNoMemoryWithWhatWasRead()
    {
        using var variable = new Variable(Tensor.Vector(1f, 2));
        using var read = variable.Read();
        read.AsSpan<float>().Fill(9);
        Assert.Equal([1f, 2], Read(variable));
    }

    [TensorFlowFact]
    public void WhatWasReadStaysWhenTheVariableChanges()
    {
        using var variable = new Variable(Tensor.Vector(1f, 2));
        using var read = variable.Read();
        AddTen(variable);
        Assert.Equal([1f, 2], read.ToArray<float>());
        Assert.Equal([11f, 12], Read(variable));
        variable.Dispose();
        Assert.Equal([1f, 2], read.ToArray<float>());
    }

    [TensorFlowFact]
    public void TwoAnonymousOnesAreDifferent()
    {
        using var a = new Variable(Tensor.Scalar(1f));
        using var b = new Variable(Tensor.Scalar(2f));
        Assert.Equal([1f], Read(a));
        Assert.Equal([2f], Read(b));
    }

    [TensorFlowFact]
    public void RefusesAnotherShapeOrType()
    {
        using var variable = new Variable(Tensor.Vector(1f, 2));
        using var longer = Tensor.Vector(1f, 2, 3);
        using var integers = Tensor.Vector(1, 2);
        Assert.StartsWith("Variable: the value must be float32 (2,). Received: float32 (3,).", Assert.Throws<ArgumentException>(() => variable.Assign(longer)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Variable: the value must be float32 (2,). Received: int32 (2,).", Assert.Throws<ArgumentException>(() => variable.Assign(integers)).Message, StringComparison.Ordinal);
        Assert.Equal([1f, 2], Read(variable));
    }

    [TensorFlowFact]
    public void HasNoValueBeforeItIsAssigned()
    {
        using var variable = new Variable(DataType.Float32, [2]);
        Assert.Equal(StatusCode.FailedPrecondition, Assert.Throws<TensorFlowException>(variable.Read).Code);
        using var value = Tensor.Vector(1f, 2);
        variable.Assign(value);
        Assert.Equal([1f, 2], Read(variable));
    }

    [TensorFlowFact]
    public void IsGoneWhenDisposed()
    {
        var variable = new Variable(Tensor.Vector(1f, 2));
        variable.Dispose();
        variable.Dispose();
        using var value = Tensor.Vector(1f, 2);
        Assert.Throws<ObjectDisposedException>(variable.Read);
        Assert.Throws<ObjectDisposedException>(() => variable.Assign(value));
    }

    private static void AddTen(Variable variable)
    {
        using var graph = new Graph();
        var resource = Ops.Placeholder(graph, DataType.Resource, Shape.Scalar);
        var assign = Ops.AssignAddVariable(resource, Ops.Constant(graph, [10f, 10]));
        using var function = Function.Create(graph, "add", [resource], [], [assign]);
        Assert.Empty(function.Invoke([variable.Handle]));
    }

    private static float[] Read(Variable variable)
    {
        using var value = variable.Read();
        return value.ToArray<float>();
    }
}
