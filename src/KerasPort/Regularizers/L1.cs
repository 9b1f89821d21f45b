namespace KerasPort.Regularizers;

/// <summary><c>l1 sum(|x|)</c>. Keras: keras.regularizers.l1.</summary>
public sealed class L1 : L1L2
{
    /// <summary>Makes the regularizer.</summary>
    /// <param name="l1">The factor; default: 0.01.</param>
    public L1(double l1 = 0.01) : base(l1: l1)
    {
    }
}
