using System.Runtime.InteropServices;
using KerasPort.TensorFlow;

namespace KerasPort.Training;

/// <summary>One output of a prediction, filled batch by batch into one array of the final size.</summary>
internal sealed class PredictionBuffer
{
    private readonly Array _values;
    private readonly Shape _shape;
    private readonly int _elementSize;
    private int _filled;

    public PredictionBuffer(Tensor first, long count)
    {
        _shape = first.Shape.Rank == 0 ? new Shape(count) : first.Shape.With(0, count);
        _elementSize = first.DataType.Size();
        _values = first.DataType switch
        {
            DataType.Float64 => new double[_shape.Count],
            DataType.Int32 => new int[_shape.Count],
            DataType.Int64 => new long[_shape.Count],
            DataType.Bool => new bool[_shape.Count],
            DataType.UInt8 => new byte[_shape.Count],
            DataType.Float16 => new Half[_shape.Count],
            DataType.Float32 => new float[_shape.Count],
            var type => throw new InvalidOperationException($"Predict can't return values of type {type.Name()}."),
        };
    }

    public void Add(Tensor batch)
    {
        var source = batch.AsBytes();
        var target = MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(_values), checked(_values.Length * _elementSize));
        source.CopyTo(target[_filled..]);
        _filled += source.Length;
    }

    public HostArray ToArray() => new(_values, _shape);
}
