using System.Runtime.CompilerServices;

namespace KerasPort.TensorFlow.Tests.Tensors;

[Trait("Category", "Contract")]
public sealed class TensorTests
{
    [TensorFlowFact]
    public void HoldsEveryFixedSizeType()
    {
        RoundTrip<float>(DataType.Float32, 1.5f, -2);
        RoundTrip<double>(DataType.Float64, 1.5, double.NaN);
        RoundTrip<Half>(DataType.Float16, (Half)1.5, Half.MaxValue);
        RoundTrip<sbyte>(DataType.Int8, sbyte.MinValue, 7);
        RoundTrip<short>(DataType.Int16, short.MinValue, 7);
        RoundTrip<int>(DataType.Int32, int.MinValue, 7);
        RoundTrip<long>(DataType.Int64, long.MinValue, 7);
        RoundTrip<byte>(DataType.UInt8, byte.MaxValue, 7);
        RoundTrip<ushort>(DataType.UInt16, ushort.MaxValue, 7);
        RoundTrip<uint>(DataType.UInt32, uint.MaxValue, 7);
        RoundTrip<ulong>(DataType.UInt64, ulong.MaxValue, 7);
        RoundTrip<bool>(DataType.Bool, true, false);
    }

    [TensorFlowFact]
    public void IsWrittenThroughItsSpan()
    {
        using var tensor = new Tensor(DataType.Float32, [2, 3]);
        tensor.AsSpan<float>().Fill(4);
        tensor.AsSpan<float>()[5] = 7;
        Assert.Equal([4f, 4, 4, 4, 4, 7], tensor.ToArray<float>());
        Assert.Equal(24, tensor.AsBytes().Length);
        Assert.Equal(6, tensor.Count);
        Assert.Equal("Tensor(float32, (2, 3))", tensor.ToString());
    }

    [TensorFlowTheory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(1000)]
    public void LiesAlignedSoThatTensorFlowNeverCopiesIt(int count)
    {
        using var tensor = new Tensor(DataType.UInt8, new Shape(count));
        Assert.Equal(0, tensor.Address % 64);
    }

    [TensorFlowFact]
    public void MayBeEmpty()
    {
        using var tensor = Tensor.From<float>([], [0, 3]);
        Assert.Equal(0, tensor.Count);
        Assert.True(tensor.AsSpan<float>().IsEmpty);
        Assert.Empty(tensor.ToArray<float>());
        using var graph = new Graph();
        var x = Ops.Placeholder(graph, DataType.Float32, [null, 3]);
        using var function = Function.Create(graph, "empty", [x], [x * 2, Ops.Sum(x)]);
        using var argument = new EagerTensor(tensor);
        var outputs = function.Invoke([argument]);
        using var doubled = outputs[0].Resolve();
        using var sum = outputs[1].Resolve();
        Assert.Equal("(0, 3)", doubled.Shape.ToString());
        Assert.Equal([0f], sum.ToArray<float>());
        Array.ForEach(outputs, output => output.Dispose());
    }

    [TensorFlowFact]
    public void HoldsMoreBytesThanAnIntCounts()
    {
        // The memory is only reserved: nothing is written to it.
        using var tensor = new Tensor(DataType.UInt8, [3, 1 << 30]);
        Assert.Equal(3L << 30, tensor.Count);
        var error = Assert.Throws<InvalidOperationException>(() => { tensor.AsSpan<byte>(); });
        Assert.Equal("Tensor: a span holds at most 2147483647 elements. Received: shape=(3, 1073741824).", error.Message);
        Assert.Throws<InvalidOperationException>(() => { tensor.AsBytes(); });
    }

    [TensorFlowFact]
    public void RefusesAnotherElementType()
    {
        using var tensor = Tensor.Vector(1f);
        Assert.Equal("Tensor: the elements are float32. Received: Double.", Assert.Throws<ArgumentException>(() => { tensor.AsSpan<double>(); }).Message);
        Assert.StartsWith("Tensor elements must be numbers or truth values. Received: type=System.Decimal.", Assert.Throws<ArgumentException>(() => { tensor.AsSpan<decimal>(); }).Message, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public void RefusesShapesAndTypesWithoutSize()
    {
        Assert.StartsWith("Tensor: every dimension must be known. Received: shape=(None, 3).", Assert.Throws<ArgumentException>(() => new Tensor(DataType.Float32, [null, 3])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Tensor: elements must have a fixed size. Received: dtype=string.", Assert.Throws<ArgumentException>(() => new Tensor(DataType.String, [3])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Tensor: the number of values must be the shape's. Received: 2 values, shape=(3,).", Assert.Throws<ArgumentException>(() => Tensor.From<float>([1, 2], [3])).Message, StringComparison.Ordinal);
        Assert.Throws<OverflowException>(() => new Tensor(DataType.Float32, [long.MaxValue, 2]));
    }

    [TensorFlowFact]
    public void SaysWhenMemoryCannotBeHad() =>
        Assert.StartsWith("Tensor: float64 (36028797018963968,) needs 288230376151711744 bytes, which could not be had.", Assert.Throws<InsufficientMemoryException>(() => new Tensor(DataType.Float64, [1L << 55])).Message, StringComparison.Ordinal);

    [TensorFlowFact]
    public void IsGoneWhenDisposed()
    {
        var tensor = Tensor.Vector(1f);
        tensor.Dispose();
        tensor.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tensor.ToArray<float>());
        Assert.Throws<ObjectDisposedException>(() => new EagerTensor(tensor));
    }

    [TensorFlowFact]
    public void LivesOnInTheContextWhenDisposed()
    {
        var tensor = Tensor.Vector(1f, 2);
        using var eager = new EagerTensor(tensor);
        tensor.Dispose();
        using var again = eager.Resolve();
        Assert.Equal([1f, 2f], again.ToArray<float>());
        Assert.Equal(DataType.Float32, eager.DataType);
        Assert.Equal("(2,)", eager.Shape.ToString());
        Assert.EndsWith("CPU:0", eager.Device, StringComparison.Ordinal);
    }

    private static void RoundTrip<T>(DataType type, params T[] values) where T : unmanaged
    {
        using var tensor = Tensor.From<T>(values, [values.Length]);
        Assert.Equal(type, tensor.DataType);
        Assert.Equal(Unsafe.SizeOf<T>(), type.Size());
        using var eager = new EagerTensor(tensor);
        using var again = eager.Resolve();
        Assert.Equal(type, again.DataType);
        Assert.Equal(values, again.ToArray<T>());
    }
}
