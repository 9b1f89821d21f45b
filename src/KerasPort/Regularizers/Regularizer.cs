using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Regularizers;

/// <summary>A penalty on weights or activities that is added to the loss. A string converts: <c>"l2"</c>. Keras: keras.regularizers.Regularizer.</summary>
public abstract class Regularizer
{
    /// <summary>The class' name in files.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>The penalty: a scalar.</summary>
    public abstract Output Call(Output x);

    /// <summary>The settings as files hold them.</summary>
    public virtual JsonObject GetConfig() => [];

    /// <summary>The settings of the file that it came from, if any.</summary>
    internal JsonObject? FileConfig { get; set; }

    /// <summary>The regularizer of this name, with its default settings.</summary>
    /// <exception cref="ArgumentException">There is no such regularizer.</exception>
    public static implicit operator Regularizer(string name) => RegularizerRegistry.Get(name);
}
