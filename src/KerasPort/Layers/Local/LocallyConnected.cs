using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of layers that work as convolutions do, but with a kernel of its own at each place.</summary>
public abstract class LocallyConnected : SpatialLayer
{
    private readonly int[] _kernelSize;
    private readonly int[] _strides;
    private Weight _kernel = null!;
    private Weight? _bias;
    private Shape? _sample;

    private protected LocallyConnected(
        int rank, int filters, IntTuple kernelSize, IntTuple? strides, string padding, string? dataFormat,
        Activations.Activation? activation, bool useBias, Initializer? kernelInitializer, Initializer? biasInitializer,
        Regularizer? kernelRegularizer, Regularizer? biasRegularizer, Regularizer? activityRegularizer,
        Constraint? kernelConstraint, Constraint? biasConstraint, Shape? inputShape, string? name, bool trainable)
        : base(rank, dataFormat, name, trainable, inputShape)
    {
        ArgumentNullException.ThrowIfNull(kernelSize);
        if (filters <= 0)
            throw new ArgumentOutOfRangeException(nameof(filters), $"`{ClassName}`: filters must be a positive integer. Received: filters={filters}.");
        Filters = filters;
        _kernelSize = kernelSize.Resolve(ClassName, "kernel_size", rank);
        _strides = (strides ?? 1).Resolve(ClassName, "strides", rank);
        Padding = Check("padding", padding, "valid");
        Activation = activation ?? "linear";
        UseBias = useBias;
        KernelInitializer = kernelInitializer ?? "glorot_uniform";
        BiasInitializer = biasInitializer ?? "zeros";
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        ActivityRegularizer = activityRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
    }

    private protected LocallyConnected(int rank, ConfigReader config) : this(
        rank,
        config.Int("filters"),
        config.Ints("kernel_size"),
        config.Ints("strides", [1]),
        config.String("padding", "valid"),
        config.StringOrNull("data_format"),
        config.Activation(),
        config.Bool("use_bias", true),
        config.Initializer("kernel_initializer", "glorot_uniform"),
        config.Initializer("bias_initializer", "zeros"),
        config.Regularizer("kernel_regularizer"),
        config.Regularizer("bias_regularizer"),
        config.Regularizer("activity_regularizer"),
        config.Constraint("kernel_constraint"),
        config.Constraint("bias_constraint"),
        null, config.Name, true)
    {
        // tf.keras' other implementations keep the kernel in another form.
        if (config.Int("implementation", 1) != 1)
            throw config.Wrong("implementation", "1");
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>The window's length along each spatial axis.</summary>
    public IReadOnlyList<int> KernelSize => _kernelSize;

    /// <summary>How far the window moves along each spatial axis.</summary>
    public IReadOnlyList<int> Strides => _strides;

    /// <summary>valid: no padding.</summary>
    public string Padding { get; }

    /// <summary>The function after the sum.</summary>
    public Activations.Activation Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; }

    /// <summary>The kernels' first values.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The biases' first values.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>The penalty on the kernels.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>The penalty on the biases.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>What is done to the kernels after each step.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>What is done to the biases after each step.</summary>
    public Constraint? BiasConstraint { get; }

    /// <inheritdoc/>
    protected internal sealed override void CheckInputs(Shape[] shapes)
    {
        base.CheckInputs(shapes);
        if (_sample is not null && shapes.Length == 1 && !_sample.IsCompatibleWith(shapes[0][1..]))
            throw new ArgumentException($"`{Name}`: the input's samples must have the shape {_sample}. Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <inheritdoc/>
    protected internal sealed override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        _sample = inputShape[1..];
        if (!_sample.IsFullyKnown)
            throw new ArgumentException($"`{Name}`: all dimensions of the input's samples must be known. Received: shape={inputShape}.", nameof(inputShape));
        var dims = _sample.ToArray();
        var places = OutputSize(ChannelsFirst ? dims[1..] : dims[..^1], inputShape[ChannelAxis]).Space;
        var window = _kernelSize.Aggregate(inputShape[ChannelAxis], (product, length) => product * length);
        _kernel = AddWeight("kernel", new Shape(places.Aggregate(1L, (product, length) => product * length), window, Filters), KernelInitializer, KernelRegularizer, KernelConstraint);
        if (UseBias)
            _bias = AddWeight("bias", new Shape([.. places, Filters]), BiasInitializer, BiasRegularizer, BiasConstraint);
    }

    private protected sealed override Output CallChannelsLast(Output x, CallContext context)
    {
        // (places, batch, window) times (places, window, filters).
        var windows = Ops.Transpose(Windows(x), 1, 0, 2);
        var product = Ops.Transpose(Ops.BatchMatMul(windows, context.Value(_kernel)), 1, 0, 2);
        var dims = x.Shape.ToArray();
        int[] places = [.. OutputSize(dims[1..^1], dims[^1]).Space.Select(length => checked((int)length))];
        var output = Ops.Reshape(product, [-1, .. places, Filters]);
        if (_bias is null)
            return output;
        var bias = context.Value(_bias);
        // Keras takes the bias' numbers in the order of (filters, ...) with channels first, whatever its shape says.
        return output + (ChannelsFirst ? Ops.Transpose(Ops.Reshape(bias, [Filters, .. places]), [.. Enumerable.Range(1, places.Length), 0]) : bias);
    }

    /// <inheritdoc/>
    protected internal sealed override Output Call(Output input, CallContext context) => Activation.Call(base.Call(input, context));

    private protected sealed override (long[] Space, long Channels) OutputSize(long[] space, long channels) =>
        ([.. space.Select((length, i) => WindowLength.Output(length, _kernelSize[i], "valid", _strides[i]))], Filters);

    /// <inheritdoc/>
    public sealed override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["filters"] = Filters;
        config["kernel_size"] = ConfigWriter.Ints(_kernelSize);
        config["strides"] = ConfigWriter.Ints(_strides);
        config["padding"] = Padding;
        if (SpatialRank > 1)
            config["data_format"] = DataFormat;
        config["activation"] = Activation.ToConfig();
        config["use_bias"] = UseBias;
        config["kernel_initializer"] = ConfigWriter.Initializer(KernelInitializer);
        config["bias_initializer"] = ConfigWriter.Initializer(BiasInitializer);
        config["kernel_regularizer"] = ConfigWriter.Regularizer(KernelRegularizer);
        config["bias_regularizer"] = ConfigWriter.Regularizer(BiasRegularizer);
        config["activity_regularizer"] = ConfigWriter.Regularizer(ActivityRegularizer);
        config["kernel_constraint"] = ConfigWriter.Constraint(KernelConstraint);
        config["bias_constraint"] = ConfigWriter.Constraint(BiasConstraint);
        return config;
    }

    /// <summary>(batch, places, window): the elements that each place sees, in the kernel's order.</summary>
    private Output Windows(Output x)
    {
        var dims = x.Shape.ToArray();
        int[] places = [.. OutputSize(dims[1..^1], dims[^1]).Space.Select(length => checked((int)length))];
        var channels = checked((int)dims[^1]);
        var parts = new List<Output>();
        foreach (var offset in Offsets())
        {
            // Every place's element at this offset: a part of the input with the layer's strides.
            int[] end = [.. offset.Select((first, i) => first + (places[i] - 1) * _strides[i] + 1)];
            var ends = 1L | 1L << (x.Rank - 1);
            var part = Ops.StridedSlice(x, [0, .. offset, 0], [0, .. end, 0], [1, .. _strides, 1], ends, ends);
            parts.Add(Ops.Reshape(part, -1, places.Aggregate(1, (product, length) => product * length), channels));
        }
        // With channels first, the kernel's elements are ordered by channel, then by offset.
        var windows = Ops.Stack([.. parts], ChannelsFirst ? 3 : 2);
        return Ops.Reshape(windows, -1, places.Aggregate(1, (product, length) => product * length), parts.Count * channels);
    }

    private IEnumerable<int[]> Offsets()
    {
        IEnumerable<int[]> offsets = [[]];
        foreach (var length in _kernelSize)
            offsets = offsets.SelectMany(offset => Enumerable.Range(0, length).Select(next => (int[])[.. offset, next]));
        return offsets;
    }
}
