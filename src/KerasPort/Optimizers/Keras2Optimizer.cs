using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>
/// What the optimizers of Keras 2.3.1 share: a learning rate in a variable, clipping (clipnorm is the norm over all gradients
/// together), constraints after the step.
/// </summary>
public abstract class Keras2Optimizer : Optimizer
{
    private readonly Weight _learningRate;

    /// <summary>Sets what these optimizers share.</summary>
    /// <param name="learningRate">The step's size, not negative.</param>
    /// <param name="clipNorm">The largest norm of all gradients together; null, the default: any.</param>
    /// <param name="clipValue">The largest absolute value of a gradient's element; null, the default: any.</param>
    protected Keras2Optimizer(double learningRate, double? clipNorm, double? clipValue)
    {
        if (!(learningRate >= 0))
            throw new ArgumentOutOfRangeException(nameof(learningRate), $"`{GetType().Name}`: learningRate must not be negative. Received: learningRate={learningRate}.");
        if (clipNorm is not null and not >= 0)
            throw new ArgumentOutOfRangeException(nameof(clipNorm), $"`{GetType().Name}`: clipNorm must not be negative. Received: clipNorm={clipNorm}.");
        if (clipValue is not null and not >= 0)
            throw new ArgumentOutOfRangeException(nameof(clipValue), $"`{GetType().Name}`: clipValue must not be negative. Received: clipValue={clipValue}.");
        (ClipNorm, ClipValue) = (clipNorm, clipValue);
        _learningRate = Hyperparameter("learning_rate", learningRate);
    }

    /// <summary>The largest norm of all gradients together; null: any.</summary>
    public double? ClipNorm { get; }

    /// <summary>The largest absolute value of a gradient's element; null: any.</summary>
    public double? ClipValue { get; }

    /// <inheritdoc/>
    public override double LearningRate
    {
        get => _learningRate.Read().ToSingles()[0];
        set => _learningRate.Write(HostArray.Scalar((float)value));
    }

    /// <inheritdoc/>
    protected internal sealed override void Apply(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        ApplyGradients(Clip(gradients), context.Value(_learningRate), context);
        foreach (var (weight, _) in gradients)
            if (weight.Constraint is { } constraint)
                context.Update(weight, constraint.Call(context.Value(weight)));
    }

    /// <summary>Adds the formula's operations; it also counts the step.</summary>
    protected abstract void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, CallContext context);

    /// <summary>Counts the step.</summary>
    /// <returns>The number of steps before this one, as float32.</returns>
    protected Output CountStep(CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var before = context.Value(Iterations);
        context.Update(Iterations, before + 1);
        return Ops.Cast(before, DataType.Float32);
    }

    /// <summary>A setting that lies in a variable, so that it can change while training runs.</summary>
    private protected static Weight Hyperparameter(string name, double value) =>
        new(name, Shape.Scalar, DataType.Float32, () => HostArray.Scalar((float)value));

    /// <summary>A setting's value as Keras writes it into files: the float32 as a double.</summary>
    private protected static double Setting(Weight hyperparameter) => hyperparameter.Read().ToSingles()[0];

    /// <summary>Adds the clipping that was asked for to the settings, where Keras has it: at the end of its own.</summary>
    private protected JsonObject WithClipping(JsonObject config)
    {
        var result = new JsonObject();
        if (ClipNorm is { } norm)
            result["clipnorm"] = norm;
        if (ClipValue is { } value)
            result["clipvalue"] = value;
        foreach (var (key, node) in config.ToArray())
        {
            config.Remove(key);
            result[key] = node;
        }
        return result;
    }

    private IReadOnlyList<(Weight Weight, Output Gradient)> Clip(IReadOnlyList<(Weight Weight, Output Gradient)> gradients)
    {
        IEnumerable<(Weight Weight, Output Gradient)> result = gradients;
        if (ClipNorm > 0)
        {
            var sum = Ops.AddN([.. gradients.Select(pair => Ops.Sum(Ops.Square(pair.Gradient)))]);
            var norm = Ops.Sqrt(sum);
            var limit = norm.Constant(ClipNorm.Value);
            var tooLarge = Ops.GreaterEqual(norm, limit);
            result = result.Select(pair => (pair.Weight, Ops.Select(tooLarge, pair.Gradient * (limit / norm), pair.Gradient))).ToArray();
        }
        if (ClipValue > 0)
            result = result.Select(pair => (pair.Weight, Ops.Clip(pair.Gradient, -ClipValue.Value, ClipValue.Value))).ToArray();
        return [.. result];
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _learningRate.Dispose();
        base.Dispose(disposing);
    }
}
