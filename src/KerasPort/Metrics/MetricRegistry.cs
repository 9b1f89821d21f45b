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

    /// <summary>Another metric of the same kind and settings, with a state of its own.</summary>
    public static Metric Clone(Metric metric) => metric.GivenName is { } name && s_names.Contains(name)
        ? (Metric)name
        : throw new ArgumentException($"`{metric.Name}`: give each output a metric of its own: metrics by output name or a list of lists.", nameof(metric));

    public static bool Contains(string name) => s_names.Contains(name);
}
