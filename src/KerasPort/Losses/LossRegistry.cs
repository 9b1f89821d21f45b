using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.Utils;

namespace KerasPort.Losses;

/// <summary>The losses by name and class. Keras: keras.losses.get.</summary>
internal static class LossRegistry
{
    private static readonly NameRegistry<Loss> s_names = new NameRegistry<Loss>("loss")
        .Add(() => new MeanSquaredError(), "mean_squared_error", "mse", "MSE", "MeanSquaredError")
        .Add(() => new MeanAbsoluteError(), "mean_absolute_error", "mae", "MAE", "MeanAbsoluteError")
        .Add(() => new MeanAbsolutePercentageError(), "mean_absolute_percentage_error", "mape", "MAPE", "MeanAbsolutePercentageError")
        .Add(() => new MeanSquaredLogarithmicError(), "mean_squared_logarithmic_error", "msle", "MSLE", "MeanSquaredLogarithmicError")
        .Add(() => new BinaryCrossentropy(), "binary_crossentropy", "bce", "BCE", "BinaryCrossentropy")
        .Add(() => new CategoricalCrossentropy(), "categorical_crossentropy", "CategoricalCrossentropy")
        .Add(() => new SparseCategoricalCrossentropy(), "sparse_categorical_crossentropy", "SparseCategoricalCrossentropy")
        .Add(() => new BinaryFocalCrossentropy(), "binary_focal_crossentropy", "BinaryFocalCrossentropy")
        .Add(() => new CategoricalFocalCrossentropy(), "categorical_focal_crossentropy", "CategoricalFocalCrossentropy")
        .Add(() => new Hinge(), "hinge", "Hinge")
        .Add(() => new SquaredHinge(), "squared_hinge", "SquaredHinge")
        .Add(() => new CategoricalHinge(), "categorical_hinge", "CategoricalHinge")
        .Add(() => new LogCosh(), "logcosh", "log_cosh", "LogCosh")
        .Add(() => new Huber(), "huber_loss", "huber", "Huber")
        .Add(() => new Poisson(), "poisson", "Poisson")
        .Add(() => new KLDivergence(), "kullback_leibler_divergence", "kld", "KLD", "kl_divergence", "KLDivergence")
        .Add(() => new CosineSimilarity(), "cosine_similarity", "cosine_proximity", "cosine", "CosineSimilarity");

    private static readonly Dictionary<string, Func<ConfigReader, Loss>> s_classes = new()
    {
        ["MeanSquaredError"] = config => new MeanSquaredError(config.Reduction(), config.Name ?? "mean_squared_error"),
        ["MeanAbsoluteError"] = config => new MeanAbsoluteError(config.Reduction(), config.Name ?? "mean_absolute_error"),
        ["MeanAbsolutePercentageError"] = config => new MeanAbsolutePercentageError(config.Reduction(), config.Name ?? "mean_absolute_percentage_error"),
        ["MeanSquaredLogarithmicError"] = config => new MeanSquaredLogarithmicError(config.Reduction(), config.Name ?? "mean_squared_logarithmic_error"),
        ["BinaryCrossentropy"] = config => new BinaryCrossentropy(config),
        ["CategoricalCrossentropy"] = config => new CategoricalCrossentropy(config),
        ["SparseCategoricalCrossentropy"] = config => new SparseCategoricalCrossentropy(config),
        ["BinaryFocalCrossentropy"] = config => new BinaryFocalCrossentropy(config),
        ["CategoricalFocalCrossentropy"] = config => new CategoricalFocalCrossentropy(config),
        ["Hinge"] = config => new Hinge(config.Reduction(), config.Name ?? "hinge"),
        ["SquaredHinge"] = config => new SquaredHinge(config.Reduction(), config.Name ?? "squared_hinge"),
        ["CategoricalHinge"] = config => new CategoricalHinge(config.Reduction(), config.Name ?? "categorical_hinge"),
        ["LogCosh"] = config => new LogCosh(config.Reduction(), config.Name ?? "logcosh"),
        ["Huber"] = config => new Huber(config),
        ["Poisson"] = config => new Poisson(config.Reduction(), config.Name ?? "poisson"),
        ["KLDivergence"] = config => new KLDivergence(config.Reduction(), config.Name ?? "kullback_leibler_divergence"),
        ["CosineSimilarity"] = config => new CosineSimilarity(config),
    };

    // Names that Keras 2.3.1 does not know, and what it calls the same; then the other way round for Keras 3.
    private static readonly Dictionary<string, string> s_keras2Names = new()
    {
        ["bce"] = "binary_crossentropy",
        ["BCE"] = "binary_crossentropy",
        ["log_cosh"] = "logcosh",
        ["huber"] = "huber_loss",
        ["kl_divergence"] = "kullback_leibler_divergence",
    };

    private static readonly Dictionary<string, string> s_keras3Names = new()
    {
        ["logcosh"] = "log_cosh",
        ["huber_loss"] = "huber",
        ["kullback_leibler_divergence"] = "kl_divergence",
        ["cosine_proximity"] = "cosine_similarity",
        ["cosine"] = "cosine_similarity",
    };

    /// <summary>All names, classes' names among them.</summary>
    public static IReadOnlyCollection<string> Names => s_names.Names;

    /// <summary>The classes that files may name.</summary>
    public static IReadOnlyCollection<string> ClassNames => s_classes.Keys;

    public static Loss Get(string name)
    {
        var loss = s_names.Get(name);
        // Where a class' name stands for the class, files hold the class.
        if (!s_classes.ContainsKey(name) && loss is not (BinaryFocalCrossentropy or CategoricalFocalCrossentropy))
            loss.GivenName = name;
        return loss;
    }

    public static bool Contains(string name) => s_names.Contains(name);

    public static string Keras2Name(string name) => s_keras2Names.GetValueOrDefault(name, name);

    public static string Keras3Name(string name) => s_keras3Names.GetValueOrDefault(name, name);

    /// <summary>
    /// The loss that a file names, as that Keras computes it: a name, a class' name, or an object with class and settings. Null where
    /// it is not known.
    /// </summary>
    /// <exception cref="InvalidDataException">Its settings can't be read.</exception>
    public static Loss? FromConfig(JsonNode node, LoadContext context)
    {
        var loss = Make(node, context);
        if (loss is not null)
            loss.Dialect = context.Dialect;
        return loss;
    }

    private static Loss? Make(JsonNode node, LoadContext context)
    {
        if (node is not JsonObject wrapped)
            return ByName(node.GetValue<string>(), context);
        var (className, config) = LoadContext.Unwrap(wrapped);
        if (context.CustomObjects.Find<Loss>(className, config) is { } custom)
            return custom;
        if (className is "function" && config["name"] is JsonValue function)
            return ByName(function.GetValue<string>(), context);
        if (!s_classes.TryGetValue(className, out var make))
            return null;
        var reader = new ConfigReader(className, config, context);
        reader.Ignore("fn");
        var loss = make(reader);
        reader.CheckAllRead();
        loss.FileConfig = config;
        return loss;
    }

    private static Loss? ByName(string name, LoadContext context) =>
        context.CustomObjects.Find<Loss>(name, []) ?? (s_names.Contains(name) ? Get(name) : null);
}
