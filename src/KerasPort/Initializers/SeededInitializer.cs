using System.Text.Json.Nodes;
using KerasPort.Utils;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Initializers;

/// <summary>
/// An initializer that draws random numbers. Without a seed of its own it takes one from NumPy's generator
/// (<c>np.random.seed</c>), one draw a weight, as Keras 2.3.1 on Theano does: so the shuffles that follow are Python's.
/// </summary>
public abstract class SeededInitializer : Initializer
{
    /// <summary>Sets the seed.</summary>
    /// <param name="seed">A number that makes the values repeat; null: another one each time.</param>
    protected SeededInitializer(int? seed) => Seed = seed;

    /// <summary>The seed of the next weight. As in Keras it goes up by one with each: two weights never get the same values.</summary>
    public int? Seed { get; private set; }

    /// <inheritdoc/>
    public sealed override float[] Call(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return Next(shape)();
    }

    /// <summary>The values that a seed gives.</summary>
    /// <param name="shape">The weight's shape.</param>
    /// <param name="seed">The same one gives the same values.</param>
    protected abstract float[] Draw(Shape shape, int seed);

    /// <inheritdoc/>
    internal sealed override Func<HostArray> Prepare(Shape shape)
    {
        var next = Next(shape);
        var values = new Lazy<HostArray>(() => new HostArray(next(), shape));
        return () => values.Value;
    }

    /// <summary>
    /// Takes now what decides the next weight's values, whether those are ever needed or not: what is drawn later must not depend
    /// on that.
    /// </summary>
    private protected virtual Func<float[]> Next(Shape shape)
    {
        var seed = TakeSeed() ?? NumPyGenerator.DrawSeed();
        return () => Draw(shape, seed);
    }

    /// <summary>The seed of the next weight, if one was given.</summary>
    private protected int? TakeSeed() => Seed++;

    private protected JsonNode? SeedNode() => Seed is { } value ? JsonValue.Create(value) : null;

    /// <summary>Normal values cut at two standard deviations: what lies beyond is drawn again.</summary>
    private protected static float[] CutNormal(int seed, long count, double mean, double deviation)
    {
        var random = np.random.RandomState(seed);
        var values = new float[count];
        for (var filled = 0; filled < values.Length;)
            foreach (var value in random.normal(0, 1, new NumSharp.Shape(count - filled)).ToArray<double>())
                if (Math.Abs(value) < 2)
                    values[filled++] = (float)(mean + value * deviation);
        return values;
    }

    private protected static float[] Normal(int seed, long count, double mean, double deviation) => count == 0
        ? []
        : Array.ConvertAll(np.random.RandomState(seed).normal(mean, deviation, new NumSharp.Shape(count)).ToArray<double>(), value => (float)value);

    private protected static float[] Uniform(int seed, long count, double from, double to) => count == 0
        ? []
        : Array.ConvertAll(np.random.RandomState(seed).uniform(from, to, new NumSharp.Shape(count)).ToArray<double>(), value => (float)value);
}
