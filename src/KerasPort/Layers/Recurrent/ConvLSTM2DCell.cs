using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// One step of ConvLSTM2D: an LSTM whose products are convolutions. Input (batch, rows, columns, channels), states (batch, rows,
/// columns, filters). Keras: keras.layers.ConvLSTM2DCell.
/// </summary>
public sealed class ConvLSTM2DCell : RecurrentCell
{
    private readonly RecurrentSettings _settings;
    private readonly int[] _kernelSize;
    private readonly int[] _strides;
    private readonly int[] _dilation;
    private Weight _kernel = null!;
    private Weight _recurrentKernel = null!;
    private Weight? _bias;

    /// <summary>Makes the cell.</summary>
    /// <param name="filters">The number of output channels, positive.</param>
    /// <param name="kernelSize">The window's rows and columns, or one number for both.</param>
    /// <param name="strides">How far the window moves over the input; default: 1.</param>
    /// <param name="padding">valid or same; default: valid.</param>
    /// <param name="dataFormat">channels_last or channels_first; default: channels_last.</param>
    /// <param name="dilationRate">How far the window's elements lie apart in the input; default: 1.</param>
    /// <param name="activation">The function of the new state; default: tanh.</param>
    /// <param name="recurrentActivation">The function of the gates; default: hard_sigmoid.</param>
    /// <param name="useBias">Whether a bias is added; default: true.</param>
    /// <param name="kernelInitializer">The kernel's first value; default: glorot_uniform.</param>
    /// <param name="recurrentInitializer">The recurrent kernel's first value; default: orthogonal.</param>
    /// <param name="biasInitializer">The bias' first value; default: zeros.</param>
    /// <param name="unitForgetBias">Whether the forget gate's bias begins at 1; default: true.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel; default: none.</param>
    /// <param name="recurrentRegularizer">A penalty on the recurrent kernel; default: none.</param>
    /// <param name="biasRegularizer">A penalty on the bias; default: none.</param>
    /// <param name="kernelConstraint">What is done to the kernel after each step; default: nothing.</param>
    /// <param name="recurrentConstraint">What is done to the recurrent kernel after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the bias after each step; default: nothing.</param>
    /// <param name="dropout">The share of the input that is dropped in training; default: 0.</param>
    /// <param name="recurrentDropout">The share of the state that is dropped in training; default: 0.</param>
    /// <param name="name">The name; default: the class' in snake case with a number.</param>
    /// <exception cref="ArgumentException">A setting is out of its range.</exception>
    public ConvLSTM2DCell(
        int filters,
        IntTuple kernelSize,
        IntTuple? strides = null,
        string padding = "valid",
        string? dataFormat = null,
        IntTuple? dilationRate = null,
        Activations.Activation? activation = null,
        Activations.Activation? recurrentActivation = null,
        bool useBias = true,
        Initializer? kernelInitializer = null,
        Initializer? recurrentInitializer = null,
        Initializer? biasInitializer = null,
        bool unitForgetBias = true,
        Regularizer? kernelRegularizer = null,
        Regularizer? recurrentRegularizer = null,
        Regularizer? biasRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? recurrentConstraint = null,
        Constraint? biasConstraint = null,
        double dropout = 0,
        double recurrentDropout = 0,
        string? name = null)
        : this(filters, kernelSize, strides, padding, dataFormat, dilationRate, new RecurrentSettings("ConvLSTM2DCell", dropout, recurrentDropout)
        {
            Activation = activation ?? "tanh",
            RecurrentActivation = recurrentActivation ?? "hard_sigmoid",
            UseBias = useBias,
            KernelInitializer = kernelInitializer ?? "glorot_uniform",
            RecurrentInitializer = recurrentInitializer ?? "orthogonal",
            BiasInitializer = biasInitializer ?? "zeros",
            KernelRegularizer = kernelRegularizer,
            RecurrentRegularizer = recurrentRegularizer,
            BiasRegularizer = biasRegularizer,
            KernelConstraint = kernelConstraint,
            RecurrentConstraint = recurrentConstraint,
            BiasConstraint = biasConstraint,
        }, unitForgetBias, name)
    {
    }

    internal ConvLSTM2DCell(int filters, IntTuple kernelSize, IntTuple? strides, string padding, string? dataFormat, IntTuple? dilationRate, RecurrentSettings settings, bool unitForgetBias, string? name)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(kernelSize);
        if (filters <= 0)
            throw new ArgumentOutOfRangeException(nameof(filters), $"`ConvLSTM2D`: filters must be a positive integer. Received: filters={filters}.");
        if (padding is not ("valid" or "same"))
            throw new ArgumentException($"`ConvLSTM2D`: padding must be 'valid' or 'same'. Received: padding='{padding}'.", nameof(padding));
        if (dataFormat is not (null or "channels_last" or "channels_first"))
            throw new ArgumentException($"`ConvLSTM2D`: dataFormat must be 'channels_last' or 'channels_first'. Received: dataFormat='{dataFormat}'.", nameof(dataFormat));
        (Filters, Padding, DataFormat, UnitForgetBias, _settings) = (filters, padding, dataFormat ?? "channels_last", unitForgetBias, settings);
        _kernelSize = kernelSize.Resolve("ConvLSTM2D", "kernelSize", 2);
        _strides = (strides ?? 1).Resolve("ConvLSTM2D", "strides", 2);
        _dilation = (dilationRate ?? 1).Resolve("ConvLSTM2D", "dilationRate", 2);
    }

    internal ConvLSTM2DCell(ConfigReader config) : this(
        config.Int("filters"),
        config.Ints("kernel_size"),
        config.Ints("strides", [1, 1]),
        config.String("padding", "valid"),
        config.StringOrNull("data_format"),
        config.Ints("dilation_rate", [1, 1]),
        new RecurrentSettings(config, "hard_sigmoid"),
        config.Bool("unit_forget_bias", true),
        config.Name)
    {
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>valid or same.</summary>
    public string Padding { get; }

    /// <summary>channels_last or channels_first.</summary>
    public string DataFormat { get; }

    /// <summary>Whether the forget gate's bias begins at 1.</summary>
    public bool UnitForgetBias { get; }

    internal Regularizer? ActivityRegularizerOfLayer => _settings.ActivityRegularizer;

    private bool ChannelsFirst => DataFormat == "channels_first";

    /// <inheritdoc/>
    public override Shape[] StateShapes(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var first = ChannelsFirst ? 2 : 1;
        var rows = WindowLength.Output(inputShape[first], _kernelSize[0], Padding, _strides[0], _dilation[0]);
        var columns = WindowLength.Output(inputShape[first + 1], _kernelSize[1], Padding, _strides[1], _dilation[1]);
        var state = ChannelsFirst ? new Shape(inputShape[0], Filters, rows, columns) : new Shape(inputShape[0], rows, columns, Filters);
        return [state, state];
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var channels = inputShape[ChannelsFirst ? 1 : -1];
        _kernel = AddWeight("kernel", new Shape(_kernelSize[0], _kernelSize[1], channels, 4 * Filters), _settings.KernelInitializer, _settings.KernelRegularizer, _settings.KernelConstraint);
        _recurrentKernel = AddWeight("recurrent_kernel", new Shape(_kernelSize[0], _kernelSize[1], Filters, 4 * Filters), _settings.RecurrentInitializer, _settings.RecurrentRegularizer, _settings.RecurrentConstraint);
        if (_settings.UseBias)
            _bias = AddWeight("bias", [4 * Filters], UnitForgetBias ? new UnitForgetBias(_settings.BiasInitializer) : _settings.BiasInitializer, _settings.BiasRegularizer, _settings.BiasConstraint);
    }

    /// <inheritdoc/>
    protected internal override Output[] DropoutMasks(Output input, Output[] stateShapes, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(stateShapes);
        return
        [
            .. _settings.Dropout > 0 ? [Mask(Ops.ShapeOf(input), _settings.Dropout, RandomStream + (1L << 40), context)] : Array.Empty<Output>(),
            .. _settings.RecurrentDropout > 0 ? [Mask(stateShapes[0], _settings.RecurrentDropout, RandomStream + (2L << 40), context)] : Array.Empty<Output>(),
        ];
    }

    /// <inheritdoc/>
    protected internal override Output Project(Output input, Output[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(masks);
        ArgumentNullException.ThrowIfNull(context);
        if (_settings.Dropout > 0 && masks.Length > 0)
            input *= masks[0];
        // All steps of all samples are one batch of pictures.
        var pictures = input.Rank == 4 ? input : Ops.Reshape(input, -1, (int)input.Shape[-3], (int)input.Shape[-2], (int)input.Shape[-1]);
        var product = ConvolutionOps.Convolve(ToLast(pictures), context.Value(_kernel), _strides, Padding, _dilation);
        if (_bias is not null)
            product = Ops.BiasAdd(product, context.Value(_bias));
        if (input.Rank == 4)
            return product;
        var state = StateShapes(input.Shape.RemoveAt(0))[0];
        var (rows, columns) = ChannelsFirst ? (state[2], state[3]) : (state[1], state[2]);
        var shape = Ops.Concat([Ops.SliceAxis(Ops.ShapeOf(input), 0, 0, 2), Ops.Constant(input.Graph, [checked((int)rows), checked((int)columns), 4 * Filters])], 0);
        var sequence = Ops.Reshape(product, shape);
        input.Graph.SetShape(sequence, new Shape(input.Shape[0], input.Shape[1], rows, columns, 4 * Filters));
        return sequence;
    }

    /// <inheritdoc/>
    protected internal override Output[] Step(Output projected, Output[] states, Output[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(states);
        ArgumentNullException.ThrowIfNull(masks);
        ArgumentNullException.ThrowIfNull(context);
        var hidden = _settings.RecurrentDropout > 0 && masks.Length > 0 ? states[0] * masks[^1] : states[0];
        var sum = projected + ConvolutionOps.Convolve(ToLast(hidden), context.Value(_recurrentKernel), [1, 1], "same", [1, 1]);
        var z = Ops.Split(sum, [Filters, Filters, Filters, Filters], 3);
        var (activation, gate) = (_settings.Activation, _settings.RecurrentActivation);
        var carry = gate.Call(z[1]) * ToLast(states[1]) + gate.Call(z[0]) * activation.Call(z[2]);
        return [ToFormat(gate.Call(z[3]) * activation.Call(carry)), ToFormat(carry)];
    }

    private Output ToLast(Output x) => ChannelsFirst ? Ops.Transpose(x, 0, 2, 3, 1) : x;

    private Output ToFormat(Output x) => ChannelsFirst ? Ops.Transpose(x, 0, 3, 1, 2) : x;

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        AddSettings(config, null, withActivity: false);
        return config;
    }

    internal void AddSettings(JsonObject config, Regularizer? activityRegularizer, bool withActivity)
    {
        config["filters"] = Filters;
        config["kernel_size"] = ConfigWriter.Ints(_kernelSize);
        config["strides"] = ConfigWriter.Ints(_strides);
        config["padding"] = Padding;
        config["data_format"] = DataFormat;
        config["dilation_rate"] = ConfigWriter.Ints(_dilation);
        _settings.AddTo(config, hasGates: true, UnitForgetBias, activityRegularizer, withActivity);
    }
}
