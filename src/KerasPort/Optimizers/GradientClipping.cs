using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>Holds gradients within bounds. The versions of Keras differ in whose norm counts.</summary>
internal static class GradientClipping
{
    /// <summary>Each element within [-limit, limit].</summary>
    public static IReadOnlyList<(Weight Weight, Output Gradient)> ByValue(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, double limit) =>
        [.. gradients.Select(pair => (pair.Weight, Ops.Clip(pair.Gradient, -limit, limit)))];

    /// <summary>Keras 2.3.1's clipnorm: <c>g limit / n</c> where the norm n over all gradients together reaches the limit.</summary>
    public static IReadOnlyList<(Weight Weight, Output Gradient)> ByNormOfAllFromLimit(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, double limit)
    {
        var norm = NormOfAll(gradients);
        var factor = Ops.Select(Ops.GreaterEqual(norm, norm.Constant(limit)), limit / norm, norm.Constant(1));
        return [.. gradients.Select(pair => (pair.Weight, pair.Gradient * factor))];
    }

    /// <summary>clipnorm of tf.keras and Keras 3: each gradient by its own norm, <c>g limit / max(n, limit)</c>.</summary>
    public static IReadOnlyList<(Weight Weight, Output Gradient)> ByNormOfEach(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, double limit) =>
        [.. gradients.Select(pair =>
        {
            var norm = Ops.Sqrt(Ops.Sum(Ops.Square(pair.Gradient)));
            return (pair.Weight, pair.Gradient * limit / Ops.Maximum(norm, norm.Constant(limit)));
        })];

    /// <summary>global_clipnorm: all gradients by the norm over all together, <c>g limit min(1 / n, 1 / limit)</c>.</summary>
    public static IReadOnlyList<(Weight Weight, Output Gradient)> ByNormOfAll(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, double limit)
    {
        var norm = NormOfAll(gradients);
        var factor = limit * Ops.Minimum(1 / norm, norm.Constant(1 / limit));
        return [.. gradients.Select(pair => (pair.Weight, pair.Gradient * factor))];
    }

    private static Output NormOfAll(IReadOnlyList<(Weight Weight, Output Gradient)> gradients) =>
        Ops.Sqrt(Ops.AddN([.. gradients.Select(pair => Ops.Sum(Ops.Square(pair.Gradient)))]));
}
