using System.Text.Json.Nodes;
using KerasPort.Saving;

namespace KerasPort.Optimizers.Schedules;

/// <summary>The schedules by class. Keras: keras.optimizers.schedules.deserialize.</summary>
internal static class ScheduleRegistry
{
    private static readonly Dictionary<string, Func<ConfigReader, LearningRateSchedule>> s_classes = new()
    {
        ["ExponentialDecay"] = config => new ExponentialDecay(config),
        ["InverseTimeDecay"] = config => new InverseTimeDecay(config),
        ["PolynomialDecay"] = config => new PolynomialDecay(config),
        ["PiecewiseConstantDecay"] = config => new PiecewiseConstantDecay(config),
        ["CosineDecay"] = config => new CosineDecay(config),
        ["CosineDecayRestarts"] = config => new CosineDecayRestarts(config),
    };

    public static IReadOnlyCollection<string> ClassNames => s_classes.Keys;

    public static bool Contains(string className) => s_classes.ContainsKey(className);

    /// <summary>The schedule of a file's object.</summary>
    /// <exception cref="InvalidDataException">The class is not known, or its settings can't be read.</exception>
    public static LearningRateSchedule FromConfig(JsonObject node, ConfigReader owner)
    {
        var (className, config) = LoadContext.Unwrap(node);
        if (owner.Context.CustomObjects.Find<LearningRateSchedule>(className, config) is { } custom)
            return custom;
        if (!s_classes.TryGetValue(className, out var make))
            throw owner.Wrong("learning_rate", $"a number or one of the schedules {string.Join(", ", s_classes.Keys)}; pass one of your own by customObjects");
        var reader = new ConfigReader(className, config, owner.Context);
        var schedule = make(reader);
        reader.CheckAllRead();
        return schedule;
    }
}
