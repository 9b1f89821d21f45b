using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The largest of several linear layers, unit by unit: <c>max_k(x W_k + b_k)</c>. Input (batch, n), output (batch, units). A layer
/// of Keras 1 that Keras 2 kept, for files. Keras: keras.layers.MaxoutDense.
/// </summary>
public sealed class MaxoutDense : LegacyDense
{
    private Weight _matrices = null!;
    private Weight? _biases;

    internal MaxoutDense(ConfigReader config) : base(config)
    {
        (Units, Features) = (config.Int("output_dim"), config.Int("nb_feature", 4));
        if (Units <= 0 || Features <= 0)
            throw new ArgumentException($"`MaxoutDense`: output_dim and nb_feature must be positive. Received: output_dim={Units}, nb_feature={Features}.");
    }

    /// <summary>The size of the output's last axis.</summary>
    public int Units { get; }

    /// <summary>The number of linear layers.</summary>
    public int Features { get; }

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        _matrices = AddWeight("W", [Features, inputShape[-1] < 0 ? null : inputShape[-1], Units], WeightInitializer, WeightRegularizer, WeightConstraint);
        if (UseBias)
            _biases = AddWeight("b", [Features, Units], "zeros", BiasRegularizer, BiasConstraint);
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        // One product for all: the layers' columns side by side.
        var columns = Ops.Reshape(Ops.Transpose(context.Value(_matrices), 1, 0, 2), checked((int)_matrices.Shape[1]), Features * Units);
        var layers = Ops.Reshape(Ops.MatMul(input, columns), -1, Features, Units);
        return Ops.Max(_biases is null ? layers : layers + context.Value(_biases), [1]);
    }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        return inputShape.With(-1, Units);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config(new JsonObject { ["output_dim"] = Units }, new JsonObject { ["nb_feature"] = Features });
}
