using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Steps divided by a running root mean square: <c>a = rho a + (1 - rho) g²; w -= lr g / (sqrt(a) + epsilon)</c>.
/// Keras: keras.optimizers.RMSprop.
/// </summary>
public sealed class RMSprop : Keras2Optimizer
{
    private readonly Weight _rho;
    private readonly Weight _decay;
    private readonly double _initialDecay;
    private Weight[] _accumulators = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.001.</param>
    /// <param name="rho">How slowly the mean forgets; default: 0.9.</param>
    /// <param name="epsilon">Added to the root; default: 1e-7.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public RMSprop(double learningRate = 0.001, double rho = 0.9, double epsilon = 1e-7, double decay = 0, double? clipNorm = null, double? clipValue = null)
        : base(learningRate, clipNorm, clipValue)
    {
        (Epsilon, _initialDecay) = (epsilon, decay);
        _rho = Hyperparameter("rho", rho);
        _decay = Hyperparameter("decay", decay);
    }

    /// <summary>What is added to the root.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    protected override void CreateSlots(IReadOnlyList<Weight> weights) =>
        _accumulators = [.. weights.Select(weight => AddSlot(weight.Name + "/accumulator", weight.Shape))];

    /// <inheritdoc/>
    protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, CallContext context)
    {
        var step = CountStep(context);
        if (_initialDecay > 0)
            learningRate /= 1 + context.Value(_decay) * step;
        var rho = context.Value(_rho);
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var accumulator = rho * context.Value(_accumulators[i]) + (1 - rho) * Ops.Square(gradient);
            context.Update(_accumulators[i], accumulator);
            context.Update(weight, context.Value(weight) - learningRate * gradient / (Ops.Sqrt(accumulator) + Epsilon));
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => WithClipping(new()
    {
        ["learning_rate"] = LearningRate,
        ["rho"] = Setting(_rho),
        ["decay"] = Setting(_decay),
        ["epsilon"] = Epsilon,
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _rho.Dispose();
        _decay.Dispose();
        base.Dispose(disposing);
    }
}
