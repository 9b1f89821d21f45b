using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.Utils;

namespace KerasPort.Metrics;

/// <summary>The metrics by name and class. Keras: keras.metrics.get; "accuracy" is resolved by the loss and the shapes at Compile.</summary>
internal static class MetricRegistry
{
    /// <summary>The functions' names: each makes a metric that is called as it was asked for.</summary>
    private static readonly NameRegistry<Func<string, Metric>> s_functions = new NameRegistry<Func<string, Metric>>("metric")
        .Add(() => name => new AutomaticAccuracy(name), "accuracy", "acc", "crossentropy", "ce")
        .Add(() => name => new MeanSquaredError(name), "mean_squared_error", "mse", "MSE")
        .Add(() => name => new MeanAbsoluteError(name), "mean_absolute_error", "mae", "MAE")
        .Add(() => name => new MeanAbsolutePercentageError(name), "mean_absolute_percentage_error", "mape", "MAPE")
        .Add(() => name => new MeanSquaredLogarithmicError(name), "mean_squared_logarithmic_error", "msle", "MSLE")
        .Add(() => name => new CosineSimilarity(name), "cosine_similarity", "cosine_proximity", "cosine")
        .Add(() => name => new LogCoshError(name), "logcosh", "log_cosh")
        .Add(() => name => new Poisson(name), "poisson")
        .Add(() => name => new KLDivergence(name), "kullback_leibler_divergence", "kld", "KLD", "kl_divergence")
        .Add(() => name => new Hinge(name), "hinge")
        .Add(() => name => new SquaredHinge(name), "squared_hinge")
        .Add(() => name => new CategoricalHinge(name), "categorical_hinge")
        .Add(() => name => new BinaryAccuracy(name), "binary_accuracy")
        .Add(() => name => new CategoricalAccuracy(name), "categorical_accuracy")
        .Add(() => name => new SparseCategoricalAccuracy(name), "sparse_categorical_accuracy")
        .Add(() => name => new TopKCategoricalAccuracy(name: name), "top_k_categorical_accuracy")
        .Add(() => name => new SparseTopKCategoricalAccuracy(name: name), "sparse_top_k_categorical_accuracy")
        .Add(() => name => new BinaryCrossentropy(name), "binary_crossentropy", "bce", "BCE")
        .Add(() => name => new CategoricalCrossentropy(name), "categorical_crossentropy")
        .Add(() => name => new SparseCategoricalCrossentropy(name), "sparse_categorical_crossentropy")
        .Add(() => name => new LossMetric(name, new Losses.Huber()), "huber_loss", "huber")
        .Add(() => name => new LossMetric(name, new Losses.BinaryFocalCrossentropy()), "binary_focal_crossentropy")
        .Add(() => name => new LossMetric(name, new Losses.CategoricalFocalCrossentropy()), "categorical_focal_crossentropy");

    private static readonly Dictionary<string, Func<ConfigReader, Metric>> s_classes = new()
    {
        ["MeanSquaredError"] = config => new MeanSquaredError(config.Name ?? "mean_squared_error"),
        ["MeanAbsoluteError"] = config => new MeanAbsoluteError(config.Name ?? "mean_absolute_error"),
        ["MeanAbsolutePercentageError"] = config => new MeanAbsolutePercentageError(config.Name ?? "mean_absolute_percentage_error"),
        ["MeanSquaredLogarithmicError"] = config => new MeanSquaredLogarithmicError(config.Name ?? "mean_squared_logarithmic_error"),
        ["CosineSimilarity"] = config => new CosineSimilarity(config),
        ["LogCoshError"] = config => new LogCoshError(config.Name ?? "logcosh"),
        ["Poisson"] = config => new Poisson(config.Name ?? "poisson"),
        ["KLDivergence"] = config => new KLDivergence(config.Name ?? "kullback_leibler_divergence"),
        ["Hinge"] = config => new Hinge(config.Name ?? "hinge"),
        ["SquaredHinge"] = config => new SquaredHinge(config.Name ?? "squared_hinge"),
        ["CategoricalHinge"] = config => new CategoricalHinge(config.Name ?? "categorical_hinge"),
        ["BinaryAccuracy"] = config => new BinaryAccuracy(config),
        ["CategoricalAccuracy"] = config => new CategoricalAccuracy(config.Name ?? "categorical_accuracy"),
        ["SparseCategoricalAccuracy"] = config => new SparseCategoricalAccuracy(config.Name ?? "sparse_categorical_accuracy"),
        ["TopKCategoricalAccuracy"] = config => new TopKCategoricalAccuracy(config),
        ["SparseTopKCategoricalAccuracy"] = config => new SparseTopKCategoricalAccuracy(config),
        ["BinaryCrossentropy"] = config => new BinaryCrossentropy(config),
        ["CategoricalCrossentropy"] = config => new CategoricalCrossentropy(config),
        ["SparseCategoricalCrossentropy"] = config => new SparseCategoricalCrossentropy(config),
        ["Accuracy"] = config => new Accuracy(config.Name ?? "accuracy"),
        ["RootMeanSquaredError"] = config => new RootMeanSquaredError(config.Name ?? "root_mean_squared_error"),
        ["Mean"] = config => new Mean(config.Name ?? "mean"),
        ["Sum"] = config => new Sum(config.Name ?? "sum"),
        ["MeanRelativeError"] = config => new MeanRelativeError(config),
        ["TruePositives"] = config => new TruePositives(config),
        ["TrueNegatives"] = config => new TrueNegatives(config),
        ["FalsePositives"] = config => new FalsePositives(config),
        ["FalseNegatives"] = config => new FalseNegatives(config),
        ["Precision"] = config => new Precision(config),
        ["Recall"] = config => new Recall(config),
        ["SensitivityAtSpecificity"] = config => new SensitivityAtSpecificity(config),
        ["SpecificityAtSensitivity"] = config => new SpecificityAtSensitivity(config),
        ["PrecisionAtRecall"] = config => new PrecisionAtRecall(config),
        ["RecallAtPrecision"] = config => new RecallAtPrecision(config),
        ["AUC"] = config => new AUC(config),
        ["IoU"] = config => new IoU(config),
        ["MeanIoU"] = config => new MeanIoU(config),
        ["BinaryIoU"] = config => new BinaryIoU(config),
        ["OneHotIoU"] = config => new OneHotIoU(config),
        ["OneHotMeanIoU"] = config => new OneHotMeanIoU(config),
        ["F1Score"] = config => new F1Score(config),
        ["FBetaScore"] = config => new FBetaScore(config),
        ["R2Score"] = config => new R2Score(config),
    };

    /// <summary>The class behind each function's name, for files that hold a function.</summary>
    private static readonly Dictionary<string, string> s_classOfFunction = new()
    {
        ["accuracy"] = "Accuracy",
        ["mean_squared_error"] = "MeanSquaredError",
        ["mse"] = "MeanSquaredError",
        ["MSE"] = "MeanSquaredError",
        ["mean_absolute_error"] = "MeanAbsoluteError",
        ["mae"] = "MeanAbsoluteError",
        ["MAE"] = "MeanAbsoluteError",
        ["mean_absolute_percentage_error"] = "MeanAbsolutePercentageError",
        ["mape"] = "MeanAbsolutePercentageError",
        ["MAPE"] = "MeanAbsolutePercentageError",
        ["mean_squared_logarithmic_error"] = "MeanSquaredLogarithmicError",
        ["msle"] = "MeanSquaredLogarithmicError",
        ["MSLE"] = "MeanSquaredLogarithmicError",
        ["cosine_similarity"] = "CosineSimilarity",
        ["cosine_proximity"] = "CosineSimilarity",
        ["cosine"] = "CosineSimilarity",
        ["logcosh"] = "LogCoshError",
        ["log_cosh"] = "LogCoshError",
        ["poisson"] = "Poisson",
        ["kullback_leibler_divergence"] = "KLDivergence",
        ["kld"] = "KLDivergence",
        ["KLD"] = "KLDivergence",
        ["kl_divergence"] = "KLDivergence",
        ["hinge"] = "Hinge",
        ["squared_hinge"] = "SquaredHinge",
        ["categorical_hinge"] = "CategoricalHinge",
        ["binary_accuracy"] = "BinaryAccuracy",
        ["categorical_accuracy"] = "CategoricalAccuracy",
        ["sparse_categorical_accuracy"] = "SparseCategoricalAccuracy",
        ["top_k_categorical_accuracy"] = "TopKCategoricalAccuracy",
        ["sparse_top_k_categorical_accuracy"] = "SparseTopKCategoricalAccuracy",
        ["binary_crossentropy"] = "BinaryCrossentropy",
        ["bce"] = "BinaryCrossentropy",
        ["BCE"] = "BinaryCrossentropy",
        ["categorical_crossentropy"] = "CategoricalCrossentropy",
        ["sparse_categorical_crossentropy"] = "SparseCategoricalCrossentropy",
    };

    /// <summary>What Keras 2.3.1 calls what only newer ones know by these names.</summary>
    private static readonly Dictionary<string, string> s_keras2Names = new()
    {
        ["bce"] = "binary_crossentropy",
        ["BCE"] = "binary_crossentropy",
        ["log_cosh"] = "logcosh",
        ["kl_divergence"] = "kullback_leibler_divergence",
        ["kld"] = "kullback_leibler_divergence",
        ["KLD"] = "kullback_leibler_divergence",
    };

    /// <summary>What Keras 3 calls what only older ones know by these names.</summary>
    private static readonly Dictionary<string, string> s_keras3Names = new()
    {
        ["logcosh"] = "log_cosh",
        ["huber_loss"] = "huber",
        ["kullback_leibler_divergence"] = "kl_divergence",
        ["cosine_proximity"] = "cosine_similarity",
        ["cosine"] = "cosine_similarity",
    };

    /// <summary>The functions' names, which are metrics with their usual settings.</summary>
    public static IReadOnlyCollection<string> Names => s_functions.Names;

    /// <summary>The classes that files may name.</summary>
    public static IReadOnlyCollection<string> ClassNames => s_classes.Keys;

    public static bool Contains(string name) => s_functions.Contains(name) || s_classes.ContainsKey(name);

    public static string Keras2Name(string name) => s_keras2Names.GetValueOrDefault(name, name);

    public static string Keras3Name(string name) => s_keras3Names.GetValueOrDefault(name, name);

    /// <summary>The metric of a function's name, which becomes its own, or of a class that needs no settings.</summary>
    /// <exception cref="ArgumentException">There is none; the message lists the valid names.</exception>
    public static Metric Get(string name)
    {
        if (name is not null && !s_functions.Contains(name) && s_classes.TryGetValue(name, out var make))
        {
            try
            {
                return make(new ConfigReader(name, [], new LoadContext("Compile", "2.3.1", CustomObjects.Empty)));
            }
            catch (InvalidDataException)
            {
                throw new ArgumentException($"The metric {name} needs settings: pass an object, not its name.", nameof(name));
            }
        }
        var metric = s_functions.Get(name!)(name!);
        metric.GivenName = name;
        return metric;
    }

    /// <summary>Another metric of the same kind and settings, with a state of its own.</summary>
    /// <exception cref="ArgumentException">It is not one of Keras' own.</exception>
    public static Metric Clone(Metric metric)
    {
        // By way of the text, as a file would hold it.
        var config = JsonNode.Parse(PythonJson.Write(metric.ToConfig()))!;
        var clone = FromConfig(config, new LoadContext("Compile", "2.3.1", CustomObjects.Empty))
            ?? throw new ArgumentException($"`{metric.Name}`: give each output a metric of its own: metrics by output name or a list of lists.", nameof(metric));
        clone.Dialect = metric.Dialect;
        return clone;
    }

    /// <summary>
    /// The metric that a file names, as that Keras computes it: a name, or an object with class and settings. Null where it is not
    /// known.
    /// </summary>
    /// <exception cref="InvalidDataException">Its settings can't be read.</exception>
    public static Metric? FromConfig(JsonNode node, LoadContext context)
    {
        var metric = Make(node, context);
        if (metric is not null)
            metric.Dialect = context.Dialect;
        return metric;
    }

    private static Metric? Make(JsonNode node, LoadContext context)
    {
        if (node is not JsonObject wrapped)
            return ByName(node.GetValue<string>(), context);
        var (className, config) = LoadContext.Unwrap(wrapped);
        if (context.CustomObjects.Find<Metric>(className, config) is { } custom)
            return custom;
        if (className is "function" && Text(config["name"]) is { } function)
            return ByName(function, context);
        return className is "MeanMetricWrapper" ? FromFunction(config, context)
            : s_classes.TryGetValue(className, out var make) ? Read(className, config, make, context)
            : null;
    }

    /// <summary>What tf.keras makes of a function: {"name", "dtype", "fn"}; its earliest versions left out the function.</summary>
    private static Metric? FromFunction(JsonObject config, LoadContext context)
    {
        var function = config["fn"] is JsonObject wrapped ? Text(LoadContext.Unwrap(wrapped).Config["name"]) : Text(config["fn"]);
        var name = Text(config["name"]);
        if (function is null)
            return name is null ? null : ByName(name, context);
        if (context.CustomObjects.Find<Metric>(function, config) is { } custom)
            return custom;
        if (s_classOfFunction.TryGetValue(function, out var className))
        {
            var metric = Read(className, config, s_classes[className], context);
            if (s_classOfFunction.GetValueOrDefault(metric.Name) == className && config.Count <= 3)
                metric.GivenName = metric.Name;
            return metric;
        }
        return s_functions.Contains(function) ? s_functions.Get(function)(name ?? function) : null;
    }

    private static Metric Read(string className, JsonObject config, Func<ConfigReader, Metric> make, LoadContext context)
    {
        var reader = new ConfigReader(className, config, context);
        reader.Ignore("fn");
        var metric = make(reader);
        reader.CheckAllRead();
        metric.FileConfig = config;
        return metric;
    }

    private static Metric? ByName(string name, LoadContext context) =>
        context.CustomObjects.Find<Metric>(name, []) ?? (Contains(name) ? Get(name) : null);

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
