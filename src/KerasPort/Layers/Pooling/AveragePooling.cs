using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of layers that take each window's mean, padding left out.</summary>
public abstract class AveragePooling : Pooling
{
    private protected AveragePooling(int rank, IntTuple? poolSize, IntTuple? strides, string padding, string? dataFormat, Shape? inputShape, string? name)
        : base(rank, poolSize, strides, padding, dataFormat, inputShape, name)
    {
    }

    private protected AveragePooling(int rank, ConfigReader config) : base(rank, config)
    {
    }

    private protected sealed override Output Pool2D(Output x, long[] window, long[] strides, string padding) => Ops.AvgPool2D(x, window, strides, padding);

    private protected sealed override Output Pool3D(Output x, long[] window, long[] strides, string padding) => Ops.AvgPool3D(x, window, strides, padding);
}
