using System.Text.Json.Nodes;
using KerasPort.Saving;
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

    /// <summary>The optimizer of a file, in the form that its Keras has; null where it is not known.</summary>
    /// <param name="className">The name as the file gives it: "Custom&gt;Adam" is another form than "Adam".</param>
    /// <param name="config">The settings.</param>
    /// <param name="context">Which Keras wrote the file.</param>
    /// <exception cref="InvalidDataException">A setting can't be read.</exception>
    public static Optimizer? FromConfig(string className, JsonObject config, LoadContext context)
    {
        if (context.Dialect != KerasDialect.Keras2)
            return null;
        var reader = new ConfigReader(className, config, context);
        Optimizer? optimizer = className switch
        {
            "SGD" => new SGD(reader),
            "RMSprop" => new RMSprop(reader),
            "Adagrad" => new Adagrad(reader),
            "Adadelta" => new Adadelta(reader),
            "Adam" => new Adam(reader),
            "Adamax" => new Adamax(reader),
            "Nadam" => new Nadam(reader),
            _ => null,
        };
        if (optimizer is not null)
            optimizer.FileConfig = config;
        return optimizer;
    }
}
