using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// Brings features to mean 0 and variance 1 by numbers that are given or taken from data beforehand (<see cref="Adapt"/>):
/// <c>(x - mean) / max(sqrt(variance), 1e-7)</c>. Any shape, the same shape of floats out. Keras: keras.layers.Normalization
/// (tf.keras and Keras 3).
/// </summary>
public sealed class Normalization : Layer
{
    private readonly int[] _axes;
    private readonly JsonNode? _axisConfig;
    private readonly double[]? _givenMean;
    private readonly double[]? _givenVariance;
    private Weight? _mean;
    private Weight? _variance;

    /// <summary>Makes the layer.</summary>
    /// <param name="axis">The axes whose elements each have a mean of their own; negative: from the end; default: the last. An empty list: one mean for all.</param>
    /// <param name="mean">The means; default: those of the data given to <see cref="Adapt"/>.</param>
    /// <param name="variance">The variances; given with the means.</param>
    /// <param name="invert">Whether the inverse is computed; default: false.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: normalization_1, normalization_2, ...</param>
    /// <exception cref="ArgumentException">One of mean and variance is given alone.</exception>
    public Normalization(IntTuple? axis = null, double[]? mean = null, double[]? variance = null, bool invert = false, Shape? inputShape = null, string? name = null)
        : base(name, inputShape: inputShape)
    {
        if ((mean is null) != (variance is null))
            throw new ArgumentException($"`Normalization`: mean and variance must be given together. Received: {(mean is null ? "variance" : "mean")} alone.", nameof(mean));
        _axes = [.. axis ?? -1];
        (_givenMean, _givenVariance, Invert) = (mean, variance, invert);
    }

    internal Normalization(ConfigReader config) : this(
        config.Has("axis") ? config.Ints("axis") : config.Json.ContainsKey("axis") ? [] : -1,
        Numbers(config, "mean"),
        Numbers(config, "variance"),
        config.Bool("invert", false),
        name: config.Name)
    {
        _axisConfig = config.Node("axis")?.DeepClone() ?? (_axes.Length == 0 ? null : -1);
        config.Ignore("axis");
    }

    /// <summary>The axes whose elements each have a mean of their own.</summary>
    public IReadOnlyList<int> Axes => _axes;

    /// <summary>Whether the inverse is computed.</summary>
    public bool Invert { get; }

    /// <summary>Takes means and variances from data.</summary>
    /// <param name="data">Samples of the input's shape, batch first.</param>
    /// <exception cref="InvalidOperationException">Mean and variance were given to the constructor.</exception>
    public void Adapt(NDArray data)
    {
        if (_givenMean is not null)
            throw new InvalidOperationException($"`{Name}`: mean and variance were given, so there is nothing to adapt.");
        var host = NumSharpAdapter.ToHost(data);
        EnsureBuilt([host.Shape.With(0, -1)]);
        var keep = Kept(host.Shape.Rank);
        var (sums, squares) = (new double[_mean!.Shape.Count], new double[_mean.Shape.Count]);
        var values = host.ToSingles();
        var places = Places(host.Shape, keep);
        for (var i = 0; i < values.Length; i++)
            sums[places(i)] += values[i];
        var count = (double)values.Length / sums.Length;
        for (var i = 0; i < values.Length; i++)
            squares[places(i)] += Math.Pow(values[i] - sums[places(i)] / count, 2);
        _mean.Write(new HostArray(Array.ConvertAll(sums, sum => (float)(sum / count)), _mean.Shape));
        _variance!.Write(new HostArray(Array.ConvertAll(squares, sum => (float)(sum / count)), _variance.Shape));
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        AxisCheck.Within(Name, "axis", _axes, inputShape);
        var shape = new Shape([.. Kept(inputShape.Rank).Select(axis => inputShape[axis])]);
        if (_givenMean is null)
        {
            _mean = AddWeight("mean", shape, "zeros", trainable: false);
            _variance = AddWeight("variance", shape, "ones", trainable: false);
            AddWeight("count", Shape.Scalar, "zeros", trainable: false, dataType: DataType.Int64);
        }
        else if (_givenMean.Length != 1 && shape.IsFullyKnown && _givenMean.Length != shape.Count)
        {
            throw new ArgumentException($"`{Name}`: mean must hold one number, or as many as {shape}. Received: {_givenMean.Length} numbers.", nameof(inputShape));
        }
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var x = Ops.Cast(input, DataType);
        var keep = Kept(x.Rank);
        int[] shape = [.. Enumerable.Range(0, x.Rank).Select(axis => keep.Contains(axis) ? checked((int)x.Shape[axis]) : 1)];
        var mean = Spread(_mean is null ? null : context.Value(_mean), _givenMean);
        var deviation = Ops.Maximum(Ops.Sqrt(Spread(_variance is null ? null : context.Value(_variance), _givenVariance)), x.Constant(1e-7));
        return Invert ? mean + x * deviation : (x - mean) / deviation;

        Output Spread(Output? weight, double[]? given) => weight is { } value
            ? Ops.Reshape(value, shape)
            : given is [var single] ? x.Constant(single)
            : Ops.Reshape(Ops.Cast(Ops.Constant(x.Graph, Array.ConvertAll(given!, number => (float)number)), x.DataType), shape);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["axis"] = _axisConfig?.DeepClone() ?? (_axes.Length == 0 ? null : _axes.Length == 1 ? _axes[0] : ConfigWriter.Ints(_axes));
        config["invert"] = Invert;
        config["mean"] = ConfigWriter.Doubles(_givenMean);
        config["variance"] = ConfigWriter.Doubles(_givenVariance);
        return config;
    }

    private int[] Kept(int rank) => [.. _axes.Select(axis => axis < 0 ? axis + rank : axis).Order()];

    /// <summary>Which mean an element belongs to.</summary>
    private static Func<int, long> Places(Shape shape, int[] keep)
    {
        var strides = new long[shape.Rank];
        for (var (axis, stride) = (shape.Rank - 1, 1L); axis >= 0; stride *= shape[axis--])
            strides[axis] = stride;
        return index => keep.Aggregate(0L, (place, axis) => place * shape[axis] + index / strides[axis] % shape[axis]);
    }

    /// <summary>A number, a list, lists within it, or an array object of the .keras format.</summary>
    private static double[]? Numbers(ConfigReader config, string key)
    {
        IEnumerable<double> Flatten(JsonNode? node) => node switch
        {
            JsonArray items => items.SelectMany(Flatten),
            JsonObject wrapped => Flatten((wrapped["config"] as JsonObject)?["value"] ?? throw config.Wrong(key, "numbers")),
            JsonValue value when value.TryGetValue(out double number) => [number],
            _ => throw config.Wrong(key, "numbers"),
        };
        return config.Node(key) is { } node ? [.. Flatten(node)] : null;
    }
}
