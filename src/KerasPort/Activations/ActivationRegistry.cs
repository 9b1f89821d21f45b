using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Utils;

namespace KerasPort.Activations;

/// <summary>The activations by name: Keras 2.3.1's first. Keras: keras.activations.get.</summary>
internal static class ActivationRegistry
{
    private static readonly NameRegistry<Activation> s_names = new NameRegistry<Activation>("activation")
        .Add(() => Make("linear", ActivationFunctions.Linear), "linear")
        .Add(() => Make("relu", Ops.Relu), "relu")
        .Add(() => Make("softmax", x => ActivationFunctions.Softmax(x)), "softmax")
        .Add(() => Make("sigmoid", Ops.Sigmoid), "sigmoid")
        .Add(() => Make("hard_sigmoid", ActivationFunctions.HardSigmoid), "hard_sigmoid")
        .Add(() => Make("elu", Ops.Elu), "elu")
        .Add(() => Make("selu", Ops.Selu), "selu")
        .Add(() => Make("tanh", Ops.Tanh), "tanh")
        .Add(() => Make("softplus", Ops.Softplus), "softplus")
        .Add(() => Make("softsign", Ops.Softsign), "softsign")
        .Add(() => Make("exponential", Ops.Exp), "exponential")
        .Add(() => Make("swish", NewerActivations.Silu), "swish")
        .Add(() => Make("silu", NewerActivations.Silu), "silu")
        .Add(() => Make("gelu", x => NewerActivations.Gelu(x)), "gelu")
        .Add(() => Make("mish", NewerActivations.Mish), "mish")
        .Add(() => Make("relu6", NewerActivations.Relu6), "relu6")
        .Add(() => Make("leaky_relu", x => NewerActivations.LeakyRelu(x)), "leaky_relu")
        .Add(() => Make("log_softmax", NewerActivations.LogSoftmax), "log_softmax")
        .Add(() => Make("log_sigmoid", NewerActivations.LogSigmoid), "log_sigmoid")
        .Add(() => Make("celu", x => NewerActivations.Celu(x)), "celu")
        .Add(() => Make("glu", x => NewerActivations.Glu(x)), "glu")
        .Add(() => Make("hard_silu", NewerActivations.HardSilu), "hard_silu")
        .Add(() => Make("hard_swish", NewerActivations.HardSilu), "hard_swish")
        .Add(() => Make("hard_tanh", NewerActivations.HardTanh), "hard_tanh")
        .Add(() => Make("hard_shrink", x => NewerActivations.HardShrink(x)), "hard_shrink")
        .Add(() => Make("soft_shrink", x => NewerActivations.SoftShrink(x)), "soft_shrink")
        .Add(() => Make("tanh_shrink", NewerActivations.TanhShrink), "tanh_shrink")
        .Add(() => Make("sparse_plus", NewerActivations.SparsePlus), "sparse_plus")
        .Add(() => Make("sparse_sigmoid", NewerActivations.SparseSigmoid), "sparse_sigmoid")
        .Add(() => Make("squareplus", x => NewerActivations.Squareplus(x)), "squareplus");

    public static IReadOnlyCollection<string> Names => s_names.Names;

    public static Activation Get(string name) => s_names.Get(name);

    /// <summary>The activation of a file's name as that Keras computes it, or null.</summary>
    public static Activation? Find(string name, KerasDialect dialect) =>
        name == "hard_sigmoid" && dialect == KerasDialect.Keras3 ? Make("hard_sigmoid", NewerActivations.HardSigmoid)
        : s_names.Contains(name) ? s_names.Get(name)
        : null;

    /// <summary>The activation of a file's object: a function's name wrapped, or a layer's class with settings; or null.</summary>
    public static Activation? FromConfig(string className, JsonObject config, KerasDialect dialect)
    {
        if (className == "function" && config["name"] is JsonValue name)
            return Find(name.GetValue<string>(), dialect);
        Func<Output, Output>? function = className switch
        {
            "ReLU" => x => ActivationFunctions.Relu(x, Number("negative_slope") ?? 0, Number("max_value"), Number("threshold") ?? 0),
            "LeakyReLU" => x => ActivationFunctions.Relu(x, Number("negative_slope") ?? Number("alpha") ?? 0.3),
            "ELU" => x => ActivationFunctions.Elu(x, Number("alpha") ?? 1),
            "ThresholdedReLU" => x => ActivationFunctions.Relu(x, threshold: Number("theta") ?? 1),
            "Softmax" => x => ActivationFunctions.Softmax(x, (int)(Number("axis") ?? -1)),
            "Activation" when config["activation"] is JsonValue inner => Find(inner.GetValue<string>(), dialect) is { } found ? found.Call : null,
            _ => null,
        };
        return function is null ? Find(className, dialect) : new LayerActivation(className, config, function);

        double? Number(string key) => JsonNumber.Find(config, key);
    }

    private static FunctionActivation Make(string name, Func<Output, Output> function) => new(name, function);
}
