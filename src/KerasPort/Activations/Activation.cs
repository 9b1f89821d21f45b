using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Activations;

/// <summary>An elementwise function, or softmax, after a layer's sum. A string converts: <c>"relu"</c>. Keras: keras.activations.</summary>
public abstract class Activation
{
    /// <summary>The name in files: "relu".</summary>
    public abstract string Name { get; }

    /// <summary>The function of a symbolic tensor.</summary>
    /// <param name="x">Any shape.</param>
    /// <returns>The same shape.</returns>
    public abstract Output Call(Output x);

    /// <summary>How files hold it: the name, or an object where it has settings.</summary>
    public virtual JsonNode ToConfig() => JsonValue.Create(Name);

    /// <summary>An activation of one's own from a function of symbolic tensors.</summary>
    /// <param name="name">The name in files; loading needs it among the custom objects.</param>
    /// <param name="function">Any shape in, the same shape out.</param>
    public static Activation From(string name, Func<Output, Output> function)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(function);
        return new FunctionActivation(name, function);
    }

    /// <summary>The activation of this name.</summary>
    /// <exception cref="ArgumentException">There is no such activation.</exception>
    public static implicit operator Activation(string name) => ActivationRegistry.Get(name);
}
