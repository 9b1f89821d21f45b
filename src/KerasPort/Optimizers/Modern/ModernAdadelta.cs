using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Modern;

/// <summary>
/// The newer Adadelta: <c>a = rho a + (1 - rho) g²; u = g sqrt(d + epsilon) / sqrt(a + epsilon); d = rho d + (1 - rho) u²; w -= lr u</c>.
/// </summary>
internal sealed class ModernAdadelta : ModernOptimizer
{
    private readonly double _rho;
    private readonly double _epsilon;
    private Weight[] _gradients = [];
    private Weight[] _deltas = [];

    public ModernAdadelta(ConfigReader config) : base(config.LearningRate(0.001), ModernSettings.Read(config))
    {
        _rho = config.Double("rho", 0.95);
        _epsilon = config.Double("epsilon", 1e-07);
    }

    private protected override string KerasName => "Adadelta";

    private protected override void CreateState(IReadOnlyList<Weight> weights)
    {
        (_gradients, _deltas) = AddSlotPairs("accumulated_grad", "accumulated_delta_var", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var accumulated = _rho * context.Value(_gradients[i]) + (1 - _rho) * Ops.Square(gradient);
            var delta = context.Value(_deltas[i]);
            var change = gradient * Ops.Sqrt(delta + _epsilon) / Ops.Sqrt(accumulated + _epsilon);
            context.Update(_gradients[i], accumulated);
            context.Update(_deltas[i], _rho * delta + (1 - _rho) * Ops.Square(change));
            context.Update(weight, context.Value(weight) - learningRate * change);
        }
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["rho"] = _rho,
        ["epsilon"] = _epsilon,
    };
}
