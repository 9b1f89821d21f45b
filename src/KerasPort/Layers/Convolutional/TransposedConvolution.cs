using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of transposed convolutions, which go from what a convolution gives to what it takes.</summary>
public abstract class TransposedConvolution : KernelConvolution
{
    private readonly int[]? _outputPadding;

    private protected TransposedConvolution(
        int rank, int filters, IntTuple kernelSize, IntTuple? strides, string padding, IntTuple? outputPadding, string? dataFormat, IntTuple? dilationRate,
        Activations.Activation? activation, bool useBias, Initializer? kernelInitializer, Initializer? biasInitializer,
        Regularizer? kernelRegularizer, Regularizer? biasRegularizer, Regularizer? activityRegularizer,
        Constraint? kernelConstraint, Constraint? biasConstraint, Shape? inputShape, string? name, bool trainable)
        : base(rank, filters, kernelSize, strides, padding, dataFormat, dilationRate, 1, activation, useBias, kernelInitializer, biasInitializer, kernelRegularizer, biasRegularizer, activityRegularizer, kernelConstraint, biasConstraint, inputShape, name, trainable) =>
        _outputPadding = CheckOutputPadding(outputPadding);

    private protected TransposedConvolution(int rank, ConfigReader config) : base(rank, config)
    {
        if (Groups != 1)
            throw config.Wrong("groups", "1");
        _outputPadding = CheckOutputPadding(config.Has("output_padding") ? (IntTuple)config.Ints("output_padding") : null);
        config.Ignore("output_padding");
    }

    /// <summary>How much is added at the end of each output axis, less than the stride; null: what makes the length a multiple of the stride.</summary>
    public IReadOnlyList<int>? OutputPadding => _outputPadding;

    private protected sealed override (int, int) KernelChannels(int channels) => (Filters, channels);

    private protected sealed override Output Convolve(Output x, CallContext context) =>
        ConvolutionOps.ConvolveTransposed(x, context.Value(Kernel), Steps, Padding, Rates, _outputPadding);

    private protected sealed override (long[] Space, long Channels) OutputSize(long[] space, long channels) =>
        ([.. space.Select((length, i) => WindowLength.Transposed(length, Window[i], Padding, Steps[i], Rates[i], _outputPadding?[i]))], Filters);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["output_padding"] = _outputPadding is null ? null : ConfigWriter.Ints(_outputPadding);
        return config;
    }

    private int[]? CheckOutputPadding(IntTuple? outputPadding)
    {
        var values = outputPadding?.Resolve(ClassName, "output_padding", SpatialRank, least: 0);
        if (values is not null && values.Zip(Steps).Any(pair => pair.First >= pair.Second))
            throw new ArgumentException($"`{ClassName}`: output_padding must be less than strides=({string.Join(", ", Steps)}). Received: output_padding={outputPadding}.", nameof(outputPadding));
        return values;
    }
}
