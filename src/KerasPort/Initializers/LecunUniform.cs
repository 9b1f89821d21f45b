namespace KerasPort.Initializers;

/// <summary>
/// Random values within <c>sqrt(3 / fan_in)</c> of 0, all equally likely. Keras: keras.initializers.lecun_uniform.
/// </summary>
public sealed class LecunUniform : VarianceScaling
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="seed">Makes the values repeat; default: other ones each time.</param>
    public LecunUniform(int? seed = null) : base(1, "fan_in", "uniform", seed)
    {
    }
}
