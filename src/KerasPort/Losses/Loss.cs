using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// How far predictions are from the truth: what training makes small. A string converts: <c>"mse"</c>. Keras: keras.losses.Loss.
/// </summary>
public abstract class Loss
{
    /// <summary>Sets what all losses have.</summary>
    /// <param name="name">The name in logs.</param>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    protected Loss(string name, Reduction reduction = Reduction.SumOverBatchSize) => (Name, Reduction) = (name, reduction);

    /// <summary>The class' name in files.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>The name in logs.</summary>
    public string Name { get; }

    /// <summary>How the losses of single samples become one number.</summary>
    public Reduction Reduction { get; }

    /// <summary>Which Keras' arithmetic applies: where a file's version computes otherwise.</summary>
    internal KerasDialect Dialect { get; set; }

    /// <summary>The loss of each sample.</summary>
    /// <param name="yTrue">The truth, (batch, ..., n) as float32; the sparse losses take (batch, ...) or (batch, ..., 1).</param>
    /// <param name="yPred">The predictions, (batch, ..., n).</param>
    /// <returns>(batch, ...): most losses take the mean over the last axis.</returns>
    public abstract Output Call(Output yTrue, Output yPred);

    /// <summary>Where the losses of single samples count at all, beside the model's own masks; null, the default: everywhere.</summary>
    internal virtual Output? Mask(Output yTrue, Output yPred) => null;

    /// <summary>The settings as files hold them.</summary>
    public virtual JsonObject GetConfig() => new()
    {
        ["reduction"] = Reduction switch
        {
            Reduction.Sum => "sum",
            Reduction.None => "none",
            Reduction.MeanWithSampleWeight => "mean_with_sample_weight",
            _ => "sum_over_batch_size",
        },
        ["name"] = Name,
    };

    /// <summary>
    /// How a compiled model's file holds the loss, as Keras 2.3.1 writes it: the name under which it was given, or an object with its
    /// settings.
    /// </summary>
    internal virtual JsonNode ToConfig() => GivenName is not null
        ? JsonValue.Create(LossRegistry.Keras2Name(GivenName))
        : ConfigWriter.Object(ClassName, ConfigWriter.AsInFile(GetConfig(), FileConfig));

    /// <summary>The same as Keras 3 writes it.</summary>
    internal JsonNode ToKeras3Config() => GivenName is not null
        ? JsonValue.Create(LossRegistry.Keras3Name(GivenName))
        : ConfigWriter.Keras3Object("keras.losses", ClassName, GetConfig(), LossRegistry.ClassNames.Contains(ClassName));

    /// <summary>The string that this loss was made from, if any.</summary>
    internal string? GivenName { get; set; }

    /// <summary>The settings of the file that the loss came from, if any.</summary>
    internal JsonObject? FileConfig { get; set; }

    /// <summary>A smoothing of labels, which must lie in [0, 1].</summary>
    private protected double CheckSmoothing(double labelSmoothing) => labelSmoothing is >= 0 and <= 1
        ? labelSmoothing
        : throw new ArgumentOutOfRangeException(nameof(labelSmoothing), $"`{ClassName}`: labelSmoothing must be in [0, 1]. Received: labelSmoothing={labelSmoothing}.");

    /// <summary>The loss of this name, with its default settings.</summary>
    /// <exception cref="ArgumentException">There is no such loss.</exception>
    public static implicit operator Loss(string name) => LossRegistry.Get(name);

    /// <summary>A loss of one's own from a function of symbolic tensors.</summary>
    /// <param name="name">The name in logs and files.</param>
    /// <param name="function">From truth and predictions to the loss of each sample.</param>
    public static Loss From(string name, Func<Output, Output, Output> function) => new FunctionLoss(name, function);
}
