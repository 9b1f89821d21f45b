using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Legacy;

/// <summary>
/// tf.keras' older RMSprop: <c>v = rho v + (1 - rho) g²; w -= lr g / (sqrt(v) + epsilon)</c>; with momentum epsilon is under the root.
/// </summary>
internal sealed class LegacyRMSprop : LegacyOptimizer
{
    private readonly float _rho;
    private readonly float _momentum;
    private readonly double _epsilon;
    private readonly bool _centered;
    private Weight[] _squares = [];
    private Weight[] _moments = [];
    private Weight[] _means = [];

    public LegacyRMSprop(ConfigReader config) : base(config, 0.001)
    {
        _rho = (float)config.Double("rho", 0.9);
        _momentum = (float)config.Double("momentum", 0);
        _epsilon = config.Double("epsilon", 1e-7);
        _centered = config.Bool("centered", false);
    }

    private protected override string KerasName => "RMSprop";

    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        _squares = AddSlots("rms", weights);
        if (_momentum > 0)
            _moments = AddSlots("momentum", weights);
        if (_centered)
            _means = AddSlots("mg", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var square = _rho * context.Value(_squares[i]) + (1 - _rho) * Ops.Square(gradient);
            context.Update(_squares[i], square);
            if (_centered)
            {
                var mean = _rho * context.Value(_means[i]) + (1 - _rho) * gradient;
                context.Update(_means[i], mean);
                square -= Ops.Square(mean);
            }
            Output change;
            if (_momentum > 0)
            {
                change = _momentum * context.Value(_moments[i]) + learningRate * gradient * Ops.Rsqrt(square + _epsilon);
                context.Update(_moments[i], change);
            }
            else
            {
                change = learningRate * gradient / (Ops.Sqrt(square) + _epsilon);
            }
            context.Update(weight, context.Value(weight) - change);
        }
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["rho"] = (double)_rho,
        ["momentum"] = (double)_momentum,
        ["epsilon"] = _epsilon,
        ["centered"] = _centered,
    };
}
