using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Modern;

/// <summary>
/// The newer Adamax: <c>m += (g - m) (1 - beta1); u = max(beta2 u, |g|); w -= lr m / ((1 - beta1^t) (u + epsilon))</c>.
/// </summary>
internal sealed class ModernAdamax : ModernOptimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private Weight[] _means = [];
    private Weight[] _largest = [];

    public ModernAdamax(ConfigReader config) : base(config.LearningRate(0.001), ModernSettings.Read(config))
    {
        _beta1 = config.Double("beta_1", 0.9);
        _beta2 = config.Double("beta_2", 0.999);
        _epsilon = config.Double("epsilon", 1e-07);
    }

    private protected override string KerasName => "Adamax";

    private protected override void CreateState(IReadOnlyList<Weight> weights)
    {
        (_means, _largest) = AddSlotPairs("m", "u", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        var t = step + 1;
        var rate = learningRate / (1 - Ops.Power(t.Constant(_beta1), t));
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var mean = context.Value(_means[i]);
            mean += (gradient - mean) * (1 - _beta1);
            var largest = Ops.Maximum(_beta2 * context.Value(_largest[i]), Ops.Abs(gradient));
            context.Update(_means[i], mean);
            context.Update(_largest[i], largest);
            context.Update(weight, context.Value(weight) - rate * mean / (largest + _epsilon));
        }
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["beta_1"] = _beta1,
        ["beta_2"] = _beta2,
        ["epsilon"] = _epsilon,
    };
}
