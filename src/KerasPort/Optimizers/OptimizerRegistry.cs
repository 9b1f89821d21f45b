using System.Text.Json.Nodes;
using KerasPort.Optimizers.Legacy;
using KerasPort.Optimizers.Modern;
using KerasPort.Saving;
using KerasPort.Utils;

namespace KerasPort.Optimizers;

/// <summary>
/// The optimizers by name, upper and lower case counting the same, and by what files hold. There are three forms, which differ in
/// arithmetic and state: Keras 2.3.1's, tf.keras' up to 2.10 (legacy), tf.keras' from 2.11 on and Keras 3's (modern). Keras:
/// keras.optimizers.get.
/// </summary>
internal static class OptimizerRegistry
{
    private static readonly NameRegistry<Optimizer> s_names = new NameRegistry<Optimizer>("optimizer")
        .Add(() => new SGD(), "sgd")
        .Add(() => new RMSprop(), "rmsprop")
        .Add(() => new Adagrad(), "adagrad")
        .Add(() => new Adadelta(), "adadelta")
        .Add(() => new Adam(), "adam")
        .Add(() => new Adamax(), "adamax")
        .Add(() => new Nadam(), "nadam")
        .Add(() => new Ftrl(), "ftrl")
        .Add(() => new AdamW(), "adamw")
        .Add(() => new Lion(), "lion")
        .Add(() => new Adafactor(), "adafactor");

    private static readonly Dictionary<string, Func<ConfigReader, Optimizer>> s_keras2 = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SGD"] = config => new SGD(config),
        ["RMSprop"] = config => new RMSprop(config),
        ["Adagrad"] = config => new Adagrad(config),
        ["Adadelta"] = config => new Adadelta(config),
        ["Adam"] = config => new Adam(config),
        ["Adamax"] = config => new Adamax(config),
        ["Nadam"] = config => new Nadam(config),
    };

    private static readonly Dictionary<string, Func<ConfigReader, Optimizer>> s_legacy = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SGD"] = config => new LegacySGD(config),
        ["RMSprop"] = config => new LegacyRMSprop(config),
        ["Adagrad"] = config => new LegacyAdagrad(config),
        ["Adadelta"] = config => new LegacyAdadelta(config),
        ["Adam"] = config => new LegacyAdam(config),
        ["Adamax"] = config => new LegacyAdamax(config),
        ["Nadam"] = config => new LegacyNadam(config),
        ["Ftrl"] = config => new LegacyFtrl(config),
    };

    private static readonly Dictionary<string, Func<ConfigReader, Optimizer>> s_modern = new(StringComparer.OrdinalIgnoreCase)
    {
        ["SGD"] = config => new ModernSGD(config),
        ["RMSprop"] = config => new ModernRMSprop(config),
        ["Adagrad"] = config => new ModernAdagrad(config),
        ["Adadelta"] = config => new ModernAdadelta(config),
        ["Adam"] = config => new ModernAdam(config),
        ["Adamax"] = config => new ModernAdamax(config),
        ["Nadam"] = config => new ModernNadam(config),
        ["Ftrl"] = config => new Ftrl(config),
        ["AdamW"] = config => new AdamW(config),
        ["Lion"] = config => new Lion(config),
        ["Adafactor"] = config => new Adafactor(config),
    };

    // Settings that only the newer form has.
    private static readonly string[] s_modernSettings = ["weight_decay", "use_ema", "ema_momentum", "jit_compile", "loss_scale_factor", "gradient_accumulation_steps"];

    /// <summary>All names, in lower case.</summary>
    public static IReadOnlyCollection<string> Names => s_names.Names;

    /// <summary>The classes of the newer form.</summary>
    public static IReadOnlyCollection<string> ModernClassNames => s_modern.Keys;

    /// <summary>The classes of the older form of tf.keras.</summary>
    public static IReadOnlyCollection<string> LegacyClassNames => s_legacy.Keys;

    public static Optimizer Get(string name)
    {
        var known = s_names.Names.FirstOrDefault(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
        return s_names.Get(known ?? name);
    }

    /// <summary>
    /// The optimizer that a file names, in the form of the Keras that wrote it. Null where the class is not known.
    /// </summary>
    /// <param name="className">The class as the file has it: "Custom>Adam" is tf.keras' newer form.</param>
    /// <param name="config">Its settings.</param>
    /// <param name="context">Which Keras wrote the file.</param>
    /// <exception cref="InvalidDataException">The settings can't be read.</exception>
    public static Optimizer? FromConfig(string className, JsonObject config, LoadContext context)
    {
        var mark = className.IndexOf('>', StringComparison.Ordinal);
        var name = className[(mark + 1)..];
        if (context.CustomObjects.Find<Optimizer>(name, config) is { } custom)
            return custom;
        var form = Form(mark >= 0, config, context);
        // Ftrl and the newer classes have no form of Keras 2.3.1.
        if (!form.TryGetValue(name, out var make) && !s_modern.TryGetValue(name, out make))
            return null;
        var reader = new ConfigReader(name, config, context);
        var optimizer = make(reader);
        reader.CheckAllRead();
        optimizer.FileConfig = config;
        return optimizer;
    }

    private static Dictionary<string, Func<ConfigReader, Optimizer>> Form(bool marked, JsonObject config, LoadContext context)
    {
        if (config["is_legacy_optimizer"] is JsonValue flag && flag.TryGetValue(out bool isLegacy))
            return isLegacy ? s_legacy : s_modern;
        if (marked || context.Dialect == KerasDialect.Keras3 || s_modernSettings.Any(config.ContainsKey))
            return s_modern;
        // Keras itself never named its optimizers: a name shows tf.keras, whatever version the file gives. Before its own, tf.keras had
        // Keras' ("2.1.6-tf"), whose settings hold no name.
        return config.ContainsKey("name") || (context.Dialect == KerasDialect.TfKeras2 && config.Count == 0) ? s_legacy : s_keras2;
    }
}
