using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A dense layer whose product is written in Einstein's notation: <c>activation(einsum(equation, x, kernel) + bias)</c>, as in
/// "abc,cd->abd" or "...x,xy->...y". Keras: keras.layers.EinsumDense (tf.keras and Keras 3).
/// </summary>
public sealed class EinsumDense : Layer
{
    private readonly int?[] _outputShape;
    private readonly bool _outputShapeIsList;
    private Weight _kernel = null!;
    private Weight? _bias;

    /// <summary>Makes the layer.</summary>
    /// <param name="equation">The product of input and kernel, with a letter for each axis and the batch first, or "..." for all axes that are not named.</param>
    /// <param name="outputShape">The dimensions of the output's named axes after the batch; null: that of the input.</param>
    /// <param name="activation">The function after the sum; default: linear.</param>
    /// <param name="biasAxes">The letters of the output's axes along which there is a bias; default: no bias.</param>
    /// <param name="kernelInitializer">The kernel's first value; default: glorot_uniform.</param>
    /// <param name="biasInitializer">The bias' first value; default: zeros.</param>
    /// <param name="kernelRegularizer">A penalty on the kernel; default: none.</param>
    /// <param name="biasRegularizer">A penalty on the bias; default: none.</param>
    /// <param name="activityRegularizer">A penalty on the output; default: none.</param>
    /// <param name="kernelConstraint">What is done to the kernel after each step; default: nothing.</param>
    /// <param name="biasConstraint">What is done to the bias after each step; default: nothing.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: einsum_dense_1, einsum_dense_2, ...</param>
    /// <param name="trainable">Whether training may change the weights; default: true.</param>
    /// <exception cref="ArgumentException">The equation can't be read.</exception>
    public EinsumDense(
        string equation,
        IReadOnlyList<int?> outputShape,
        Activations.Activation? activation = null,
        string? biasAxes = null,
        Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null,
        Regularizer? kernelRegularizer = null,
        Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? kernelConstraint = null,
        Constraint? biasConstraint = null,
        Shape? inputShape = null,
        string? name = null,
        bool trainable = true)
        : base(name, trainable, inputShape)
    {
        ArgumentNullException.ThrowIfNull(equation);
        ArgumentNullException.ThrowIfNull(outputShape);
        Contraction.Parse(equation.Replace("...", "", StringComparison.Ordinal));
        (Equation, BiasAxes, _outputShape, _outputShapeIsList) = (equation, biasAxes, [.. outputShape], true);
        Activation = activation ?? "linear";
        KernelInitializer = kernelInitializer ?? "glorot_uniform";
        BiasInitializer = biasInitializer ?? "zeros";
        KernelRegularizer = kernelRegularizer;
        BiasRegularizer = biasRegularizer;
        ActivityRegularizer = activityRegularizer;
        KernelConstraint = kernelConstraint;
        BiasConstraint = biasConstraint;
    }

    internal EinsumDense(ConfigReader config) : this(
        config.StringOrNull("equation") ?? throw config.Missing("equation"),
        config.Node("output_shape") is JsonArray
            ? [.. config.Shape("output_shape")!.Select(dim => dim is { } known ? checked((int)known) : (int?)null)]
            : [config.Int("output_shape")],
        config.Activation(),
        config.StringOrNull("bias_axes"),
        config.Initializer("kernel_initializer", "glorot_uniform"),
        config.Initializer("bias_initializer", "zeros"),
        config.Regularizer("kernel_regularizer"),
        config.Regularizer("bias_regularizer"),
        config.Regularizer("activity_regularizer"),
        config.Constraint("kernel_constraint"),
        config.Constraint("bias_constraint"),
        name: config.Name) =>
        _outputShapeIsList = config.Node("output_shape") is JsonArray;

    /// <summary>The product of input and kernel.</summary>
    public string Equation { get; }

    /// <summary>The dimensions of the output's named axes after the batch.</summary>
    public IReadOnlyList<int?> OutputShape => _outputShape;

    /// <summary>The letters of the output's axes along which there is a bias.</summary>
    public string? BiasAxes { get; }

    /// <summary>The function after the sum.</summary>
    public Activations.Activation Activation { get; }

    /// <summary>The kernel's first value.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The bias' first value.</summary>
    public Initializer BiasInitializer { get; }

    /// <summary>The penalty on the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>The penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>What is done to the kernel after each step.</summary>
    public Constraint? KernelConstraint { get; }

    /// <summary>What is done to the bias after each step.</summary>
    public Constraint? BiasConstraint { get; }

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        var (input, kernel, output) = Letters(inputShape);
        var dims = Dimensions(inputShape, input, output);
        _kernel = AddWeight("kernel", new Shape([.. kernel.Select(letter => dims.TryGetValue(letter, out var dim) ? dim : throw Unknown(letter))]), KernelInitializer, KernelRegularizer, KernelConstraint);
        if (BiasAxes is null)
            return;
        // The bias spreads over the axes before its first and over those between that have none.
        var first = BiasAxes.Select(letter => output.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var place ? place : throw Unknown(letter)).Min();
        _bias = AddWeight("bias", new Shape([.. output[first..].Select(letter => BiasAxes.Contains(letter) ? dims[letter] : 1)]), BiasInitializer, BiasRegularizer, BiasConstraint);

        ArgumentException Unknown(char letter) => new($"`{Name}`: the letter {letter} must stand in the input or the output of the equation. Received: equation={Equation}, bias_axes={BiasAxes}.");
    }

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var (from, kernel, to) = Letters(input.Shape);
        var output = Contraction.Compute($"{from},{kernel}->{to}", input, context.Value(_kernel));
        if (_bias is not null)
            output += context.Value(_bias);
        return Activation.Call(output);
    }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var (input, _, output) = Letters(inputShape);
        var dims = Dimensions(inputShape, input, output);
        return new Shape([.. output.Select(letter => dims[letter])]);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["output_shape"] = _outputShapeIsList
            ? new JsonArray([.. _outputShape.Select(dim => dim is { } known ? (JsonNode)JsonValue.Create(known) : null)])
            : _outputShape[0];
        config["equation"] = Equation;
        config["activation"] = Activation.ToConfig();
        config["bias_axes"] = BiasAxes;
        config["kernel_initializer"] = ConfigWriter.Initializer(KernelInitializer);
        config["bias_initializer"] = ConfigWriter.Initializer(BiasInitializer);
        config["kernel_regularizer"] = ConfigWriter.Regularizer(KernelRegularizer);
        config["bias_regularizer"] = ConfigWriter.Regularizer(BiasRegularizer);
        config["activity_regularizer"] = ConfigWriter.Regularizer(ActivityRegularizer);
        config["kernel_constraint"] = ConfigWriter.Constraint(KernelConstraint);
        config["bias_constraint"] = ConfigWriter.Constraint(BiasConstraint);
        return config;
    }

    /// <summary>The equation's letters, with one for each axis that "..." stands for.</summary>
    private (string Input, string Kernel, string Output) Letters(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var named = Contraction.Parse(Equation.Replace("...", "", StringComparison.Ordinal));
        var missing = shape.Rank - named.Left.Length;
        if (missing < 0 || (missing > 0 && !Equation.Contains("...", StringComparison.Ordinal)))
            throw new ArgumentException($"`{Name}`: the input must have the axes of the equation {Equation}. Received: shape={shape}.", nameof(shape));
        // Capital letters from a place that equations do not use.
        var rest = string.Concat(Enumerable.Range(0, missing).Select(i => (char)('\u0400' + i)));
        return Contraction.Parse(Equation.Replace("...", rest, StringComparison.Ordinal));
    }

    /// <summary>The size of each letter's axis, -1 where it is unknown.</summary>
    private Dictionary<char, long> Dimensions(Shape shape, string input, string output)
    {
        var dims = new Dictionary<char, long>();
        for (var i = 0; i < input.Length; i++)
            dims[input[i]] = shape[i];
        // The given shape names the output's axes except those of "..." and the batch.
        var named = output.Where(letter => letter < '\u0400').ToArray();
        var given = Equation.StartsWith("...", StringComparison.Ordinal) ? named : named[1..];
        if (given.Length != _outputShape.Length)
            throw new ArgumentException($"`{Name}`: output_shape must name {given.Length} dimensions for the equation {Equation}. Received: {_outputShape.Length} dimensions.");
        for (var i = 0; i < given.Length; i++)
            if (!dims.TryGetValue(given[i], out var known) || known < 0)
                dims[given[i]] = _outputShape[i] ?? -1;
            else if (_outputShape[i] is { } wanted && wanted != known)
                throw new ArgumentException($"`{Name}`: output_shape says {wanted} for the axis {given[i]} of the equation {Equation}, the input {known}.");
        return dims;
    }
}
