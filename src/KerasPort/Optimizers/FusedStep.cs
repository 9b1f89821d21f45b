using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// A weight's step as one of TensorFlow's own operations, which changes weight and state in place: the same formulas three to
/// five times as fast as from single operations (784 x 512 weights). Not where a constraint needs the new value.
/// </summary>
internal static class FusedStep
{
    /// <summary>Whether a weight can be changed in place: nothing else changes it or needs its new value.</summary>
    public static bool Fits(Weight weight) => weight.Constraint is null && weight.DataType == DataType.Float32;

    /// <summary><c>m = momentum m - lr g; w += m</c> (nesterov: <c>w += momentum m - lr g</c>).</summary>
    public static void Momentum(CallContext context, Weight weight, Weight moment, Output learningRate, Output gradient, double momentum, bool nesterov) =>
        Add(context, "ResourceApplyKerasMomentum", [weight, moment], [learningRate, gradient, gradient.Constant(momentum)], ("use_nesterov", nesterov));

    /// <summary><c>a += g²; w -= lr g / (sqrt(a) + epsilon)</c>.</summary>
    public static void Adagrad(CallContext context, Weight weight, Weight accumulator, Output learningRate, double epsilon, Output gradient) =>
        Add(context, "ResourceApplyAdagradV2", [weight, accumulator], [learningRate, gradient.Constant(epsilon), gradient]);

    /// <summary><c>a = rho a + (1 - rho) g²; u = g sqrt(d + epsilon) / sqrt(a + epsilon); d = rho d + (1 - rho) u²; w -= lr u</c>.</summary>
    public static void Adadelta(CallContext context, Weight weight, Weight accumulator, Weight delta, Output learningRate, double rho, double epsilon, Output gradient) =>
        Add(context, "ResourceApplyAdadelta", [weight, accumulator, delta], [learningRate, gradient.Constant(rho), gradient.Constant(epsilon), gradient]);

    /// <summary>
    /// <c>m += (g - m) (1 - beta1); v += (g² - v) (1 - beta2); w -= lr sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon)</c>.
    /// </summary>
    public static void Adam(CallContext context, Weight weight, Weight mean, Weight square, (Output Beta1, Output Beta2) powers, Output learningRate, (double Beta1, double Beta2) betas, double epsilon, Output gradient, Weight? largest = null)
    {
        Output[] numbers = [powers.Beta1, powers.Beta2, learningRate, gradient.Constant(betas.Beta1), gradient.Constant(betas.Beta2), gradient.Constant(epsilon), gradient];
        if (largest is null)
            Add(context, "ResourceApplyAdam", [weight, mean, square], numbers);
        else
            Add(context, "ResourceApplyAdamWithAmsgrad", [weight, mean, square, largest], numbers);
    }

    /// <summary>
    /// <c>a = rho a + (1 - rho) g²; w -= lr g / (sqrt(a) + epsilon)</c>: Adam with beta1 and both powers 0, in Nesterov's form, which
    /// takes g itself and leaves in its place for m what never counts. (The other form takes m, and m + (g - m) is not g in float32:
    /// a step would depend on the gradient before, which no file holds.)
    /// </summary>
    public static void RMSprop(CallContext context, Weight weight, Weight place, Weight square, Output learningRate, double rho, double epsilon, Output gradient)
    {
        var none = gradient.Constant(0);
        Output[] numbers = [none, none, learningRate, none, gradient.Constant(rho), gradient.Constant(epsilon), gradient];
        Add(context, "ResourceApplyAdam", [weight, place, square], numbers, ("use_nesterov", true));
    }

    /// <summary><c>m += (g - m) (1 - beta1); u = max(beta2 u, |g|); w -= lr / (1 - beta1^t) m / (u + epsilon)</c>.</summary>
    public static void Adamax(CallContext context, Weight weight, Weight mean, Weight largest, Output power, Output learningRate, (double Beta1, double Beta2) betas, double epsilon, Output gradient) =>
        Add(context, "ResourceApplyAdaMax", [weight, mean, largest], [power, learningRate, gradient.Constant(betas.Beta1), gradient.Constant(betas.Beta2), gradient.Constant(epsilon), gradient]);

    private static void Add(CallContext context, string type, Weight[] weights, Output[] numbers, params (string Name, AttributeValue Value)[] attributes)
    {
        // Whoever read the old value has it before it is gone; the same read serves the whole graph.
        var read = context.Value(weights[0]).Operation;
        context.AddEffect(context.Graph.AddOperation(new OperationSpec(type)
        {
            Inputs = [.. weights.Select(weight => (OperationInput)context.Resource(weight)), .. numbers.Select(number => (OperationInput)number)],
            Attributes = attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value),
            ControlInputs = [read],
        }));
    }
}
