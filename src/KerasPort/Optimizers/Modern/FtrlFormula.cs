using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Modern;

/// <summary>What every form of Ftrl computes.</summary>
internal sealed class FtrlFormula(double power, double l1, double l2, double l2Shrinkage, double beta)
{
    public void Apply((Weight Weight, Output Gradient) pair, Weight accumulator, Weight linear, Output learningRate, CallContext context)
    {
        var (weight, gradient) = pair;
        var value = context.Value(weight);
        var before = context.Value(accumulator);
        var after = before + Ops.Square(gradient);
        var (powerBefore, powerAfter) = (Ops.Power(before, before.Constant(-power)), Ops.Power(after, after.Constant(-power)));
        var shrunk = l2Shrinkage == 0 ? gradient : gradient + 2 * l2Shrinkage * value;
        var sum = context.Value(linear) + shrunk - (powerAfter - powerBefore) / learningRate * value;
        var strength = beta == 0 ? learningRate.Constant(l2) : l2 + beta / (2 * learningRate);
        var quadratic = powerAfter / learningRate + 2 * strength;
        context.Update(weight, (Ops.Clip(sum, -l1, l1) - sum) / quadratic);
        context.Update(linear, sum);
        context.Update(accumulator, after);
    }
}
