using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// In training, sets elements to 0 at random and divides the others by (1 - rate). Any shape, the same shape out.
/// Keras: keras.layers.Dropout.
/// </summary>
public sealed class Dropout : DropoutLayer
{
    private readonly int?[]? _noiseShape;

    /// <summary>Makes the layer.</summary>
    /// <param name="rate">The share of elements that is dropped, 0 to 1.</param>
    /// <param name="noiseShape">
    /// The shape of the random decisions, batch included, which spread over axes of 1; null: the input's dimension. Default: the input's shape.
    /// </param>
    /// <param name="seed">A seed for this layer; default: one of its own, under the model's seed.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: dropout_1, dropout_2, ...</param>
    /// <exception cref="ArgumentOutOfRangeException">rate is not between 0 and 1.</exception>
    public Dropout(double rate, IReadOnlyList<int?>? noiseShape = null, int? seed = null, Shape? inputShape = null, string? name = null)
        : base(rate, seed, inputShape, name) => _noiseShape = noiseShape?.ToArray();

    internal Dropout(ConfigReader config) : base(config) => _noiseShape = NoiseShapes.Read(config);

    /// <summary>The shape of the random decisions; null: the input's.</summary>
    public IReadOnlyList<int?>? NoiseShape => _noiseShape;

    private protected override Output DecisionShape(Output input) => NoiseShapes.Resolve(Name, _noiseShape, input);

    private protected override JsonNode? NoiseShapeConfig() => NoiseShapes.ToConfig(_noiseShape);
}
