using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Utils;

namespace KerasPort.Optimizers.Modern;

/// <summary>
/// What the optimizers of tf.keras 2.11 and later and of Keras 3 share: weight decay, clipping by each gradient's norm or all
/// gradients' together, averages of the weights. A file that holds this form goes on in it.
/// </summary>
public abstract class ModernOptimizer : Optimizer
{
    private readonly LearningRateSource _rate;
    private readonly ModernSettings _settings;
    private Weight[] _averages = [];

    private protected ModernOptimizer(LearningRateSource learningRate, ModernSettings settings)
    {
        _rate = learningRate.For(this);
        _settings = settings;
        Iterations.Name = "iteration";
    }

    /// <inheritdoc/>
    public override double LearningRate
    {
        get => _rate.Read(this);
        set => _rate.Write(this, value);
    }

    /// <summary>How much of each weight is taken off at each step, times the learning rate; null: nothing.</summary>
    public double? WeightDecay => _settings.WeightDecay;

    /// <summary>Whether a schedule decides the learning rate.</summary>
    private protected bool IsScheduled => _rate.IsScheduled;

    /// <summary>Whether the state has Keras 3's order.</summary>
    private protected bool IsKeras3 => _settings.IsKeras3;

    /// <summary>The class' name in files, without the mark of tf.keras' registry.</summary>
    private protected abstract string KerasName { get; }

    /// <inheritdoc/>
    public sealed override string ClassName => KerasName;

    /// <inheritdoc/>
    public override IReadOnlyList<Weight> Weights => IsKeras3 ? Keras3Weights : base.Weights;

    /// <inheritdoc/>
    internal override IReadOnlyList<Weight> Keras3Weights => _rate.Variable is { } rate ? [Iterations, rate, .. Slots] : [Iterations, .. Slots];

    // An .h5 file by Keras 3 may hold the learning rate or not.
    private protected override IEnumerable<IReadOnlyList<Weight>> OtherLayouts => [Keras3Weights, base.Weights];

    /// <inheritdoc/>
    protected sealed override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        if (_settings.UseEma)
            _averages = [.. weights.Select(weight => AddSlot(IsKeras3
                ? Zeros($"{KerasName}/average/{weight.Name}", weight.Shape)
                : new Weight($"{KerasName}/average/{weight.Name}", weight.Shape, weight.DataType, weight.Read)))];
        CreateState(weights);
    }

    /// <summary>Makes the formula's own state.</summary>
    private protected abstract void CreateState(IReadOnlyList<Weight> weights);

    /// <summary>One slot for each weight.</summary>
    private protected Weight[] AddSlots(string name, IReadOnlyList<Weight> weights, float value = 0) =>
        [.. weights.Select(weight => AddSlot($"{KerasName}/{name}/{weight.Name}", weight.Shape, value))];

    /// <summary>Two slots for each weight, side by side.</summary>
    private protected (Weight[] First, Weight[] Second) AddSlotPairs(string first, string second, IReadOnlyList<Weight> weights, float firstValue = 0)
    {
        var pairs = weights.Select(weight => (
            AddSlot($"{KerasName}/{first}/{weight.Name}", weight.Shape, firstValue),
            AddSlot($"{KerasName}/{second}/{weight.Name}", weight.Shape))).ToArray();
        return (Array.ConvertAll(pairs, pair => pair.Item1), Array.ConvertAll(pairs, pair => pair.Item2));
    }

    /// <inheritdoc/>
    protected internal sealed override void Apply(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(gradients);
        ArgumentNullException.ThrowIfNull(context);
        var before = context.Value(Iterations);
        var step = Ops.Cast(before, DataType.Float32);
        var rate = _rate.Value(context, step);
        gradients = Clip(gradients);
        if (_settings.WeightDecay is { } decay and not 0)
            foreach (var (weight, _) in gradients)
                context.Update(weight, context.Value(weight) - context.Value(weight) * decay * rate);
        ApplyGradients(gradients, rate, step, context);
        if (_settings.UseEma)
            Average(gradients, step, context);
        foreach (var (weight, _) in gradients)
            if (weight.Constraint is { } constraint)
                context.Update(weight, constraint.Call(context.Value(weight)));
        context.Update(Iterations, before + 1);
    }

    /// <summary>Adds the formula's operations.</summary>
    /// <param name="gradients">Each trainable weight with its gradient, clipped already.</param>
    /// <param name="learningRate">The step's size.</param>
    /// <param name="step">The number of steps before this one, as float32.</param>
    /// <param name="context">Where values are read and updated.</param>
    private protected abstract void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context);

    /// <summary>Where averages are kept, the weights become them.</summary>
    internal override void FinishTraining(IReadOnlyList<Weight> weights)
    {
        for (var i = 0; i < _averages.Length; i++)
            weights[i].Write(_averages[i].Read());
    }

    /// <summary>The formula's settings, in Keras' order.</summary>
    private protected abstract JsonObject OwnConfig();

    /// <inheritdoc/>
    public override JsonObject GetConfig() => IsKeras3 ? Keras3Config() : AddOwn(new()
    {
        ["name"] = _settings.Name ?? KerasName,
        ["weight_decay"] = _settings.WeightDecay,
        ["clipnorm"] = _settings.ClipNorm,
        ["global_clipnorm"] = _settings.GlobalClipNorm,
        ["clipvalue"] = _settings.ClipValue,
        ["use_ema"] = _settings.UseEma,
        ["ema_momentum"] = _settings.EmaMomentum,
        ["ema_overwrite_frequency"] = _settings.EmaOverwriteFrequency,
        ["jit_compile"] = false,
        ["is_legacy_optimizer"] = false,
        ["learning_rate"] = _rate.ToConfig(),
    });

    /// <inheritdoc/>
    internal override JsonObject ToConfig() =>
        ConfigWriter.Object(IsKeras3 ? KerasName : "Custom>" + KerasName, ConfigWriter.AsInFile(GetConfig(), FileConfig));

    /// <inheritdoc/>
    private protected override JsonObject Keras3Config() => AddOwn(new()
    {
        ["name"] = _settings.Name ?? LayerNames.ToSnakeCase(KerasName),
        ["learning_rate"] = _rate.ToKeras3Config(),
        ["weight_decay"] = _settings.WeightDecay,
        ["clipnorm"] = _settings.ClipNorm,
        ["global_clipnorm"] = _settings.GlobalClipNorm,
        ["clipvalue"] = _settings.ClipValue,
        ["use_ema"] = _settings.UseEma,
        ["ema_momentum"] = _settings.EmaMomentum,
        ["ema_overwrite_frequency"] = _settings.EmaOverwriteFrequency,
        ["loss_scale_factor"] = null,
        ["gradient_accumulation_steps"] = null,
    });

    private JsonObject AddOwn(JsonObject config)
    {
        foreach (var (key, value) in OwnConfig())
            config[key] = value?.DeepClone();
        return config;
    }

    private IReadOnlyList<(Weight Weight, Output Gradient)> Clip(IReadOnlyList<(Weight Weight, Output Gradient)> gradients) =>
        _settings.ClipNorm > 0 ? GradientClipping.ByNormOfEach(gradients, _settings.ClipNorm.Value)
        : _settings.GlobalClipNorm > 0 ? GradientClipping.ByNormOfAll(gradients, _settings.GlobalClipNorm.Value)
        : _settings.ClipValue > 0 ? GradientClipping.ByValue(gradients, _settings.ClipValue.Value)
        : gradients;

    /// <summary><c>a = momentum a + (1 - momentum) w</c>, and every so many steps <c>w = a</c>.</summary>
    private void Average(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output step, CallContext context)
    {
        // Keras 3's averages begin at 0 and take the first step's weights as they are.
        var momentum = _settings.IsKeras3
            ? _settings.EmaMomentum * Ops.Cast(Ops.NotEqual(step, step.Constant(0)), DataType.Float32)
            : step.Constant(_settings.EmaMomentum);
        Output? overwrites = _settings.EmaOverwriteFrequency is { } frequency
            ? Ops.Equal(Ops.FloorMod(step + 1, step.Constant(frequency)), step.Constant(0))
            : null;
        for (var i = 0; i < gradients.Count; i++)
        {
            var value = context.Value(gradients[i].Weight);
            var average = momentum * context.Value(_averages[i]) + (1 - momentum) * value;
            context.Update(_averages[i], average);
            if (overwrites is { } now)
                context.Update(gradients[i].Weight, Ops.Select(now, average, value));
        }
    }

    private static Weight Zeros(string name, Shape shape) =>
        new(name, shape, DataType.Float32, () => new HostArray(new float[shape.Count], shape));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _rate.Dispose();
        base.Dispose(disposing);
    }
}
