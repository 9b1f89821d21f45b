using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// What the optimizers of Keras 2.3.1 share: a learning rate in a variable, its decay, clipping (clipnorm is the norm over all
/// gradients together), constraints after the step.
/// </summary>
public abstract class Keras2Optimizer : Optimizer
{
    private readonly LearningRateSource _rate;
    private readonly double _decay;

    /// <summary>Sets what these optimizers share.</summary>
    /// <param name="learningRate">The step's size, not negative, or a schedule.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; null: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; null: any.</param>
    private protected Keras2Optimizer(LearningRateSource learningRate, double decay, double? clipNorm, double? clipValue)
    {
        CheckNotNegative(decay, nameof(decay));
        CheckNotNegative(clipNorm, nameof(clipNorm));
        CheckNotNegative(clipValue, nameof(clipValue));
        _rate = learningRate.For(this);
        // Keras 2.3.1 keeps such settings as float32, and computes with them as such.
        (_decay, ClipNorm, ClipValue) = ((float)decay, clipNorm, clipValue);
    }

    /// <summary>The largest norm of all gradients together; null: any.</summary>
    public double? ClipNorm { get; }

    /// <summary>The largest absolute value of a gradient's element; null: any.</summary>
    public double? ClipValue { get; }

    /// <inheritdoc/>
    public override double LearningRate
    {
        get => _rate.Read(this);
        set => _rate.Write(this, value);
    }

    /// <inheritdoc/>
    protected internal sealed override void Apply(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        ArgumentNullException.ThrowIfNull(context);
        var before = context.Value(Iterations);
        context.Update(Iterations, before + 1);
        var step = Ops.Cast(before, DataType.Float32);
        var rate = _rate.Value(context, step);
        if (_decay > 0)
            rate *= 1 / (1 + _decay * step);
        ApplyGradients(Clip(gradients), rate, step, context);
        foreach (var (weight, _) in gradients)
            if (weight.Constraint is { } constraint)
                context.Update(weight, constraint.Call(context.Value(weight)));
    }

    /// <summary>Adds the formula's operations.</summary>
    /// <param name="gradients">Each trainable weight with its gradient, clipped already.</param>
    /// <param name="learningRate">The step's size: decay is in it.</param>
    /// <param name="step">The number of steps before this one, as float32.</param>
    /// <param name="context">Where values are read and updated.</param>
    private protected abstract void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context);

    /// <summary>A slot for each weight: "training/Adam/m_0" and so on.</summary>
    private protected Weight[] AddSlots(string name, IReadOnlyList<Weight> weights, bool empty = false) =>
        [.. weights.Select((weight, i) => AddSlot($"training/{ClassName}/{name}_{i}", empty ? [1] : weight.Shape))];

    /// <summary>The settings in Keras' order: clipping, the learning rate, then the others.</summary>
    /// <param name="others">A number is written as it is; decay comes where it is called "decay".</param>
    private protected JsonObject Config(params ReadOnlySpan<(string Key, JsonNode? Value)> others)
    {
        var config = new JsonObject();
        if (ClipNorm is { } norm)
            config["clipnorm"] = norm;
        if (ClipValue is { } value)
            config["clipvalue"] = value;
        config["learning_rate"] = _rate.ToConfig();
        foreach (var (key, node) in others)
            config[key] = key == "decay" ? _decay : node;
        return config;
    }

    /// <summary>The state without counter and learning rate as Keras 3 orders it.</summary>
    private protected virtual IEnumerable<Weight> Keras3Slots => Slots;

    /// <inheritdoc/>
    internal override IReadOnlyList<Weight> Keras3Weights => _rate.Variable is { } rate ? [Iterations, rate, .. Keras3Slots] : [Iterations, .. Keras3Slots];

    /// <summary>Slots side by side for each weight.</summary>
    private protected static IEnumerable<Weight> Interleave(Weight[] first, Weight[] second) => first.Zip(second).SelectMany(pair => new[] { pair.First, pair.Second });

    /// <summary>Keras 3 knows neither decay nor schedule_decay, and calls a norm over all gradients global_clipnorm.</summary>
    private protected override JsonObject Keras3Config()
    {
        var config = GetConfig();
        config["learning_rate"] = _rate.ToKeras3Config();
        config.Remove("decay");
        config.Remove("schedule_decay");
        if (config.Remove("clipnorm"))
            config["global_clipnorm"] = ClipNorm;
        return config;
    }

    /// <summary>Throws where a setting that must not be negative is.</summary>
    private protected void CheckNotNegative(double? value, string name)
    {
        if (value is not null and not >= 0)
            throw new ArgumentOutOfRangeException(name, $"`{ClassName}`: {name} must not be negative. Received: {name}={value}.");
    }

    private IReadOnlyList<(Weight Weight, Output Gradient)> Clip(IReadOnlyList<(Weight Weight, Output Gradient)> gradients)
    {
        if (ClipNorm > 0)
            gradients = GradientClipping.ByNormOfAllFromLimit(gradients, ClipNorm.Value);
        return ClipValue > 0 ? GradientClipping.ByValue(gradients, ClipValue.Value) : gradients;
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _rate.Dispose();
        base.Dispose(disposing);
    }
}
