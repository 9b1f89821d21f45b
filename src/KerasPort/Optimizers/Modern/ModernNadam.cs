using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Optimizers.Modern;

/// <summary>
/// The newer Nadam: Adam with Nesterov's momentum, in step t <c>u = beta1 (1 - 0.96^t / 2)</c>; the product of all u so far is part of the state.
/// </summary>
internal sealed class ModernNadam : ModernOptimizer
{
    private readonly double _beta1;
    private readonly double _beta2;
    private readonly double _epsilon;
    private Weight[] _means = [];
    private Weight[] _squares = [];
    private Weight _product = null!;

    public ModernNadam(ConfigReader config) : base(config.LearningRate(0.001), ModernSettings.Read(config))
    {
        _beta1 = config.Double("beta_1", 0.9);
        _beta2 = config.Double("beta_2", 0.999);
        _epsilon = config.Double("epsilon", 1e-07);
    }

    private protected override string KerasName => "Nadam";

    private protected override void CreateState(IReadOnlyList<Weight> weights)
    {
        (_means, _squares) = AddSlotPairs("momentum", "velocity", weights);
        _product = AddSlot($"{KerasName}/u_product", Shape.Scalar, 1);
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
            var mean = context.Value(_means[i]);
            mean += (gradient - mean) * (1 - _beta1);
            var square = context.Value(_squares[i]);
            square += (Ops.Square(gradient) - square) * (1 - _beta2);
            context.Update(_means[i], mean);
            context.Update(_squares[i], square);
            var ahead = nextMomentum * mean / (1 - nextProduct) + (1 - momentum) * gradient / (1 - product);
            context.Update(weight, context.Value(weight) - ahead * learningRate / (Ops.Sqrt(square / correction) + _epsilon));
        }

        Output MomentumAt(Output time) => _beta1 * (1 - 0.5 * Ops.Power(time.Constant(0.96), time));
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["beta_1"] = _beta1,
        ["beta_2"] = _beta2,
        ["epsilon"] = _epsilon,
    };
}
