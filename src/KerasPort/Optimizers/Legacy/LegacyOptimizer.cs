using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Legacy;

/// <summary>
/// What the optimizers of tf.keras up to 2.10 share (later tf.keras.optimizers.legacy): decay and schedules, clipping by each
/// gradient's norm or all gradients' together. A file that holds this form goes on in it.
/// </summary>
internal abstract class LegacyOptimizer : Optimizer
{
    private readonly LearningRateSource _rate;
    private readonly double _decay;
    private readonly double? _clipNorm;
    private readonly double? _globalClipNorm;
    private readonly double? _clipValue;
    private readonly string? _name;

    private protected LegacyOptimizer(ConfigReader config, double learningRate)
    {
        _rate = config.LearningRate(learningRate).For(this);
        _decay = config.Double("decay", 0);
        _clipNorm = config.DoubleOrNull("clipnorm");
        _globalClipNorm = config.DoubleOrNull("global_clipnorm");
        _clipValue = config.DoubleOrNull("clipvalue");
        _name = config.Name;
        config.Ignore("is_legacy_optimizer");
        Iterations.Name = $"{KerasName}/iter";
    }

    public override double LearningRate
    {
        get => _rate.Read(this);
        set => _rate.Write(this, value);
    }

    /// <summary>The class' name in files.</summary>
    private protected abstract string KerasName { get; }

    public sealed override string ClassName => KerasName;

    /// <summary>What the file calls "decay": the learning rate in step t is <c>lr / (1 + decay t)</c>.</summary>
    private protected double Decay => _decay;

    /// <summary>Whether decay lowers the learning rate; Nadam means something else by it.</summary>
    private protected virtual bool Decays => _decay > 0;

    internal override IReadOnlyList<Weight> Keras3Weights => _rate.Variable is { } rate ? [Iterations, rate, .. Keras3Slots] : [Iterations, .. Keras3Slots];

    /// <summary>The state without counter and learning rate as Keras 3 orders it.</summary>
    private protected virtual IEnumerable<Weight> Keras3Slots => Slots;

    /// <summary>One slot for each weight.</summary>
    private protected Weight[] AddSlots(string name, IReadOnlyList<Weight> weights, float value = 0) =>
        [.. weights.Select(weight => AddSlot($"{KerasName}/{weight.Name}/{name}", weight.Shape, value))];

    private protected static IEnumerable<Weight> Interleave(Weight[] first, Weight[] second) => first.Zip(second).SelectMany(pair => new[] { pair.First, pair.Second });

    protected internal sealed override void Apply(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, CallContext context)
    {
        var before = context.Value(Iterations);
        var step = Ops.Cast(before, DataType.Float32);
        var rate = _rate.Value(context, step);
        if (Decays)
            rate /= 1 + _decay * step;
        ApplyGradients(Clip(gradients), rate, step, context);
        foreach (var (weight, _) in gradients)
            if (weight.Constraint is { } constraint)
                context.Update(weight, constraint.Call(context.Value(weight)));
        context.Update(Iterations, before + 1);
    }

    /// <summary>Adds the formula's operations.</summary>
    /// <param name="gradients">Each trainable weight with its gradient, clipped already.</param>
    /// <param name="learningRate">The step's size: decay is in it.</param>
    /// <param name="step">The number of steps before this one, as float32.</param>
    /// <param name="context">Where values are read and updated.</param>
    private protected abstract void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context);

    /// <summary>The formula's settings, in Keras' order.</summary>
    private protected abstract JsonObject OwnConfig();

    public override JsonObject GetConfig()
    {
        var config = new JsonObject { ["name"] = _name ?? KerasName };
        if (_clipNorm is { } norm)
            config["clipnorm"] = norm;
        if (_clipValue is { } value)
            config["clipvalue"] = value;
        if (_globalClipNorm is { } global)
            config["global_clipnorm"] = global;
        config["learning_rate"] = _rate.ToConfig();
        config["decay"] = _decay;
        foreach (var (key, node) in OwnConfig())
            config[key] = node?.DeepClone();
        return config;
    }

    private protected override JsonObject Keras3Config()
    {
        var config = GetConfig();
        config["learning_rate"] = _rate.ToKeras3Config();
        config.Remove("decay");
        return config;
    }

    private IReadOnlyList<(Weight Weight, Output Gradient)> Clip(IReadOnlyList<(Weight Weight, Output Gradient)> gradients)
    {
        if (_clipValue > 0)
            gradients = GradientClipping.ByValue(gradients, _clipValue.Value);
        if (_clipNorm > 0)
            gradients = GradientClipping.ByNormOfEach(gradients, _clipNorm.Value);
        return _globalClipNorm > 0 ? GradientClipping.ByNormOfAll(gradients, _globalClipNorm.Value) : gradients;
    }

    protected override void Dispose(bool disposing)
    {
        _rate.Dispose();
        base.Dispose(disposing);
    }
}
