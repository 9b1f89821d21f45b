namespace KerasPort.Initializers;

/// <summary>
/// Random values of a normal distribution with the variance <c>2 / (fan_in + fan_out)</c>, cut at two standard deviations. Keras: keras.initializers.glorot_normal.
/// </summary>
public sealed class GlorotNormal : VarianceScaling
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="seed">Makes the values repeat; default: other ones each time.</param>
    public GlorotNormal(int? seed = null) : base(1, "fan_avg", "normal", seed)
    {
    }
}
