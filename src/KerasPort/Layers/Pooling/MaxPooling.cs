using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of layers that take each window's largest value.</summary>
public abstract class MaxPooling : Pooling
{
    private protected MaxPooling(int rank, IntTuple? poolSize, IntTuple? strides, string padding, string? dataFormat, Shape? inputShape, string? name)
        : base(rank, poolSize, strides, padding, dataFormat, inputShape, name)
    {
    }

    private protected MaxPooling(int rank, ConfigReader config) : base(rank, config)
    {
    }

    private protected sealed override Output Pool2D(Output x, long[] window, long[] strides, string padding) => Ops.MaxPool2D(x, window, strides, padding);

    private protected sealed override Output Pool3D(Output x, long[] window, long[] strides, string padding) => Ops.MaxPool3D(x, window, strides, padding);
}
