using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A layer that learns how much of its input passes: <c>t activation(x W + b) + (1 - t) x</c> with
/// <c>t = sigmoid(x W_carry + b_carry)</c>. Input and output (batch, n). A layer of Keras 1 that Keras 2 kept, for files.
/// Keras: keras.layers.Highway.
/// </summary>
public sealed class Highway : LegacyDense
{
    private Weight _matrix = null!;
    private Weight _carryMatrix = null!;
    private Weight? _bias;
    private Weight? _carryBias;

    internal Highway(ConfigReader config) : base(config)
    {
        Activation = config.Activation();
        // The first value of b_carry in Keras 1; Keras 2 has 1.
        config.Ignore("transform_bias");
    }

    /// <summary>The function after the sum.</summary>
    public Activations.Activation Activation { get; }

    /// <summary>The order of Keras 1.0 was W, b, W_carry, b_carry.</summary>
    internal override HostArray[] ConvertWeights(HostArray[] arrays) => [.. arrays.OrderByDescending(array => array.Shape.Rank)];

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        long? size = inputShape[-1] < 0 ? null : inputShape[-1];
        _matrix = AddWeight("W", [size, size], WeightInitializer, WeightRegularizer, WeightConstraint);
        _carryMatrix = AddWeight("W_carry", [size, size], WeightInitializer);
        if (!UseBias)
            return;
        _bias = AddWeight("b", [size], "zeros", BiasRegularizer, BiasConstraint);
        _carryBias = AddWeight("b_carry", [size], "ones");
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var taken = Ops.Sigmoid(Linear(_carryMatrix, _carryBias));
        return taken * Activation.Call(Linear(_matrix, _bias)) + (1 - taken) * input;

        Output Linear(Weight matrix, Weight? bias)
        {
            var product = Ops.MatMul(input, context.Value(matrix));
            return bias is null ? product : Ops.BiasAdd(product, context.Value(bias));
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config([], new JsonObject { ["activation"] = Activation.ToConfig() });
}
