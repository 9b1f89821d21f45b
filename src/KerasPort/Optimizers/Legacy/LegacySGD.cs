using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Legacy;

/// <summary>
/// tf.keras' older SGD: <c>m = momentum m - lr g; w += m</c> (nesterov: <c>w += momentum m - lr g</c>); without momentum there is no state.
/// </summary>
internal sealed class LegacySGD : LegacyOptimizer
{
    private readonly float _momentum;
    private readonly bool _nesterov;
    private Weight[] _moments = [];

    public LegacySGD(ConfigReader config) : base(config, 0.01)
    {
        _momentum = (float)config.Double("momentum", 0);
        _nesterov = config.Bool("nesterov", false);
    }

    private protected override string KerasName => "SGD";

    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        if (_momentum > 0)
            _moments = AddSlots("momentum", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            if (_momentum > 0 && FusedStep.Fits(weight))
            {
                FusedStep.Momentum(context, weight, _moments[i], learningRate, gradient, _momentum, _nesterov);
                continue;
            }
            var change = -(learningRate * gradient);
            if (_momentum > 0)
            {
                var moment = context.Value(_moments[i]) * _momentum + change;
                context.Update(_moments[i], moment);
                change = _nesterov ? moment * _momentum + change : moment;
            }
            context.Update(weight, context.Value(weight) + change);
        }
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["momentum"] = (double)_momentum,
        ["nesterov"] = _nesterov,
    };
}
