using KerasPort.Utils;

namespace KerasPort.Metrics;

/// <summary>The metrics by name. Keras: keras.metrics.get; "accuracy" is resolved by the loss and the shapes at Compile.</summary>
internal static class MetricRegistry
{
    private static readonly NameRegistry<Metric> s_names = new NameRegistry<Metric>("metric")
        .Add(() => new AutomaticAccuracy("accuracy"), "accuracy")
        .Add(() => new AutomaticAccuracy("acc"), "acc")
        .Add(() => new MeanMetricWrapper("categorical_accuracy", MetricFunctions.CategoricalAccuracy), "categorical_accuracy");

    public static Metric Get(string name) => s_names.Get(name);

    public static bool Contains(string name) => s_names.Contains(name);
}
