using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// <see cref="Dropout"/> of whole channels. Input (batch, steps, channels), the same shape out. Keras: keras.layers.SpatialDropout1D.
/// </summary>
public sealed class SpatialDropout1D : DropoutLayer
{
    /// <summary>Makes the layer.</summary>
    /// <param name="rate">The share of channels that is dropped, 0 to 1.</param>
    /// <param name="seed">A seed for this layer; default: one of its own, under the model's seed.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: spatial_dropout1d_1, spatial_dropout1d_2, ...</param>
    /// <exception cref="ArgumentException">rate is not between 0 and 1.</exception>
    public SpatialDropout1D(double rate, int? seed = null, Shape? inputShape = null, string? name = null)
        : base(rate, seed, inputShape, name)
    {
    }

    internal SpatialDropout1D(ConfigReader config) : base(config) => config.Ignore("noise_shape");

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length == 1 && shapes[0].Rank != 3)
            throw new ArgumentException($"`{Name}`: the input must have 3 axes. Received: shape={shapes[0]}.", nameof(shapes));
    }

    private protected override Output DecisionShape(Output input) =>
        Ops.Stack([Ops.Dimension(input, 0), Ops.Constant(input.Graph, 1), Ops.Dimension(input, 2)]);
}
