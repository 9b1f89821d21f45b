using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>Sample weights and reductions. Keras: keras.utils.losses_utils.</summary>
internal static class WeightedLoss
{
    /// <summary>The weighted losses, reduced to a scalar unless the reduction is None.</summary>
    public static Output Compute(Output losses, Output? sampleWeight, Reduction reduction)
    {
        Output? weights = null;
        if (sampleWeight is { } weight)
        {
            weights = BroadcastWeights(ref losses, weight);
            losses *= weights.Value;
        }
        return reduction switch
        {
            Reduction.None => losses,
            Reduction.Sum => Ops.Sum(losses),
            Reduction.MeanWithSampleWeight when weights is { } all => Ops.DivideNoNan(Ops.Sum(losses), Ops.Sum(all)),
            _ => Ops.Sum(losses) / Ops.Cast(Ops.SizeOf(losses), losses.DataType),
        };
    }

    /// <summary>
    /// The weights with the losses' rank: a last axis of length 1 more or less is mended, missing axes are added, and they are
    /// repeated to the losses' full shape.
    /// </summary>
    public static Output BroadcastWeights(ref Output values, Output weights)
    {
        weights = Ops.Cast(weights, values.DataType);
        if (weights.Rank == 0)
            return weights * Ops.OnesLike(values);
        if (values.Rank == 0 && weights.Rank == 1)
            values = Ops.ExpandDims(values, -1);
        else if (weights.Rank - values.Rank == 1)
            weights = Ops.Squeeze(weights, -1);
        if (weights.Rank > values.Rank)
            throw new ArgumentException($"sampleWeight must not have more axes than the losses. Received: losses of shape {values.Shape}, weights of shape {weights.Shape}.");
        while (weights.Rank < values.Rank)
            weights = Ops.ExpandDims(weights, weights.Rank);
        return weights.Shape.Equals(values.Shape) && weights.Shape.IsFullyKnown ? weights : weights * Ops.OnesLike(values);
    }
}
