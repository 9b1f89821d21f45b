using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// Stochastic gradient descent with momentum: <c>v = momentum v - lr g; w += v</c> (nesterov: <c>w += momentum v - lr g</c>).
/// Keras: keras.optimizers.SGD.
/// </summary>
public sealed class SGD : Keras2Optimizer
{
    private readonly Weight _momentum;
    private readonly Weight _decay;
    private readonly double _initialDecay;
    private Weight[] _moments = [];

    /// <summary>Makes the optimizer.</summary>
    /// <param name="learningRate">The step's size; default: 0.01.</param>
    /// <param name="momentum">How much of the last step goes on, not negative; default: 0.</param>
    /// <param name="nesterov">Whether the momentum looks ahead; default: false.</param>
    /// <param name="decay">The learning rate in step t is <c>lr / (1 + decay t)</c>; default: 0.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; default: any.</param>
    public SGD(double learningRate = 0.01, double momentum = 0, bool nesterov = false, double decay = 0, double? clipNorm = null, double? clipValue = null)
        : base(learningRate, clipNorm, clipValue)
    {
        if (!(momentum >= 0))
            throw new ArgumentOutOfRangeException(nameof(momentum), $"`SGD`: momentum must not be negative. Received: momentum={momentum}.");
        (Nesterov, _initialDecay) = (nesterov, decay);
        _momentum = Hyperparameter("momentum", momentum);
        _decay = Hyperparameter("decay", decay);
    }

    /// <summary>Whether the momentum looks ahead.</summary>
    public bool Nesterov { get; }

    /// <inheritdoc/>
    protected override void CreateSlots(IReadOnlyList<Weight> weights) =>
        _moments = [.. weights.Select(weight => AddSlot(weight.Name + "/momentum", weight.Shape))];

    /// <inheritdoc/>
    protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, CallContext context)
    {
        var step = CountStep(context);
        if (_initialDecay > 0)
            learningRate /= 1 + context.Value(_decay) * step;
        var momentum = context.Value(_momentum);
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var velocity = momentum * context.Value(_moments[i]) - learningRate * gradient;
            context.Update(_moments[i], velocity);
            context.Update(weight, Nesterov
                ? context.Value(weight) + momentum * velocity - learningRate * gradient
                : context.Value(weight) + velocity);
        }
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => WithClipping(new()
    {
        ["learning_rate"] = LearningRate,
        ["momentum"] = Setting(_momentum),
        ["decay"] = Setting(_decay),
        ["nesterov"] = Nesterov,
    });

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _momentum.Dispose();
        _decay.Dispose();
        base.Dispose(disposing);
    }
}
