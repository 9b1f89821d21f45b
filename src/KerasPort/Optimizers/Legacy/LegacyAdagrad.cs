using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Legacy;

/// <summary>
/// tf.keras' older Adagrad: <c>a += g²; w -= lr g / (sqrt(a) + epsilon)</c>.
/// </summary>
internal sealed class LegacyAdagrad : LegacyOptimizer
{
    private readonly double _initialAccumulatorValue;
    private readonly double _epsilon;
    private Weight[] _accumulators = [];

    public LegacyAdagrad(ConfigReader config) : base(config, 0.001)
    {
        _initialAccumulatorValue = config.Double("initial_accumulator_value", 0.1);
        _epsilon = config.Double("epsilon", 1e-7);
    }

    private protected override string KerasName => "Adagrad";

    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        _accumulators = AddSlots("accumulator", weights, (float)_initialAccumulatorValue);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            if (FusedStep.Fits(weight))
            {
                FusedStep.Adagrad(context, weight, _accumulators[i], learningRate, _epsilon, gradient);
                continue;
            }
            var accumulator = context.Value(_accumulators[i]) + Ops.Square(gradient);
            context.Update(_accumulators[i], accumulator);
            context.Update(weight, context.Value(weight) - learningRate * gradient / (Ops.Sqrt(accumulator) + _epsilon));
        }
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["initial_accumulator_value"] = _initialAccumulatorValue,
        ["epsilon"] = _epsilon,
    };
}
