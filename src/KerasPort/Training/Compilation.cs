using KerasPort.Layers;
using KerasPort.Losses;
using KerasPort.Metrics;
using KerasPort.Models;
using KerasPort.Optimizers;

namespace KerasPort.Training;

/// <summary>What Compile was given, resolved for a model's outputs.</summary>
internal sealed class Compilation : IDisposable
{
    public Compilation(Model model, Optimizer optimizer, LossSpec? loss, MetricsSpec? metrics, LossWeights? lossWeights, SampleWeightMode? sampleWeightMode, MetricsSpec? weightedMetrics, KerasDialect dialect)
    {
        var names = model.OutputNames;
        (Optimizer, LossSpec, MetricsSpec, WeightedMetricsSpec, LossWeightsSpec, SampleWeightMode, Dialect) =
            (optimizer, loss, metrics, weightedMetrics, lossWeights, sampleWeightMode, dialect);
        Losses = loss?.Resolve(names) ?? new Loss?[names.Count];
        if (dialect == KerasDialect.Keras2 && Losses.All(one => one is null) && !MayAddLosses(model))
            throw new ArgumentException("`Compile`: a model needs a loss to make small: give one, or a layer a regularizer. Received: loss=null.", nameof(loss));
        HasTemporalWeights = sampleWeightMode?.Resolve(names, [.. Losses.Select(one => one is not null)]) ?? new bool[names.Count];
        LossWeights = lossWeights?.Resolve(names) ?? [.. names.Select(_ => 1.0)];
        TrainableWeights = [.. model.TrainableWeights.Distinct()];
        OutputLosses = names.Count > 1 ? [.. names.Select((name, i) => Losses[i] is null ? null : new Mean(name + "_loss"))] : new Mean?[names.Count];
        MetricNames = ["loss", .. OutputLosses.OfType<Mean>().Select(metric => metric.Name)];
        Metrics = Resolve(model, metrics, names);
        WeightedMetrics = Resolve(model, weightedMetrics, names);
        for (var i = 0; i < names.Count; i++)
        {
            NameMetrics(Metrics[i], names, i);
            NameMetrics(WeightedMetrics[i], names, i);
            if (Losses[i] is { } used)
                used.Dialect = dialect;
        }
    }

    public Optimizer Optimizer { get; }

    public LossSpec? LossSpec { get; }

    public MetricsSpec? MetricsSpec { get; }

    public MetricsSpec? WeightedMetricsSpec { get; }

    public LossWeights? LossWeightsSpec { get; }

    public SampleWeightMode? SampleWeightMode { get; }

    /// <summary>Whether an output's sample weights are those of time steps.</summary>
    public bool[] HasTemporalWeights { get; }

    public KerasDialect Dialect { get; }

    /// <summary>One an output; null where it has none.</summary>
    public Loss?[] Losses { get; }

    public double[] LossWeights { get; }

    /// <summary>The loss of each output as a figure, where there are several outputs.</summary>
    public Mean?[] OutputLosses { get; }

    public Metric[][] Metrics { get; }

    public Metric[][] WeightedMetrics { get; }

    /// <summary>The weights that training changes: those that were trainable at Compile.</summary>
    public Weight[] TrainableWeights { get; }

    /// <summary>The names of the figures: loss, each output's loss, the metrics.</summary>
    public List<string> MetricNames { get; }

    /// <summary>All metrics in the order of <see cref="MetricNames"/>, after the loss.</summary>
    public IEnumerable<Metric> AllMetrics => OutputLosses.OfType<Metric>()
        .Concat(Enumerable.Range(0, Metrics.Length).SelectMany(i => Metrics[i].Concat(WeightedMetrics[i])));

    public void ResetMetrics()
    {
        foreach (var metric in AllMetrics)
            metric.ResetStates();
    }

    /// <summary>Whether training can make something small that is no output's loss. A layer of the user's own may add what it likes.</summary>
    private static bool MayAddLosses(Layer layer) =>
        layer.ActivityRegularizer is not null || layer is ActivityRegularization || layer.GetType().Assembly != typeof(Layer).Assembly
        || layer.Weights.Any(weight => weight.Regularizer is not null) || layer.SubLayers.Any(MayAddLosses);

    private Metric[][] Resolve(Model model, MetricsSpec? spec, IReadOnlyList<string> names)
    {
        var result = spec?.Resolve(names) ?? [.. names.Select(_ => Array.Empty<Metric>())];
        for (var i = 0; i < result.Length; i++)
        {
            if (Losses[i] is not { } loss)
            {
                result[i] = [];
                continue;
            }
            foreach (var metric in result[i])
                metric.IsOfTheano = model.IsOfTheano;
            // The same string twice is one metric, as in Keras' dictionary of names.
            var output = names[i];
            result[i] = [.. result[i].GroupBy(metric => OwnName(metric, output)).Select(group => group.Last())
                .Select(metric => metric is AutomaticAccuracy automatic ? automatic.Resolve(model.Outputs[i].Shape, loss) : metric)];
            foreach (var metric in result[i])
            {
                metric.Dialect = Dialect;
                metric.Build(model.Outputs[i].Shape);
            }
        }
        return result;
    }

    /// <summary>The name without the output's: Keras renames the user's object, so a file may hold it with the output's before it.</summary>
    private static string OwnName(Metric metric, string output)
    {
        var name = metric.GivenName ?? metric.Name;
        return metric.FileConfig is not null && name.StartsWith(output + "_", StringComparison.Ordinal) ? name[(output.Length + 1)..] : name;
    }

    private void NameMetrics(Metric[] metrics, IReadOnlyList<string> outputs, int output)
    {
        foreach (var metric in metrics)
        {
            var wanted = outputs.Count > 1 ? $"{outputs[output]}_{OwnName(metric, outputs[output])}" : metric.GivenName ?? metric.Name;
            var name = wanted;
            for (var i = 1; MetricNames.Contains(name); i++)
                name = $"{wanted}_{i}";
            metric.Name = name;
            MetricNames.Add(name);
        }
    }

    public void Dispose()
    {
        Optimizer.Dispose();
        foreach (var metric in AllMetrics)
            metric.Dispose();
    }
}
