using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Legacy;

/// <summary>
/// tf.keras' older Adamax: <c>m = beta1 m + (1 - beta1) g; u = max(beta2 u, |g|); w -= lr / (1 - beta1^t) m / (u + epsilon)</c>.
/// </summary>
internal sealed class LegacyAdamax : LegacyOptimizer
{
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly double _epsilon;
    private Weight[] _means = [];
    private Weight[] _largest = [];

    public LegacyAdamax(ConfigReader config) : base(config, 0.001)
    {
        _beta1 = (float)config.Double("beta_1", 0.9);
        _beta2 = (float)config.Double("beta_2", 0.999);
        _epsilon = config.Double("epsilon", 1e-7);
    }

    private protected override string KerasName => "Adamax";

    private protected override IEnumerable<Weight> Keras3Slots => Interleave(_means, _largest);

    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        _means = AddSlots("m", weights);
        _largest = AddSlots("v", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        var t = step + 1;
        var power = Ops.Power(t.Constant(_beta1), t);
        var rate = learningRate / (1 - power);
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            if (FusedStep.Fits(weight))
            {
                FusedStep.Adamax(context, weight, _means[i], _largest[i], power, learningRate, (_beta1, _beta2), _epsilon, gradient);
                continue;
            }
            var mean = _beta1 * context.Value(_means[i]) + (1 - _beta1) * gradient;
            var largest = Ops.Maximum(_beta2 * context.Value(_largest[i]), Ops.Abs(gradient));
            context.Update(_means[i], mean);
            context.Update(_largest[i], largest);
            context.Update(weight, context.Value(weight) - rate * (mean / (largest + _epsilon)));
        }
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["beta_1"] = (double)_beta1,
        ["beta_2"] = (double)_beta2,
        ["epsilon"] = _epsilon,
    };
}
