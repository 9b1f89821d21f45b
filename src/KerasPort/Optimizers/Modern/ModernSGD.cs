using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Modern;

/// <summary>
/// The newer SGD: <c>m = momentum m - lr g; w += m</c> (nesterov: <c>w += momentum m - lr g</c>).
/// </summary>
internal sealed class ModernSGD : ModernOptimizer
{
    private readonly double _momentum;
    private readonly bool _nesterov;
    private Weight[]? _momentums;

    public ModernSGD(ConfigReader config) : base(config.LearningRate(0.01), ModernSettings.Read(config))
    {
        _momentum = config.Double("momentum", 0);
        _nesterov = config.Bool("nesterov", false);
    }

    private protected override string KerasName => "SGD";

    private protected override void CreateState(IReadOnlyList<Weight> weights)
    {
        // Keras 3 keeps moments only where there is momentum, tf.keras always.
        if (_momentum != 0 || !IsKeras3)
            _momentums = AddSlots("m", weights);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var change = -gradient * learningRate;
            if (_momentums is not null)
            {
                var momentum = change;
                if (_momentum != 0)
                    momentum += context.Value(_momentums[i]) * _momentum;
                context.Update(_momentums[i], momentum);
                change = _nesterov ? change + momentum * _momentum : momentum;
            }
            context.Update(weight, context.Value(weight) + change);
        }
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["momentum"] = _momentum,
        ["nesterov"] = _nesterov,
    };
}
