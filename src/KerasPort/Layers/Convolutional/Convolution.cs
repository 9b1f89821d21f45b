using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of all convolutions: a window that moves over the spatial axes, a bias, an activation.</summary>
public abstract class Convolution : SpatialLayer
{
    private Weight? _bias;
    private long _inputChannels = -1;

    private protected Convolution(
        int rank, IntTuple kernelSize, IntTuple? strides, string padding, string? dataFormat, IntTuple? dilationRate,
        Activations.Activation? activation, bool useBias, Initializer? biasInitializer, Regularizer? biasRegularizer,
        Regularizer? activityRegularizer, Constraint? biasConstraint, Shape? inputShape, string? name, bool trainable)
        : base(rank, dataFormat, name, trainable, inputShape)
    {
        ArgumentNullException.ThrowIfNull(kernelSize);
        Window = kernelSize.Resolve(ClassName, "kernel_size", rank);
        Steps = (strides ?? 1).Resolve(ClassName, "strides", rank);
        Padding = this is Conv1D or SeparableConv1D ? Check("padding", padding, "valid", "same", "causal") : Check("padding", padding, "valid", "same");
        Rates = (dilationRate ?? 1).Resolve(ClassName, "dilation_rate", rank);
        if (Array.Exists(Steps, stride => stride > 1) && Array.Exists(Rates, rate => rate > 1))
            throw new ArgumentException($"`{ClassName}`: strides above 1 can't go with a dilation_rate above 1. Received: strides=({string.Join(", ", Steps)}), dilation_rate=({string.Join(", ", Rates)}).", nameof(strides));
        if (padding == "causal" && ChannelsFirst)
            throw new ArgumentException($"`{ClassName}`: causal padding needs data_format channels_last. Received: data_format={DataFormat}.", nameof(dataFormat));
        Activation = activation ?? "linear";
        UseBias = useBias;
        BiasInitializer = biasInitializer ?? "zeros";
        BiasRegularizer = biasRegularizer;
        ActivityRegularizer = activityRegularizer;
        BiasConstraint = biasConstraint;
    }

    private protected Convolution(int rank, ConfigReader config) : this(
        rank,
        config.Ints("kernel_size"),
        config.Ints("strides", [1]),
        config.String("padding", "valid"),
        config.StringOrNull("data_format"),
        config.Ints("dilation_rate", [1]),
        config.Activation(),
        config.Bool("use_bias", true),
        config.Initializer("bias_initializer", "zeros"),
        config.Regularizer("bias_regularizer"),
        config.Regularizer("activity_regularizer"),
        config.Constraint("bias_constraint"),
        null, config.Name, true)
    {
        // Some versions write how many axes the window has; the class says so.
        config.Ignore("rank");
    }

    /// <summary>The window's length along each spatial axis.</summary>
    public IReadOnlyList<int> KernelSize => Window;

    /// <summary>How far the window moves along each spatial axis.</summary>
    public IReadOnlyList<int> Strides => Steps;

    /// <summary>How far the window's elements lie apart along each spatial axis.</summary>
    public IReadOnlyList<int> DilationRate => Rates;

    /// <summary>valid (no padding), same (TensorFlow's own: output length is input length / stride, rounded up) or, for Conv1D, causal.</summary>
    public string Padding { get; }

    /// <summary>The function after the sum.</summary>
    public Activations.Activation Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; }

    /// <summary>The bias' first value.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>The penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>What is done to the bias after each step.</summary>
    public Constraint? BiasConstraint { get; }

    private protected int[] Window { get; }

    private protected int[] Steps { get; }

    private protected int[] Rates { get; }

    /// <summary>Makes the kernels for a number of input channels.</summary>
    private protected abstract void BuildKernels(int channels);

    /// <summary>Adds the convolution alone.</summary>
    private protected abstract Output Convolve(Output x, CallContext context);

    /// <summary>The channels of the output for a number of input channels.</summary>
    private protected abstract long OutputChannels(long channels);

    /// <inheritdoc/>
    protected internal sealed override void CheckInputs(Shape[] shapes)
    {
        base.CheckInputs(shapes);
        if (_inputChannels >= 0 && shapes[0][ChannelAxis] >= 0 && shapes[0][ChannelAxis] != _inputChannels)
            throw new ArgumentException($"`{Name}`: the input's channels (axis {ChannelAxis}) must be {_inputChannels}. Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal sealed override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        if (inputShape[ChannelAxis] < 0)
            throw new ArgumentException($"`{Name}`: the input's channels (axis {ChannelAxis}) must be known. Received: shape={inputShape}.", nameof(inputShape));
        _inputChannels = inputShape[ChannelAxis];
        BuildKernels(checked((int)_inputChannels));
        if (UseBias)
            _bias = AddWeight("bias", [OutputChannels(_inputChannels)], BiasInitializer, BiasRegularizer, BiasConstraint);
    }

    private protected sealed override Output CallChannelsLast(Output x, CallContext context)
    {
        var output = Convolve(x, context);
        return _bias is null ? output : Ops.BiasAdd(output, context.Value(_bias));
    }

    /// <inheritdoc/>
    protected internal sealed override Output Call(Output input, CallContext context) => Activation.Call(base.Call(input, context));

    private protected override (long[] Space, long Channels) OutputSize(long[] space, long channels) =>
        ([.. space.Select((length, i) => WindowLength.Output(length, Window[i], Padding, Steps[i], Rates[i]))], OutputChannels(channels));

    /// <summary>The settings up to use_bias, which all convolutions share.</summary>
    private protected void WriteWindow(JsonObject config)
    {
        config["kernel_size"] = ConfigWriter.Ints(Window);
        config["strides"] = ConfigWriter.Ints(Steps);
        config["padding"] = Padding;
        config["data_format"] = DataFormat;
        config["dilation_rate"] = ConfigWriter.Ints(Rates);
        config["activation"] = Activation.ToConfig();
        config["use_bias"] = UseBias;
    }
}
