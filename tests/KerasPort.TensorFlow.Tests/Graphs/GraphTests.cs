namespace KerasPort.TensorFlow.Tests.Graphs;

[Trait("Category", "Contract")]
public sealed class GraphTests
{
    [TensorFlowFact]
    public void NamesAreUniqueWhateverTheirCase()
    {
        using var graph = new Graph();
        Assert.Equal("Const", Ops.Constant(graph, 1).Operation.Name);
        Assert.Equal("Const_1", Ops.Constant(graph, 2).Operation.Name);
        Assert.Equal("const_2", Ops.Placeholder(graph, DataType.Float32, [], "const").Operation.Name);
        Assert.Equal("Const_1_1", Ops.Placeholder(graph, DataType.Float32, [], "Const_1").Operation.Name);
        using (graph.NameScope("a"))
        {
            Assert.Equal("a/Const", Ops.Constant(graph, 3).Operation.Name);
            using (graph.NameScope("b"))
                Assert.Equal("a/b/Const", Ops.Constant(graph, 4).Operation.Name);
        }
        using (graph.NameScope("a"))
            Assert.Equal("a_1/Const", Ops.Constant(graph, 5).Operation.Name);
        Assert.Equal("Const_3", Ops.Constant(graph, 6).Operation.Name);
    }

    [TensorFlowTheory]
    [InlineData("my layer")]
    [InlineData("größe/µ")]
    [InlineData("_hidden-1.5:x")]
    [InlineData("")]
    public void AnyNameMayStandBeforeOthers(string name)
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2]);
        Output y;
        using (graph.NameScope(name))
            y = Ops.Relu(x * 3) + 1;
        using var function = Function.Create(graph, "named", [x], [y], []);
        using var argument = new EagerTensor(Tensor.Vector(1f, -2));
        using var output = function.Invoke([argument])[0];
        using var value = output.Resolve();
        Assert.Equal([4f, 1], value.ToArray<float>());
    }

    [TensorFlowFact]
    public void AScalarConstantIsMadeOnce()
    {
        using var graph = new Graph();
        Assert.Equal(Ops.Constant(graph, 2, DataType.Float32), Ops.Constant(graph, 2, DataType.Float32));
        Assert.NotEqual(Ops.Constant(graph, 2, DataType.Float32), Ops.Constant(graph, 2, DataType.Float64));
        Assert.StartsWith("Constant: the type must be a number's or bool. Received: string.",
            Assert.Throws<ArgumentException>(() => Ops.Constant(graph, 2, DataType.String)).Message, StringComparison.Ordinal);
        foreach (var type in Enum.GetValues<DataType>().Where(type => type.Size() > 0 && type != DataType.BFloat16))
        {
            using var value = Ops.Constant(graph, 1, type).Operation.GetTensor("value");
            Assert.Equal(type, value.DataType);
            Assert.NotEqual(0, value.AsBytes().ToArray().Sum(part => part));
        }
    }

    [TensorFlowFact]
    public void AttributesOfEveryKindAreReadBack()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [1, 4, 4, 1]);
        var product = Ops.MatMul(Ops.Reshape(x, 4, 4), Ops.Reshape(x, 4, 4), transposeA: true).Operation;
        Assert.True(product.GetBool("transpose_a"));
        Assert.False(product.GetBool("transpose_b"));
        Assert.Equal(DataType.Float32, product.GetDataType("T"));
        Assert.Equal(0.25f, Ops.LeakyRelu(x, 0.25f).Operation.GetFloat("alpha"));
        Assert.Equal(2, Ops.Stack([x, x], 2).Operation.GetInt("axis"));
        var pool = Ops.MaxPool2D(x, [1, 2, 3, 1], [1, 1, 1, 1], "SAME").Operation;
        Assert.Equal([1, 2, 3, 1], pool.GetInts("ksize"));
        Assert.Equal("SAME", pool.GetString("padding"));
        Assert.Equal([], Ops.Squeeze(x).Operation.GetInts("squeeze_dims"));
        using var constant = Ops.Constant(graph, [7, 8]).Operation.GetTensor("value");
        Assert.Equal([7, 8], constant.ToArray<int>());
        Assert.Equal("(1, 4, 4, 1)", x.Shape.ToString());
    }

    [TensorFlowFact]
    public void ListsOfTypesAndShapesGetIntoTheGraph()
    {
        using var graph = new Graph();
        graph.AddOperation(new OperationSpec("FIFOQueueV2")
        {
            Attributes = new Dictionary<string, AttributeValue>
            {
                ["component_types"] = new[] { DataType.Float32, DataType.Int64, DataType.Bool },
                ["shapes"] = new Shape[] { [3], [], [5, 7] },
                ["capacity"] = 11L,
                ["container"] = "über",
            },
        });
        var bytes = graph.ToGraphDef();
        Assert.True(bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x32, 0x03, 0x01, 0x09, 0x0A]) >= 0, "list(type)");
        Assert.True(bytes.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x3A, 0x04, 0x12, 0x02, 0x08, 0x03, 0x3A, 0x00, 0x3A, 0x08, 0x12, 0x02, 0x08, 0x05, 0x12, 0x02, 0x08, 0x07]) >= 0, "list(shape)");
        Assert.True(bytes.AsSpan().IndexOf("über"u8) >= 0, "string");
    }

    [TensorFlowFact]
    public void ShapesAreInferredAndRefined()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, Shape.Unknown);
        Assert.False(x.Shape.HasRank);
        graph.SetShape(x, Shape.Unknown);
        graph.SetShape(x, [null, 3]);
        Assert.Equal("(None, 3)", x.Shape.ToString());
        graph.SetShape(x, [2, null]);
        Assert.Equal("(2, 3)", x.Shape.ToString());
        Assert.Equal("(2, 5)", Ops.MatMul(x, Ops.Placeholder(graph, DataType.Float32, [3, 5])).Shape.ToString());
        Assert.Equal(StatusCode.InvalidArgument, Assert.Throws<TensorFlowException>(() => graph.SetShape(x, [4, 3])).Code);
        Assert.Equal("(2, 3)", x.Shape.ToString());
    }

    [TensorFlowFact]
    public void OperationsKnowTheirEnds()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [4, 2]);
        var parts = Ops.Split(x, [1, 3], 0);
        var operation = parts[0].Operation;
        Assert.Equal("SplitV", operation.Type);
        Assert.Equal(3, operation.InputCount);
        Assert.Equal(2, operation.OutputCount);
        Assert.Equal(x, operation.Input(0));
        Assert.Equal(parts[1], operation[1]);
        Assert.NotEqual(parts[0], parts[1]);
        Assert.True(parts[0].Operation == parts[1].Operation);
        Assert.True(x.Operation != operation);
        Assert.Equal("SplitV = SplitV", operation.ToString());
        Assert.Equal("SplitV:1 (float32, (3, 2))", parts[1].ToString());
        Assert.Equal("(none)", default(Output).ToString());
        Assert.Equal("(none)", default(Operation).ToString());
    }

    [TensorFlowTheory]
    [InlineData("an unknown type")]
    [InlineData("a missing attribute")]
    [InlineData("an attribute of another type")]
    [InlineData("a missing input")]
    [InlineData("an input of another type")]
    public void WhatDoesNotFitIsAnErrorAndTheGraphGoesOn(string what)
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2]);
        var i = Ops.Placeholder(graph, DataType.Int32, [2]);
        var spec = what switch
        {
            "an unknown type" => new OperationSpec("NoSuchOperation"),
            "a missing attribute" => new OperationSpec("Placeholder"),
            "an attribute of another type" => new OperationSpec("Placeholder") { Attributes = new Dictionary<string, AttributeValue> { ["dtype"] = 3L } },
            "a missing input" => new OperationSpec("AddV2") { Inputs = [x] },
            _ => new OperationSpec("AddV2") { Inputs = [x, i] },
        };
        var error = Assert.Throws<TensorFlowException>(() => graph.AddOperation(spec));
        Assert.Equal(StatusCode.InvalidArgument, error.Code);
        Assert.StartsWith($"{spec.Type} '", error.Message, StringComparison.Ordinal);
        Assert.Equal("(2,)", (x + x).Shape.ToString());
    }

    [TensorFlowFact]
    public void InputsOfAnotherGraphAreRefused()
    {
        using var graph = new Graph();
        using var other = new Graph();
        var (x, y) = (Ops.Placeholder(graph, DataType.Float32, [2]), Ops.Placeholder(other, DataType.Float32, [2]));
        Assert.StartsWith("AddV2: every input must belong to the graph that the operation is added to. Received: Placeholder:0 (float32, (2,)).",
            Assert.Throws<ArgumentException>(() => x + y).Message, StringComparison.Ordinal);
        Assert.StartsWith("Identity: every control input must belong to the graph that the operation is added to. Received: Placeholder = Placeholder.",
            Assert.Throws<ArgumentException>(() => Ops.IdentityAfter(x, [y.Operation])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => x + default(Output));
    }

    [TensorFlowFact]
    public void ADisposedGraphSaysSo()
    {
        var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2]);
        graph.Dispose();
        graph.Dispose();
        Assert.Throws<ObjectDisposedException>(() => Ops.Constant(graph, 1));
        Assert.Throws<ObjectDisposedException>(() => x + x);
        Assert.Throws<ObjectDisposedException>(() => x.Operation.Name);
        Assert.Throws<ObjectDisposedException>(() => x.DataType);
        Assert.Throws<ObjectDisposedException>(() => graph.ToGraphDef());
    }

    [TensorFlowFact]
    public void ADeviceIsAskedFor()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [2]);
        graph.AddOperation(new OperationSpec("Neg") { Inputs = [x], Device = "/device:CPU:0" });
        Assert.True(graph.ToGraphDef().AsSpan().IndexOf("/device:CPU:0"u8) >= 0);
    }
}
