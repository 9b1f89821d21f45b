namespace KerasPort.Initializers;

/// <summary>
/// Random values within <c>sqrt(6 / (fan_in + fan_out))</c> of 0, all equally likely. Keras: keras.initializers.glorot_uniform.
/// </summary>
public sealed class GlorotUniform : VarianceScaling
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="seed">Makes the values repeat; default: other ones each time.</param>
    public GlorotUniform(int? seed = null) : base(1, "fan_avg", "uniform", seed)
    {
    }
}
