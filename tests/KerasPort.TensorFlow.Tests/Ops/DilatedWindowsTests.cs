using KerasPort.Testing;

namespace KerasPort.TensorFlow.Tests.OpsTests;

/// <summary>TensorFlow's Conv2D has a kernel with dilations: what is made of dense convolutions must agree with it.</summary>
[Trait("Category", "Contract")]
public sealed class DilatedWindowsTests
{
    private static readonly long[] s_strides = [1, 1, 1, 1];

    [TensorFlowTheory]
    [InlineData("SAME", 2, 3)]
    [InlineData("VALID", 2, 3)]
    [InlineData("SAME", 3, 1)]
    [InlineData("VALID", 1, 4)]
    public void ADepthwiseConvolutionOfOneChannelIsAConvolution(string padding, long rows, long columns) => AreEqual([2, 9, 11, 1], [3, 2, 1, 4],
        (x, w) => Ops.Conv2D(x, w, s_strides, padding, [1, rows, columns, 1]),
        (x, w) => Ops.DepthwiseConv2D(x, w, s_strides, padding, [1, rows, columns, 1]));

    [TensorFlowTheory]
    [InlineData("SAME")]
    [InlineData("VALID")]
    public void AConvolutionOfOneSliceInDepthIsAConvolution(string padding) => AreEqual([2, 9, 11, 2], [3, 3, 2, 3],
        (x, w) => Ops.Conv2D(x, w, s_strides, padding, [1, 2, 2, 1]),
        (x, w) => Ops.Squeeze(Ops.Conv3D(Ops.ExpandDims(x, 1), Ops.ExpandDims(w, 0), [1, 1, 1, 1, 1], padding, [1, 2, 2, 2, 1]), 1));

    [TensorFlowFact]
    public void StridesWithDilationsAreRefused()
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [null, 9, 9, 1]);
        var w = Ops.Placeholder(graph, DataType.Float32, [3, 3, 1, 1]);
        var error = Assert.Throws<ArgumentException>(() => Ops.DepthwiseConv2D(x, w, [1, 2, 2, 1], "SAME", [1, 2, 2, 1]));
        Assert.StartsWith("A convolution with dilations must have strides of 1. Received: strides=[1, 2, 2, 1], dilations=[1, 2, 2, 1].", error.Message, StringComparison.Ordinal);
    }

    private static void AreEqual(Shape picture, Shape filter, Func<Output, Output, Output> expected, Func<Output, Output, Output> actual)
    {
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, picture.With(0, -1));
        var w = Ops.Placeholder(graph, DataType.Float32, filter);
        Output[] results = [expected(x, w), actual(x, w)];
        Assert.Equal(results[0].Shape, results[1].Shape);
        using var function = Function.Create(graph, "dilated", [x, w], results);
        using var a = Random(picture);
        using var b = Random(filter);
        var outputs = function.Invoke([a, b]);
        using var first = outputs[0].Resolve();
        using var second = outputs[1].Resolve();
        Assert.Equal(first.Shape, second.Shape);
        Assert.All(first.ToArray<float>().Zip(second.ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-5f));
        Array.ForEach(outputs, output => output.Dispose());
    }

    private static EagerTensor Random(Shape shape)
    {
        var random = new Random(1);
        using var tensor = Tensor.From<float>(Enumerable.Range(0, (int)shape.Count).Select(_ => random.NextSingle()).ToArray(), shape);
        return new EagerTensor(tensor);
    }
}
