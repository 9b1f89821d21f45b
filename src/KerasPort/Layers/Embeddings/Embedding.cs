using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A vector for each whole number below inputDim. Input (batch, ...) of numbers, output (batch, ..., outputDim).
/// Keras: keras.layers.Embedding.
/// </summary>
public sealed class Embedding : Layer
{
    private readonly int?[]? _inputLength;

    // Keras 2 writes [null, [3, 2]] for inputs of several axes, where it means [null, 3, 2].
    private readonly bool _isShapeNested;
    private Weight _embeddings = null!;

    /// <summary>Makes the layer.</summary>
    /// <param name="inputDim">How many numbers there are: the largest plus 1.</param>
    /// <param name="outputDim">The length of each vector.</param>
    /// <param name="embeddingsInitializer">The vectors' first values; default: uniform.</param>
    /// <param name="embeddingsRegularizer">A penalty on the vectors; default: none.</param>
    /// <param name="activityRegularizer">A penalty on the output; default: none.</param>
    /// <param name="embeddingsConstraint">What is done to the vectors after each step; default: nothing.</param>
    /// <param name="maskZero">Whether 0 is padding that later layers skip; default: false.</param>
    /// <param name="inputLength">The length of the sequences, which a Flatten and Dense after it need; default: any.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer; default: (inputLength,).</param>
    /// <param name="name">The name; default: embedding_1, embedding_2, ...</param>
    /// <param name="trainable">Whether training may change the vectors; default: true.</param>
    /// <exception cref="ArgumentOutOfRangeException">A dimension is not positive.</exception>
    public Embedding(
        int inputDim,
        int outputDim,
        Initializer? embeddingsInitializer = null,
        Regularizer? embeddingsRegularizer = null,
        Regularizer? activityRegularizer = null,
        Constraint? embeddingsConstraint = null,
        bool maskZero = false,
        int? inputLength = null,
        Shape? inputShape = null,
        string? name = null,
        bool trainable = true)
        : this(inputDim, outputDim, embeddingsInitializer, embeddingsRegularizer, activityRegularizer, embeddingsConstraint, maskZero, inputLength is null ? null : [inputLength], inputShape, name, trainable)
    {
    }

    internal Embedding(ConfigReader config) : this(
        config.Int("input_dim"),
        config.Int("output_dim"),
        config.Initializer("embeddings_initializer", "uniform"),
        config.Regularizer("embeddings_regularizer"),
        config.Regularizer("activity_regularizer"),
        config.Constraint("embeddings_constraint"),
        config.Bool("mask_zero", false),
        ReadLength(config),
        null,
        config.Name,
        true)
    {
        _isShapeNested = config.Json["batch_input_shape"] is JsonArray { Count: 2 } shape && shape[1] is JsonArray;
    }

    private Embedding(
        int inputDim, int outputDim, Initializer? embeddingsInitializer, Regularizer? embeddingsRegularizer, Regularizer? activityRegularizer,
        Constraint? embeddingsConstraint, bool maskZero, int?[]? inputLength, Shape? inputShape, string? name, bool trainable)
        : base(name, trainable, inputShape ?? Shape.Create([.. (inputLength ?? [null]).Select(length => (long?)length)]))
    {
        if (inputDim <= 0)
            throw new ArgumentOutOfRangeException(nameof(inputDim), $"`Embedding`: input_dim must be a positive integer. Received: input_dim={inputDim}.");
        if (outputDim <= 0)
            throw new ArgumentOutOfRangeException(nameof(outputDim), $"`Embedding`: output_dim must be a positive integer. Received: output_dim={outputDim}.");
        (InputDim, OutputDim, MaskZero, _inputLength) = (inputDim, outputDim, maskZero, inputLength);
        EmbeddingsInitializer = embeddingsInitializer ?? "uniform";
        EmbeddingsRegularizer = embeddingsRegularizer;
        ActivityRegularizer = activityRegularizer;
        EmbeddingsConstraint = embeddingsConstraint;
    }

    /// <summary>How many numbers there are.</summary>
    public int InputDim { get; }

    /// <summary>The length of each vector.</summary>
    public int OutputDim { get; }

    /// <summary>The vectors' first values.</summary>
    public Initializer EmbeddingsInitializer { get; }

    /// <summary>The penalty on the vectors.</summary>
    public Regularizer? EmbeddingsRegularizer { get; }

    /// <summary>What is done to the vectors after each step.</summary>
    public Constraint? EmbeddingsConstraint { get; }

    /// <summary>Whether 0 is padding that later layers skip.</summary>
    public bool MaskZero { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => MaskZero;

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape) =>
        _embeddings = AddWeight("embeddings", [InputDim, OutputDim], EmbeddingsInitializer, EmbeddingsRegularizer, EmbeddingsConstraint);

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Ops.Gather(context.Value(_embeddings), Ops.Cast(input, DataType.Int32));
    }

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return [MaskZero ? Ops.NotEqual(inputs[0], inputs[0].Constant(0)) : null];
    }

    /// <inheritdoc/>
    public override Shape ComputeOutputShape(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        var dims = inputShape.ToArray();
        if (_inputLength is not null)
        {
            if (_inputLength.Length != dims.Length - 1)
                throw WrongLength();
            for (var i = 0; i < _inputLength.Length; i++)
                dims[i + 1] = dims[i + 1] < 0 || _inputLength[i] is null || dims[i + 1] == _inputLength[i] ? Math.Max(dims[i + 1], _inputLength[i] ?? -1) : throw WrongLength();
        }
        return new Shape([.. dims, OutputDim]);

        ArgumentException WrongLength() => new($"`{Name}`: the input must have input_length=({string.Join(", ", _inputLength.Select(length => length is null ? "None" : $"{length}"))}) after the batch. Received: shape={inputShape}.");
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        if (_isShapeNested)
            config["batch_input_shape"] = new JsonArray(null, Lengths());
        config["input_dim"] = InputDim;
        config["output_dim"] = OutputDim;
        config["embeddings_initializer"] = ConfigWriter.Initializer(EmbeddingsInitializer);
        config["embeddings_regularizer"] = ConfigWriter.Regularizer(EmbeddingsRegularizer);
        config["activity_regularizer"] = ConfigWriter.Regularizer(ActivityRegularizer);
        config["embeddings_constraint"] = ConfigWriter.Constraint(EmbeddingsConstraint);
        config["mask_zero"] = MaskZero;
        config["input_length"] = _inputLength switch
        {
            null => null,
            [var single] => single,
            _ => Lengths(),
        };
        return config;
    }

    private JsonArray Lengths() => new([.. (_inputLength ?? []).Select(length => length is { } known ? (JsonNode)JsonValue.Create(known) : null)]);

    private static int?[]? ReadLength(ConfigReader config) => config.Node("input_length") switch
    {
        JsonArray => [.. config.Shape("input_length")!.Select(dim => dim is { } known ? checked((int)known) : (int?)null)],
        null => null,
        _ => [config.Int("input_length")],
    };
}
