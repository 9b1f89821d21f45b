namespace KerasPort.Losses;

/// <summary>How the losses of single samples become one number. Keras: keras.losses.Reduction.</summary>
public enum Reduction
{
    /// <summary>Their sum divided by their number: the default.</summary>
    SumOverBatchSize,

    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>They stay apart; for the total loss the mean is taken.</summary>
    None,

    /// <summary>Their weighted sum divided by the sum of the weights (Keras 3).</summary>
    MeanWithSampleWeight,
}
