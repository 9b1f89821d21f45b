using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Initializers;

/// <summary>Random values of a normal distribution. Keras: keras.initializers.RandomNormal.</summary>
public sealed class RandomNormal : SeededInitializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="mean">The mean; default: 0.</param>
    /// <param name="stddev">The standard deviation; default: 0.05.</param>
    /// <param name="seed">Makes the values repeat; default: other ones each time.</param>
    public RandomNormal(double mean = 0, double stddev = 0.05, int? seed = null) : base(seed) => (Mean, Stddev) = (mean, stddev);

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation.</summary>
    public double Stddev { get; }

    /// <inheritdoc/>
    protected override float[] Draw(Shape shape, int seed) => Normal(seed, shape.Count, Mean, Stddev);

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new() { ["mean"] = Mean, ["stddev"] = Stddev, ["seed"] = SeedNode() };
}
