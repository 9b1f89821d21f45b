using System.Text.Json.Nodes;
using KerasPort.TensorFlow;
using KerasPort.Utils;

namespace KerasPort.Activations;

/// <summary>The activations by name. Keras: keras.activations.get.</summary>
internal static class ActivationRegistry
{
    private static readonly NameRegistry<Activation> s_names = new NameRegistry<Activation>("activation")
        .Add(() => Make("linear", x => x), "linear")
        .Add(() => Make("relu", Ops.Relu), "relu")
        .Add(() => Make("softmax", x => ActivationFunctions.Softmax(x)), "softmax")
        .Add(() => Make("sigmoid", Ops.Sigmoid), "sigmoid")
        .Add(() => Make("hard_sigmoid", ActivationFunctions.HardSigmoid), "hard_sigmoid")
        .Add(() => Make("elu", Ops.Elu), "elu")
        .Add(() => Make("selu", Ops.Selu), "selu")
        .Add(() => Make("tanh", Ops.Tanh), "tanh")
        .Add(() => Make("softplus", Ops.Softplus), "softplus")
        .Add(() => Make("softsign", Ops.Softsign), "softsign")
        .Add(() => Make("exponential", Ops.Exp), "exponential");

    public static IReadOnlyCollection<string> Names => s_names.Names;

    public static Activation Get(string name) => s_names.Get(name);

    /// <summary>The activation of a file's name as that Keras computes it, or null.</summary>
    public static Activation? Find(string name, KerasDialect dialect) =>
        name == "hard_sigmoid" && dialect == KerasDialect.Keras3
            ? Make("hard_sigmoid", x => Ops.Relu6(x + 3) / 6)
            : s_names.Contains(name) ? s_names.Get(name) : null;

    /// <summary>The activation of a file's object: a function's name wrapped, or a class with settings; or null.</summary>
    public static Activation? FromConfig(string className, JsonObject config, KerasDialect dialect) =>
        className == "function" && config["name"] is JsonValue name ? Find(name.GetValue<string>(), dialect) : Find(className, dialect);

    private static FunctionActivation Make(string name, Func<Output, Output> function) => new(name, function);
}
