using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Initializers;

/// <summary>
/// What a weight's first value is. A string converts: <c>"glorot_uniform"</c>. Keras: keras.initializers.Initializer.
/// </summary>
public abstract class Initializer
{
    /// <summary>The class' name in files.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>The values for a weight of this shape, in row-major order.</summary>
    public abstract float[] Call(Shape shape);

    /// <summary>The settings as files hold them.</summary>
    public virtual JsonObject GetConfig() => [];

    /// <summary>The settings of the file that it came from, if any.</summary>
    internal JsonObject? FileConfig { get; set; }

    /// <summary>The initializer of this name, with its default settings.</summary>
    /// <exception cref="ArgumentException">There is no such initializer.</exception>
    public static implicit operator Initializer(string name) => InitializerRegistry.Get(name);

    /// <summary>
    /// Draws now what decides the values (a random seed), and computes them when they are first needed: a model that is read
    /// from a file never needs them.
    /// </summary>
    internal virtual Func<HostArray> Prepare(Shape shape)
    {
        var values = new Lazy<HostArray>(() => new HostArray(Call(shape), shape));
        return () => values.Value;
    }
}
