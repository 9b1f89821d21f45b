using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Optimizers.Legacy;

/// <summary>
/// tf.keras' older Nadam: Adam with Nesterov's momentum, in step t <c>beta1 (1 - 0.96^(decay t) / 2)</c>: here "decay" is how fast the momentum is let in.
/// </summary>
internal sealed class LegacyNadam : LegacyOptimizer
{
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly double _epsilon;
    private Weight[] _means = [];
    private Weight[] _squares = [];
    private Weight _product = null!;

    public LegacyNadam(ConfigReader config) : base(config, 0.001)
    {
        _beta1 = (float)config.Double("beta_1", 0.9);
        _beta2 = (float)config.Double("beta_2", 0.999);
        _epsilon = config.Double("epsilon", 1e-7);
    }

    private protected override string KerasName => "Nadam";

    private protected override bool Decays => false;

    private protected override IEnumerable<Weight> Keras3Slots => Interleave(_means, _squares).Append(_product);

    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        _product = AddSlot("Nadam/momentum_cache", Shape.Scalar, 1);
        _means = AddSlots("m", weights);
        _squares = AddSlots("v", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        var t = step + 1;
        var momentum = MomentumAt(t);
        var nextMomentum = MomentumAt(t + 1);
        var product = context.Value(_product) * momentum;
        context.Update(_product, product);
        var nextProduct = product * nextMomentum;
        var correction = 1 - Ops.Power(t.Constant(_beta2), t);
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var mean = _beta1 * context.Value(_means[i]) + (1 - _beta1) * gradient;
            var square = _beta2 * context.Value(_squares[i]) + (1 - _beta2) * Ops.Square(gradient);
            context.Update(_means[i], mean);
            context.Update(_squares[i], square);
            var ahead = (1 - momentum) * (gradient / (1 - product)) + nextMomentum * (mean / (1 - nextProduct));
            context.Update(weight, context.Value(weight) - learningRate * ahead / (Ops.Sqrt(square / correction) + _epsilon));
        }

        Output MomentumAt(Output time) => _beta1 * (1 - 0.5 * Ops.Power(time.Constant(0.96), time * Decay));
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["beta_1"] = (double)_beta1,
        ["beta_2"] = (double)_beta2,
        ["epsilon"] = _epsilon,
    };
}
