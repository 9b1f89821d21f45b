using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Modern;

/// <summary>
/// What Adam and AdamW compute: <c>m += (g - m) (1 - beta1); v += (g² - v) (1 - beta2); w -= lr sqrt(1 - beta2^t) / (1 - beta1^t) m /
/// (sqrt(v) + epsilon)</c>.
/// </summary>
internal sealed class AdamFormula(double beta1, double beta2, double epsilon, bool amsgrad)
{
    private Weight[] _means = [];
    private Weight[] _squares = [];
    private Weight[] _largest = [];

    public AdamFormula(ConfigReader config)
        : this(config.Double("beta_1", 0.9), config.Double("beta_2", 0.999), config.Double("epsilon", 1e-7), config.Bool("amsgrad", false))
    {
    }

    public double Beta1 => beta1;

    public double Beta2 => beta2;

    public double Epsilon => epsilon;

    public bool Amsgrad => amsgrad;

    public void SetState((Weight[] Means, Weight[] Squares) pairs, Weight[] largest) =>
        (_means, _squares, _largest) = (pairs.Means, pairs.Squares, largest);

    public void Apply(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        var t = step + 1;
        var rate = learningRate * Ops.Sqrt(1 - Ops.Power(t.Constant(beta2), t)) / (1 - Ops.Power(t.Constant(beta1), t));
        for (var i = 0; i < gradients.Count; i++)
        {
            var (weight, gradient) = gradients[i];
            var mean = context.Value(_means[i]);
            mean += (gradient - mean) * (1 - beta1);
            var square = context.Value(_squares[i]);
            square += (Ops.Square(gradient) - square) * (1 - beta2);
            context.Update(_means[i], mean);
            context.Update(_squares[i], square);
            if (amsgrad)
            {
                square = Ops.Maximum(context.Value(_largest[i]), square);
                context.Update(_largest[i], square);
            }
            context.Update(weight, context.Value(weight) - mean * rate / (Ops.Sqrt(square) + epsilon));
        }
    }

    public JsonObject ToConfig() => new()
    {
        ["beta_1"] = beta1,
        ["beta_2"] = beta2,
        ["epsilon"] = epsilon,
        ["amsgrad"] = amsgrad,
    };
}
