using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Schedules;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Steps divided by a running root mean square: <c>a = rho a + (1 - rho) g²; w -= lr g / (sqrt(a) + epsilon)</c>.
/// Keras: keras.optimizers.RMSprop.
/// </summary>
public sealed class RMSprop : Keras2Optimizer
{
    private Weight[] _places = [];
    private Weight[] _accumulators = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.001.</param>
    /// <param name="rho">How slowly the mean forgets; default: 0.9.</param>
    /// <param name="epsilon">Added to the root; default: 1e-7.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public RMSprop(
        double learningRate = 0.001,
        double rho = 0.9,
        double epsilon = 1e-07,
        double decay = 0,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, rho, epsilon, decay, clipNorm, clipValue)
    {
    }

    /// <summary>Makes the optimizer with a learning rate that follows a schedule.</summary>
    /// <param name="learningRate">The schedule.</param>
    /// <param name="rho">How slowly the mean forgets; default: 0.9.</param>
    /// <param name="epsilon">Added to the root; default: 1e-7.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public RMSprop(
        LearningRateSchedule learningRate,
        double rho = 0.9,
        double epsilon = 1e-07,
        double decay = 0,
        double? clipNorm = null,
        double? clipValue = null)
        : this((LearningRateSource)learningRate, rho, epsilon, decay, clipNorm, clipValue)
    {
    }

    internal RMSprop(ConfigReader config)
        : this(
            config.LearningRate(0.001),
            config.Double("rho", 0.9),
            config.Double("epsilon", 1e-07),
            config.Double("decay", 0),
            config.DoubleOrNull("clipnorm"),
            config.DoubleOrNull("clipvalue"))
    {
    }

    private RMSprop(LearningRateSource learningRate, double rho, double epsilon, double decay, double? clipNorm, double? clipValue)
        : base(learningRate, decay, clipNorm, clipValue)
    {
        (Rho, Epsilon) = ((float)rho, epsilon);
    }

    /// <summary>How slowly the mean forgets.</summary>
    public double Rho { get; }

    /// <summary>What is added to the root.</summary>
    public double Epsilon { get; }

    private protected override IEnumerable<IReadOnlyList<Weight>> OtherLayouts =>
        // Keras before 2.3 did not save the counter.
        [Slots];

    /// <inheritdoc/>
    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        _accumulators = AddSlots("accumulator", weights);
        _places = [.. weights.Select(weight => new Weight(weight.Name + "/place", weight.Shape, DataType.Float32, () => new HostArray(new float[weight.Shape.Count], weight.Shape)))];
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            if (FusedStep.Fits(weight))
            {
                FusedStep.RMSprop(context, weight, _places[i], _accumulators[i], learningRate, Rho, Epsilon, gradient);
                continue;
            }
            var accumulator = Rho * context.Value(_accumulators[i]) + (1 - (float)Rho) * Ops.Square(gradient);
            context.Update(_accumulators[i], accumulator);
            context.Update(weight, context.Value(weight) - learningRate * gradient / (Ops.Sqrt(accumulator) + Epsilon));
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => Config(("rho", Rho), ("decay", null), ("epsilon", Epsilon));

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        foreach (var place in _places)
            place.Dispose();
        base.Dispose(disposing);
    }
}
