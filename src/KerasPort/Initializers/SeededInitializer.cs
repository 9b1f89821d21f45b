using System.Text.Json.Nodes;
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
    /// <param name="seed">A number that makes the values repeat; null, the default: another one each time.</param>
    protected SeededInitializer(int? seed) => Seed = seed;

    /// <summary>The seed that was given.</summary>
    public int? Seed { get; }

    /// <inheritdoc/>
    public sealed override float[] Call(Shape shape) => Draw(shape, DrawSeed());

    /// <summary>The values that a seed gives.</summary>
    protected abstract float[] Draw(Shape shape, int seed);

    /// <inheritdoc/>
    internal override Func<HostArray> Prepare(Shape shape)
    {
        var seed = DrawSeed();
        var values = new Lazy<HostArray>(() => new HostArray(Draw(shape, seed), shape));
        return () => values.Value;
    }

    private protected static JsonNode? SeedNode(int? seed) => seed is { } value ? JsonValue.Create(value) : null;

    private int DrawSeed() => Seed ?? (int)np.random.randint(1, 10_000_000).GetInt32();
}
