using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Legacy;

/// <summary>
/// tf.keras' older Adadelta: <c>a = rho a + (1 - rho) g²; u = g sqrt(d + epsilon) / sqrt(a + epsilon); d = rho d + (1 - rho) u²; w -= lr u</c>.
/// </summary>
internal sealed class LegacyAdadelta : LegacyOptimizer
{
    private readonly float _rho;
    private readonly double _epsilon;
    private Weight[] _gradients = [];
    private Weight[] _deltas = [];

    public LegacyAdadelta(ConfigReader config) : base(config, 0.001)
    {
        _rho = (float)config.Double("rho", 0.95);
        _epsilon = config.Double("epsilon", 1e-7);
    }

    private protected override string KerasName => "Adadelta";

    private protected override IEnumerable<Weight> Keras3Slots => Interleave(_gradients, _deltas);

    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        _gradients = AddSlots("accum_grad", weights);
        _deltas = AddSlots("accum_var", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            if (FusedStep.Fits(weight))
            {
                FusedStep.Adadelta(context, weight, _gradients[i], _deltas[i], learningRate, _rho, _epsilon, gradient);
                continue;
            }
            var accumulated = _rho * context.Value(_gradients[i]) + (1 - _rho) * Ops.Square(gradient);
            var delta = context.Value(_deltas[i]);
            var change = Ops.Sqrt(delta + _epsilon) * Ops.Rsqrt(accumulated + _epsilon) * gradient;
            context.Update(_gradients[i], accumulated);
            context.Update(_deltas[i], _rho * delta + (1 - _rho) * Ops.Square(change));
            context.Update(weight, context.Value(weight) - change * learningRate);
        }
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["rho"] = (double)_rho,
        ["epsilon"] = _epsilon,
    };
}
