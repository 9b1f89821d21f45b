namespace KerasPort.Initializers;

/// <summary>
/// Random values of a normal distribution with the variance <c>1 / fan_in</c>, cut at two standard deviations. Keras: keras.initializers.lecun_normal.
/// </summary>
public sealed class LecunNormal : VarianceScaling
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="seed">Makes the values repeat; default: other ones each time.</param>
    public LecunNormal(int? seed = null) : base(1, "fan_in", "normal", seed)
    {
    }
}
