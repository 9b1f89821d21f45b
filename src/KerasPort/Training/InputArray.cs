using KerasPort.TensorFlow;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Training;

/// <summary>One array of a user's data: its shape and type, and a way to lay it into TensorFlow's memory without a second copy.</summary>
internal sealed class InputArray
{
    private readonly Action<Tensor> _copy;
    private readonly Tensor? _shared;

    private InputArray(Shape shape, DataType dataType, Action<Tensor> copy, Tensor? shared = null) => (Shape, DataType, _copy, _shared) = (shape, dataType, copy, shared);

    public Shape Shape { get; }

    public DataType DataType { get; }

    /// <summary>The number of samples.</summary>
    public long Count => Shape.Rank == 0 ? 1 : Shape[0];

    public static InputArray From(NDArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new InputArray(NumSharpAdapter.ShapeOf(array), NumSharpAdapter.DataTypeOf(array), tensor => NumSharpAdapter.CopyTo(array, tensor));
    }

    public static InputArray From(HostArray array) => new(array.Shape, array.DataType, tensor => CopyBytes(array.Data, tensor));

    public static InputArray From(Tensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return new InputArray(tensor.Shape, tensor.DataType, copy => tensor.AsBytes().CopyTo(copy.AsBytes()), tensor);
    }

    public static InputArray From(Array array)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (array.GetType().GetElementType()!.IsArray)
            throw new ArgumentException("An array of data must be rectangular: float[,] or a flat array. Received: an array of arrays.", nameof(array));
        var dims = new long[array.Rank];
        for (var i = 0; i < dims.Length; i++)
            dims[i] = array.GetLongLength(i);
        return new InputArray(new Shape(dims), DataTypes.Of(array.GetType().GetElementType()!), tensor => CopyBytes(array, tensor));
    }

    /// <summary>The same values under a shape of the same size.</summary>
    public InputArray Reshape(Shape shape) => new(shape, DataType, _copy);

    /// <summary>The values on the device; a tensor of the user's is shared, everything else copied.</summary>
    public EagerTensor ToDevice()
    {
        if (_shared is not null)
            return new EagerTensor(_shared);
        using var tensor = ToTensor();
        return new EagerTensor(tensor);
    }

    public Tensor ToTensor()
    {
        var tensor = new Tensor(DataType, Shape);
        if (tensor.Count > 0)
            _copy(tensor);
        return tensor;
    }

    private static void CopyBytes(Array array, Tensor tensor) =>
        System.Runtime.InteropServices.MemoryMarshal.CreateReadOnlySpan(
            ref System.Runtime.InteropServices.MemoryMarshal.GetArrayDataReference(array),
            checked((int)(array.LongLength * tensor.DataType.Size()))).CopyTo(tensor.AsBytes());
}
