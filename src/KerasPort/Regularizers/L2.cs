namespace KerasPort.Regularizers;

/// <summary><c>l2 sum(x²)</c>. Keras: keras.regularizers.l2.</summary>
public sealed class L2 : L1L2
{
    /// <summary>Makes the regularizer.</summary>
    /// <param name="l2">The factor; default: 0.01.</param>
    public L2(double l2 = 0.01) : base(l2: l2)
    {
    }
}
