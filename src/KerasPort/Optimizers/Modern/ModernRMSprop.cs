using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Modern;

/// <summary>
/// The newer RMSprop: <c>v = rho v + (1 - rho) g²; w -= lr g / sqrt(v + epsilon)</c>; centered, the mean gradient's square is taken off v.
/// </summary>
internal sealed class ModernRMSprop : ModernOptimizer
{
    private readonly double _rho;
    private readonly double _momentum;
    private readonly double _epsilon;
    private readonly bool _centered;
    private Weight[] _velocities = [];
    private Weight[] _momentums = [];
    private Weight[] _averages = [];

    public ModernRMSprop(ConfigReader config) : base(config.LearningRate(0.001), ModernSettings.Read(config))
    {
        _rho = config.Double("rho", 0.9);
        _momentum = config.Double("momentum", 0);
        _epsilon = config.Double("epsilon", 1e-07);
        _centered = config.Bool("centered", false);
    }

    private protected override string KerasName => "RMSprop";

    private protected override void CreateState(IReadOnlyList<Weight> weights)
    {
        _velocities = AddSlots("velocity", weights);
        if (_momentum > 0)
            _momentums = AddSlots("momentum", weights);
        if (_centered)
            _averages = AddSlots("average_gradient", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var velocity = _rho * context.Value(_velocities[i]) + (1 - _rho) * Ops.Square(gradient);
            context.Update(_velocities[i], velocity);
            if (_centered)
            {
                var average = _rho * context.Value(_averages[i]) + (1 - _rho) * gradient;
                context.Update(_averages[i], average);
                velocity -= Ops.Square(average);
            }
            var change = learningRate * gradient / Ops.Sqrt(velocity + _epsilon);
            if (_momentum > 0)
            {
                change += _momentum * context.Value(_momentums[i]);
                context.Update(_momentums[i], change);
            }
            context.Update(weight, context.Value(weight) - change);
        }
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["rho"] = _rho,
        ["momentum"] = _momentum,
        ["epsilon"] = _epsilon,
        ["centered"] = _centered,
    };
}
