using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Means of gradients and of their squares, both corrected for their start at 0: <c>m = beta1 m + (1 - beta1) g;
/// v = beta2 v + (1 - beta2) g²; w -= lr sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)</c>, t counted from 1.
/// Keras: keras.optimizers.Adam.
/// </summary>
public sealed class Adam : Keras2Optimizer
{
    private Weight[] _means = [];
    private Weight[] _squares = [];
    private Weight[] _largest = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.001.</param>
    /// <param name="beta1">How slowly the mean forgets; default: 0.9.</param>
    /// <param name="beta2">How slowly the mean of squares forgets; default: 0.999.</param>
    /// <param name="amsgrad">Whether the largest v so far counts; default: false.</param>
    /// <param name="epsilon">Added to the root; default: 1e-7.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public Adam(
        double learningRate = 0.001,
        double beta1 = 0.9,
        double beta2 = 0.999,
        bool amsgrad = false,
        double epsilon = 1e-07,
        double decay = 0,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, beta1, beta2, amsgrad, epsilon, decay, clipNorm, clipValue)
    {
    }

    /// <summary>Makes the optimizer with a learning rate that follows a schedule.</summary>
    /// <param name="learningRate">The schedule.</param>
    /// <param name="beta1">How slowly the mean forgets; default: 0.9.</param>
    /// <param name="beta2">How slowly the mean of squares forgets; default: 0.999.</param>
    /// <param name="amsgrad">Whether the largest v so far counts; default: false.</param>
    /// <param name="epsilon">Added to the root; default: 1e-7.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public Adam(
        LearningRateSchedule learningRate,
        double beta1 = 0.9,
        double beta2 = 0.999,
        bool amsgrad = false,
        double epsilon = 1e-07,
        double decay = 0,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, beta1, beta2, amsgrad, epsilon, decay, clipNorm, clipValue)
    {
    }

    internal Adam(ConfigReader config)
        : this(
            config.LearningRate(0.001),
            config.Double("beta_1", 0.9),
            config.Double("beta_2", 0.999),
            config.Bool("amsgrad", false),
            config.Double("epsilon", 1e-07),
            config.Double("decay", 0),
            config.DoubleOrNull("clipnorm"),
            config.DoubleOrNull("clipvalue"))
    {
    }

    private Adam(LearningRateSource learningRate, double beta1, double beta2, bool amsgrad, double epsilon, double decay, double? clipNorm, double? clipValue)
        : base(learningRate, decay, clipNorm, clipValue)
    {
        (Beta1, Beta2, Amsgrad, Epsilon) = ((float)beta1, (float)beta2, amsgrad, epsilon);
    }

    /// <summary>How slowly the mean forgets.</summary>
    public double Beta1 { get; }

    /// <summary>How slowly the mean of squares forgets.</summary>
    public double Beta2 { get; }

    /// <summary>Whether the largest v so far counts.</summary>
    public bool Amsgrad { get; }

    /// <summary>What is added to the root.</summary>
    public double Epsilon { get; }

    private protected override IEnumerable<IReadOnlyList<Weight>> OtherLayouts =>
        // Keras before 2.1.3 had no amsgrad and none of its state.
        Amsgrad ? [] : [[Iterations, .. _means, .. _squares]];

    private protected override IEnumerable<Weight> Keras3Slots => Amsgrad ? Interleave(_means, _squares).Concat(_largest) : Interleave(_means, _squares);

    /// <inheritdoc/>
    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        _means = AddSlots("m", weights);
        _squares = AddSlots("v", weights);
        _largest = AddSlots("vhat", weights, empty: !Amsgrad);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        var t = step + 1;
        var (power1, power2) = (Ops.Power(t.Constant(Beta1), t), Ops.Power(t.Constant(Beta2), t));
        var rate = learningRate * (Ops.Sqrt(1 - power2) / (1 - power1));
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            if (FusedStep.Fits(weight))
            {
                FusedStep.Adam(context, weight, _means[i], _squares[i], (power1, power2), learningRate, (Beta1, Beta2), Epsilon, gradient, Amsgrad ? _largest[i] : null);
                continue;
            }
            var mean = Beta1 * context.Value(_means[i]) + (1 - (float)Beta1) * gradient;
            var square = Beta2 * context.Value(_squares[i]) + (1 - (float)Beta2) * Ops.Square(gradient);
            context.Update(_means[i], mean);
            context.Update(_squares[i], square);
            if (Amsgrad)
            {
                square = Ops.Maximum(context.Value(_largest[i]), square);
                context.Update(_largest[i], square);
            }
            context.Update(weight, context.Value(weight) - rate * mean / (Ops.Sqrt(square) + Epsilon));
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config(("beta_1", Beta1), ("beta_2", Beta2), ("decay", null), ("epsilon", Epsilon), ("amsgrad", Amsgrad));
}
