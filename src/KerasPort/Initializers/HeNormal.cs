namespace KerasPort.Initializers;

/// <summary>
/// Random values of a normal distribution with the variance <c>2 / fan_in</c>, cut at two standard deviations. Keras: keras.initializers.he_normal.
/// </summary>
public sealed class HeNormal : VarianceScaling
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="seed">Makes the values repeat; default: other ones each time.</param>
    public HeNormal(int? seed = null) : base(2, "fan_in", "normal", seed)
    {
    }
}
