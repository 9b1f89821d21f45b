namespace KerasPort.Initializers;

/// <summary>
/// Random values within <c>sqrt(6 / fan_in)</c> of 0, all equally likely. Keras: keras.initializers.he_uniform.
/// </summary>
public sealed class HeUniform : VarianceScaling
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="seed">Makes the values repeat; default: other ones each time.</param>
    public HeUniform(int? seed = null) : base(2, "fan_in", "uniform", seed)
    {
    }
}
