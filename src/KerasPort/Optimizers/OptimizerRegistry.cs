using KerasPort.Utils;

namespace KerasPort.Optimizers;

/// <summary>The optimizers by name: lower case counts as well. Keras: keras.optimizers.get.</summary>
internal static class OptimizerRegistry
{
    private static readonly NameRegistry<Optimizer> s_names = new NameRegistry<Optimizer>("optimizer")
        .Add(() => new SGD(), "sgd", "SGD")
        .Add(() => new RMSprop(), "rmsprop", "RMSprop");

    public static Optimizer Get(string name) => s_names.Get(name);
}
