using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Legacy;

/// <summary>
/// tf.keras' older Adam: <c>w -= lr sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)</c>.
/// </summary>
internal sealed class LegacyAdam : LegacyOptimizer
{
    private readonly float _beta1;
    private readonly float _beta2;
    private readonly double _epsilon;
    private readonly bool _amsgrad;
    private Weight[] _means = [];
    private Weight[] _squares = [];
    private Weight[] _largest = [];

    public LegacyAdam(ConfigReader config) : base(config, 0.001)
    {
        _beta1 = (float)config.Double("beta_1", 0.9);
        _beta2 = (float)config.Double("beta_2", 0.999);
        _epsilon = config.Double("epsilon", 1e-7);
        _amsgrad = config.Bool("amsgrad", false);
    }

    private protected override string KerasName => "Adam";

    private protected override IEnumerable<Weight> Keras3Slots => _amsgrad ? Interleave(_means, _squares).Concat(_largest) : Interleave(_means, _squares);

    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        _means = AddSlots("m", weights);
        _squares = AddSlots("v", weights);
        if (_amsgrad)
            _largest = AddSlots("vhat", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        var t = step + 1;
        var (power1, power2) = (Ops.Power(t.Constant(_beta1), t), Ops.Power(t.Constant(_beta2), t));
        var rate = learningRate * (Ops.Sqrt(1 - power2) / (1 - power1));
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            if (FusedStep.Fits(weight))
            {
                FusedStep.Adam(context, weight, _means[i], _squares[i], (power1, power2), learningRate, (_beta1, _beta2), _epsilon, gradient, _amsgrad ? _largest[i] : null);
                continue;
            }
            var mean = _beta1 * context.Value(_means[i]) + (1 - _beta1) * gradient;
            var square = _beta2 * context.Value(_squares[i]) + (1 - _beta2) * Ops.Square(gradient);
            context.Update(_means[i], mean);
            context.Update(_squares[i], square);
            if (_amsgrad)
            {
                square = Ops.Maximum(context.Value(_largest[i]), square);
                context.Update(_largest[i], square);
            }
            context.Update(weight, context.Value(weight) - rate * mean / (Ops.Sqrt(square) + _epsilon));
        }
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["beta_1"] = (double)_beta1,
        ["beta_2"] = (double)_beta2,
        ["epsilon"] = _epsilon,
        ["amsgrad"] = _amsgrad,
    };
}
