using KerasPort.Utils;

namespace KerasPort.Optimizers;

/// <summary>The optimizers by name: upper and lower case count the same. Keras: keras.optimizers.get.</summary>
internal static class OptimizerRegistry
{
    private static readonly NameRegistry<Optimizer> s_names = new NameRegistry<Optimizer>("optimizer")
        .Add(() => new SGD(), "sgd")
        .Add(() => new RMSprop(), "rmsprop")
        .Add(() => new Adagrad(), "adagrad")
        .Add(() => new Adadelta(), "adadelta")
        .Add(() => new Adam(), "adam")
        .Add(() => new Adamax(), "adamax")
        .Add(() => new Nadam(), "nadam");

    /// <summary>All names, in lower case.</summary>
    public static IReadOnlyCollection<string> Names => s_names.Names;

    public static Optimizer Get(string name)
    {
#pragma warning disable CA1308 // Keras' names are the lower-case ones.
        var lower = name?.ToLowerInvariant();
#pragma warning restore CA1308
        return s_names.Get(lower is not null && s_names.Contains(lower) ? lower : name!);
    }
}
