using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow;

/// <summary>A dense array of numbers in TensorFlow's own, 64-byte aligned memory (TF_Tensor). Dispose it, or let it be collected.</summary>
public sealed unsafe class Tensor : IDisposable
{
    internal Tensor(TensorHandle handle)
    {
        Handle = handle;
        DataType = TF.TF_TensorType(handle);
        var dims = new long[TF.TF_NumDims(handle)];
        for (var i = 0; i < dims.Length; i++)
            dims[i] = TF.TF_Dim(handle, i);
        Shape = new Shape(dims);
    }

    /// <summary>Makes a tensor of a fixed-size type, not yet filled.</summary>
    /// <exception cref="ArgumentException">The type has no fixed size, or a dimension is unknown.</exception>
    /// <exception cref="InsufficientMemoryException">There is not enough memory.</exception>
    public Tensor(DataType dataType, Shape shape)
    {
        var size = dataType.Size();
        if (size == 0)
            throw new ArgumentException($"Tensor: elements must have a fixed size. Received: dtype={dataType.Name()}.", nameof(dataType));
        if (!shape.IsFullyKnown)
            throw new ArgumentException($"Tensor: every dimension must be known. Received: shape={shape}.", nameof(shape));
        DataType = dataType;
        Shape = shape;
        fixed (long* dims = shape.AsSpan())
            Handle = TF.TF_AllocateTensor(dataType, dims, shape.Rank, checked((nuint)(shape.Count * size)));
        // Without memory TensorFlow gives a tensor that has none.
        if (!Handle.IsInvalid && (Data is not null || shape.Count == 0))
            return;
        Handle.Dispose();
        throw new InsufficientMemoryException($"Tensor: {dataType.Name()} {shape} needs {shape.Count * size} bytes, which could not be had.");
    }

    internal TensorHandle Handle { get; }

    /// <summary>The element type.</summary>
    public DataType DataType { get; }

    /// <summary>The dimensions, all known.</summary>
    public Shape Shape { get; }

    /// <summary>The number of elements.</summary>
    public long Count => Shape.Count;

    /// <summary>Makes a tensor with a copy of these values, in row-major order.</summary>
    /// <exception cref="ArgumentException">There are more or fewer values than the shape has elements.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape) where T : unmanaged
    {
        if (!shape.IsFullyKnown || values.Length != shape.Count)
            throw new ArgumentException($"Tensor: the number of values must be the shape's. Received: {values.Length} values, shape={shape}.", nameof(values));
        var tensor = new Tensor(DataTypes.Of(typeof(T)), shape);
        values.CopyTo(tensor.AsSpan<T>());
        return tensor;
    }

    /// <summary>Makes a tensor of one number.</summary>
    public static Tensor Scalar<T>(T value) where T : unmanaged => From<T>([value], Shape.Scalar);

    /// <summary>Makes a tensor of one dimension.</summary>
    public static Tensor Vector<T>(params ReadOnlySpan<T> values) where T : unmanaged => From(values, new Shape(values.Length));

    /// <summary>The elements in row-major order, as they lie in memory. The tensor must stay alive while the span is used.</summary>
    /// <exception cref="ArgumentException">T is not the element type.</exception>
    /// <exception cref="InvalidOperationException">There are more than a span can hold.</exception>
    public Span<T> AsSpan<T>() where T : unmanaged
    {
        if (DataTypes.Of(typeof(T)) != DataType)
            throw new ArgumentException($"Tensor: the elements are {DataType.Name()}. Received: {typeof(T).Name}.");
        return new Span<T>(Data, SpanLength(Count));
    }

    /// <summary>The bytes of the elements, as they lie in memory.</summary>
    /// <exception cref="InvalidOperationException">There are more than a span can hold.</exception>
    public Span<byte> AsBytes() => new(Data, SpanLength(checked((long)TF.TF_TensorByteSize(Handle))));

    /// <summary>A copy of the elements.</summary>
    public T[] ToArray<T>() where T : unmanaged
    {
        var values = AsSpan<T>().ToArray();
        GC.KeepAlive(this);
        return values;
    }

    /// <summary>A tensor of equal elements in memory of its own.</summary>
    public Tensor Copy()
    {
        var copy = new Tensor(DataType, Shape);
        var bytes = checked((long)TF.TF_TensorByteSize(Handle));
        Buffer.MemoryCopy(Data, copy.Data, bytes, bytes);
        return copy;
    }

    internal void* Data => TF.TF_TensorData(Handle);

    /// <summary>Where the elements lie, for who copies into them; the tensor must stay alive meanwhile.</summary>
    internal nint Address => (nint)Data;

    private int SpanLength(long count) => count <= int.MaxValue
        ? (int)count
        : throw new InvalidOperationException($"Tensor: a span holds at most {int.MaxValue} elements. Received: shape={Shape}.");

    /// <summary>Gives the memory back.</summary>
    public void Dispose() => Handle.Dispose();

    /// <inheritdoc/>
    public override string ToString() => $"Tensor({DataType.Name()}, {Shape})";
}
