using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Modern;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Optimizers;

/// <summary>
/// Steps relative to the weights' size, divided by a mean of squares that is kept as row and column means only.
/// Keras: tf.keras.optimizers.Adafactor (2.11 and later).
/// </summary>
public sealed class Adafactor : ModernOptimizer
{
    private Weight[] _rows = [];
    private Weight[] _columns = [];
    private Weight[] _squares = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.001.</param>
    /// <param name="beta2Decay">How the mean of squares forgets less and less: beta2 is <c>1 - t^beta2Decay</c>; default: -0.8.</param>
    /// <param name="epsilon1">Added to the squares; default: 1e-30.</param>
    /// <param name="epsilon2">The least size of a weight that counts; default: 0.001.</param>
    /// <param name="clipThreshold">The largest root mean square of a change before the rate; default: 1.</param>
    /// <param name="relativeStep">Whether the rate is at most <c>1 / sqrt(t)</c>; default: true.</param>
    /// <param name="weightDecay">How much of each weight is taken off at each step, times the learning rate; default: nothing.</param>
    /// <param name="clipNorm">The largest norm of each gradient; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    /// <param name="globalClipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="useEma">Whether averages of the weights are kept, which the weights become when training ends; default: false.</param>
    /// <param name="emaMomentum">How slowly the averages forget; default: 0.99.</param>
    /// <param name="emaOverwriteFrequency">After how many steps the weights become their averages; default: only in the end.</param>
    public Adafactor(
        double learningRate = 0.001,
        double beta2Decay = -0.8,
        double epsilon1 = 1e-30,
        double epsilon2 = 0.001,
        double clipThreshold = 1,
        bool relativeStep = true,
        double? weightDecay = null,
        double? clipNorm = null,
        double? clipValue = null,
        double? globalClipNorm = null,
        bool useEma = false,
        double emaMomentum = 0.99,
        int? emaOverwriteFrequency = null)
        : this(
            (LearningRateSource)learningRate,
            new ModernSettings { WeightDecay = weightDecay, ClipNorm = clipNorm, ClipValue = clipValue, GlobalClipNorm = globalClipNorm, UseEma = useEma, EmaMomentum = emaMomentum, EmaOverwriteFrequency = emaOverwriteFrequency },
            beta2Decay, epsilon1, epsilon2, clipThreshold, relativeStep)
    {
    }

    /// <summary>Makes the optimizer with a learning rate that follows a schedule.</summary>
    /// <param name="learningRate">The schedule.</param>
    /// <param name="beta2Decay">How the mean of squares forgets less and less: beta2 is <c>1 - t^beta2Decay</c>; default: -0.8.</param>
    /// <param name="epsilon1">Added to the squares; default: 1e-30.</param>
    /// <param name="epsilon2">The least size of a weight that counts; default: 0.001.</param>
    /// <param name="clipThreshold">The largest root mean square of a change before the rate; default: 1.</param>
    /// <param name="relativeStep">Whether the rate is at most <c>1 / sqrt(t)</c>; default: true.</param>
    /// <param name="weightDecay">How much of each weight is taken off at each step, times the learning rate; default: nothing.</param>
    /// <param name="clipNorm">The largest norm of each gradient; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    /// <param name="globalClipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="useEma">Whether averages of the weights are kept, which the weights become when training ends; default: false.</param>
    /// <param name="emaMomentum">How slowly the averages forget; default: 0.99.</param>
    /// <param name="emaOverwriteFrequency">After how many steps the weights become their averages; default: only in the end.</param>
    public Adafactor(
        LearningRateSchedule learningRate,
        double beta2Decay = -0.8,
        double epsilon1 = 1e-30,
        double epsilon2 = 0.001,
        double clipThreshold = 1,
        bool relativeStep = true,
        double? weightDecay = null,
        double? clipNorm = null,
        double? clipValue = null,
        double? globalClipNorm = null,
        bool useEma = false,
        double emaMomentum = 0.99,
        int? emaOverwriteFrequency = null)
        : this(
            (LearningRateSource)learningRate,
            new ModernSettings { WeightDecay = weightDecay, ClipNorm = clipNorm, ClipValue = clipValue, GlobalClipNorm = globalClipNorm, UseEma = useEma, EmaMomentum = emaMomentum, EmaOverwriteFrequency = emaOverwriteFrequency },
            beta2Decay, epsilon1, epsilon2, clipThreshold, relativeStep)
    {
    }

    internal Adafactor(ConfigReader config)
        : this(config.LearningRate(0.001), ModernSettings.Read(config), config.Double("beta_2_decay", -0.8), config.Double("epsilon_1", 1e-30), config.Double("epsilon_2", 0.001), config.Double("clip_threshold", 1), config.Bool("relative_step", true))
    {
    }

    private Adafactor(LearningRateSource learningRate, ModernSettings settings, double beta2Decay, double epsilon1, double epsilon2, double clipThreshold, bool relativeStep)
        : base(learningRate, settings)
    {
        (Beta2Decay, Epsilon1, Epsilon2, ClipThreshold, RelativeStep) =
            (beta2Decay, epsilon1, epsilon2, clipThreshold, relativeStep);
    }

    /// <summary>How the mean of squares forgets less and less.</summary>
    public double Beta2Decay { get; }

    /// <summary>What is added to the squares.</summary>
    public double Epsilon1 { get; }

    /// <summary>The least size of a weight that counts.</summary>
    public double Epsilon2 { get; }

    /// <summary>The largest root mean square of a change before the rate.</summary>
    public double ClipThreshold { get; }

    /// <summary>Whether the rate is at most 1 / sqrt(t).</summary>
    public bool RelativeStep { get; }

    private protected override string KerasName => "Adafactor";

    private protected override void CreateState(IReadOnlyList<Weight> weights)
    {
        foreach (var weight in weights)
        {
            // Keras 3 keeps dummies in the place of what a vector does not have.
            if (weight.Shape.Rank >= 2)
            {
                _rows = [.. _rows, AddSlot($"{KerasName}/r/{weight.Name}", weight.Shape[..^1])];
                _columns = [.. _columns, AddSlot($"{KerasName}/c/{weight.Name}", weight.Shape[..^2].Concat(weight.Shape[^1..]))];
            }
            else
            {
                _rows = [.. _rows, Dummy("r", weight)];
                _columns = [.. _columns, Dummy("c", weight)];
            }
            _squares = [.. _squares, AddSlot($"{KerasName}/v/{weight.Name}", weight.Shape)];
        }
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        var t = step + 1;
        var root = 1 / Ops.Sqrt(t);
        var rate = RelativeStep && !IsScheduled ? Ops.Minimum(learningRate, root) : learningRate;
        var rho = Ops.Minimum(rate, root);
        var beta2 = 1 - Ops.Power(t, t.Constant(Beta2Decay));
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var value = context.Value(weight);
            var square = Ops.Square(gradient) + Epsilon1;
            Output mean;
            if (weight.Shape.Rank >= 2)
            {
                var rows = beta2 * context.Value(_rows[i]) + (1 - beta2) * Ops.Mean(square, [-1]);
                var columns = beta2 * context.Value(_columns[i]) + (1 - beta2) * Ops.Mean(square, [-2]);
                context.Update(_rows[i], rows);
                context.Update(_columns[i], columns);
                mean = Ops.ExpandDims(rows / Ops.Mean(rows, [-1], keepDims: true), -1) * Ops.ExpandDims(columns, -2);
            }
            else
            {
                mean = beta2 * context.Value(_squares[i]) + (1 - beta2) * square;
            }
            context.Update(_squares[i], mean);
            var change = gradient * Ops.Rsqrt(mean);
            change /= Ops.Maximum(change.Constant(1), Rms(change) / ClipThreshold);
            context.Update(weight, value - Ops.Maximum(value.Constant(Epsilon2), Rms(value)) * rho * change);
        }

        static Output Rms(Output x) => Ops.Sqrt(Ops.Mean(Ops.Square(x)));
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["beta_2_decay"] = Beta2Decay,
        ["epsilon_1"] = Epsilon1,
        ["epsilon_2"] = Epsilon2,
        ["clip_threshold"] = ClipThreshold,
        ["relative_step"] = RelativeStep,
    };

    /// <summary>An unused number in Keras 3's state; tf.keras has none.</summary>
    private Weight Dummy(string name, Weight weight)
    {
        var dummy = new Weight($"{KerasName}/{name}/{weight.Name}", Shape.Scalar, DataType.Int32, () => HostArray.Scalar(0));
        return IsKeras3 ? AddSlot(dummy) : dummy;
    }
}
