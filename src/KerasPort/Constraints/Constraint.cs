using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Constraints;

/// <summary>What is done to a weight after each step. A string converts: <c>"non_neg"</c>. Keras: keras.constraints.Constraint.</summary>
public abstract class Constraint
{
    /// <summary>The class' name in files.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>The allowed value nearest in kind to the weight's.</summary>
    public abstract Output Call(Output weight);

    /// <summary>The settings as files hold them.</summary>
    public virtual JsonObject GetConfig() => [];

    /// <summary>The settings of the file that it came from, if any.</summary>
    internal JsonObject? FileConfig { get; set; }

    /// <summary>The constraint of this name, with its default settings.</summary>
    /// <exception cref="ArgumentException">There is no such constraint.</exception>
    public static implicit operator Constraint(string name) => ConstraintRegistry.Get(name);
}
