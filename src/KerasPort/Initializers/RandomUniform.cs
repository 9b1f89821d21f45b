using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Initializers;

/// <summary>Random values between two bounds, all equally likely. Keras: keras.initializers.RandomUniform.</summary>
public sealed class RandomUniform : SeededInitializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="minval">The lower bound; default: -0.05.</param>
    /// <param name="maxval">The upper bound; default: 0.05.</param>
    /// <param name="seed">Makes the values repeat; default: other ones each time.</param>
    public RandomUniform(double minval = -0.05, double maxval = 0.05, int? seed = null) : base(seed) => (Minval, Maxval) = (minval, maxval);

    /// <summary>The lower bound.</summary>
    public double Minval { get; }

    /// <summary>The upper bound.</summary>
    public double Maxval { get; }

    /// <inheritdoc/>
    protected override float[] Draw(Shape shape, int seed) => Uniform(seed, shape.Count, Minval, Maxval);

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new() { ["minval"] = Minval, ["maxval"] = Maxval, ["seed"] = SeedNode() };
}
