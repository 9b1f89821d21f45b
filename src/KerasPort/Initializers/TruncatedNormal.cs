using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Initializers;

/// <summary>
/// Random values of a normal distribution, cut at two standard deviations. Keras: keras.initializers.TruncatedNormal.
/// </summary>
public sealed class TruncatedNormal : SeededInitializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="mean">The mean; default: 0.</param>
    /// <param name="stddev">The standard deviation before the cut; default: 0.05.</param>
    /// <param name="seed">Makes the values repeat; default: other ones each time.</param>
    public TruncatedNormal(double mean = 0, double stddev = 0.05, int? seed = null) : base(seed) => (Mean, Stddev) = (mean, stddev);

    /// <summary>The mean.</summary>
    public double Mean { get; }

    /// <summary>The standard deviation before the cut.</summary>
    public double Stddev { get; }

    /// <inheritdoc/>
    protected override float[] Draw(Shape shape, int seed) => CutNormal(seed, shape.Count, Mean, Stddev);

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new() { ["mean"] = Mean, ["stddev"] = Stddev, ["seed"] = SeedNode() };
}
