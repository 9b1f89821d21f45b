using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KerasPort.Callbacks;
using KerasPort.Models;
using KerasPort.Training;
using NumSharp;

namespace KerasPort.Tests.Parity;

/// <summary>Trains as a case's "fit" says: by Fit over arrays, dictionaries or batches, or batch by batch. What it does not know is an error.</summary>
internal sealed partial class ParityFit(ParityCase parity, Model model)
{
    private static readonly HashSet<string> s_known =
    [
        "api", "batch_size", "epochs", "initial_epoch", "validation_split", "validation_freq", "validation_batch_size", "validation_steps", "steps_per_epoch", "class_weight",
        "shuffle", "numpy_seed", "seeded", "dictionaries", "callbacks", "steps", "reset_metrics", "after_evaluate", "workers", "verbose",
    ];

    private JsonObject Arguments => parity.FitArguments;

    private string Api => Arguments["api"]?.GetValue<string>() ?? "fit";

    private int? BatchSize => Arguments["batch_size"]?.GetValue<int>();

    /// <summary>The history; empty where single batches were run.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>> Run()
    {
        if (Arguments.FirstOrDefault(pair => !s_known.Contains(pair.Key)).Key is { } unknown)
            throw new InvalidDataException($"case.json: this test does not know the argument '{unknown}' of fit.");
        if (Arguments["numpy_seed"] is { } seed && Arguments["seeded"]?.GetValue<string>() != "before_build")
            np.random.seed(seed.GetValue<int>());
        return Api switch
        {
            "fit" => FitArrays(),
            "fit_generator" => FitBatches(ModelData.From(Batches("x", "y", "sample_weight", BatchSize!.Value, forever: true))),
            "sequence" => FitBatches(Batches("x", "y", "sample_weight", BatchSize!.Value, forever: false).ToList()),
            _ => throw new InvalidDataException($"case.json: this test does not know the api '{Api}'."),
        };
    }

    /// <summary>What train_on_batch or test_on_batch gave, step by step.</summary>
    public IEnumerable<double[]> RunBatches()
    {
        var reset = Arguments["reset_metrics"]?.GetValue<bool>() ?? true;
        if (Arguments["after_evaluate"]?.GetValue<bool>() != true)
            model.ResetMetrics();
        foreach (var batch in Batches("x", "y", "sample_weight", BatchSize!.Value, forever: true).Take(Arguments["steps"]!.GetValue<int>()))
        {
            yield return Api == "train_on_batch"
                ? model.TrainOnBatch(batch.X, batch.Y, batch.SampleWeight, ClassWeight(), reset)
                : model.TestOnBatch(batch.X, batch.Y, batch.SampleWeight, reset);
        }
        model.ResetMetrics();
    }

    /// <summary>
    /// Faults of Keras 2.3.1 that later ones mended and that are not copied: over batches the validation's loss is the last
    /// batch's, here the mean; and figures of an epoch stand again in those after it that have no validation.
    /// </summary>
    public bool IsFaultOfKeras(string figure) => Api is "fit_generator" or "sequence"
        && ((figure == "val_loss" && Arguments.ContainsKey("validation_batch_size")) || (figure.StartsWith("val_", StringComparison.Ordinal) && Arguments.ContainsKey("validation_freq")));

    public bool RunsSingleBatches => Api is "train_on_batch" or "test_on_batch";

    private IReadOnlyDictionary<string, IReadOnlyList<double>> FitArrays()
    {
        var byName = Arguments["dictionaries"]?.GetValue<bool>() == true;
        var weights = parity.Arrays("sample_weight");
        return Figures(model.Fit(
            Data(parity.X, byName ? model.InputNames : null),
            parity.Y.Length > 0 ? Data(parity.Y, byName ? model.OutputNames : null) : null,
            batchSize: BatchSize,
            epochs: Arguments["epochs"]?.GetValue<int>() ?? 1,
            verbose: 0,
            callbacks: Callbacks(),
            validationSplit: Arguments["validation_split"]?.GetValue<double>() ?? 0,
            validationData: ValidationArrays(),
            shuffle: Shuffle(),
            classWeight: ClassWeight(),
            sampleWeight: weights.Length == 0 ? null : Data(weights, byName ? model.OutputNames : null),
            initialEpoch: Arguments["initial_epoch"]?.GetValue<int>() ?? 0,
            stepsPerEpoch: Arguments["steps_per_epoch"]?.GetValue<int>(),
            validationSteps: Arguments["validation_steps"]?.GetValue<int>(),
            validationBatchSize: Arguments["validation_batch_size"]?.GetValue<int>(),
            validationFreq: Frequency()));
    }

    private IReadOnlyDictionary<string, IReadOnlyList<double>> FitBatches(ModelData batches)
    {
        var validation = ValidationArrays();
        if (Arguments["validation_batch_size"]?.GetValue<int>() is { } size)
        {
            var parts = Batches("vx", "vy", "vsample_weight", size, forever: Api == "fit_generator");
            validation = Api == "fit_generator" ? ModelData.From(parts) : (ModelData)parts.ToList();
        }
        return Figures(model.Fit(
            batches,
            epochs: Arguments["epochs"]?.GetValue<int>() ?? 1,
            verbose: 0,
            callbacks: Callbacks(),
            validationData: validation,
            shuffle: false,
            classWeight: ClassWeight(),
            initialEpoch: Arguments["initial_epoch"]?.GetValue<int>() ?? 0,
            stepsPerEpoch: Arguments["steps_per_epoch"]?.GetValue<int>(),
            validationSteps: Arguments["validation_steps"]?.GetValue<int>(),
            validationFreq: Frequency(),
            workers: Arguments["workers"]?.GetValue<int>() ?? 1));
    }

    /// <summary>Batch after batch in order, the last one shorter; from the front again where it goes on.</summary>
    private IEnumerable<Batch> Batches(string inputs, string targets, string weights, int size, bool forever)
    {
        var (x, y, w) = (parity.Arrays(inputs), parity.Arrays(targets), parity.Arrays(weights));
        do
        {
            for (var i = 0; i < x[0].shape[0]; i += size)
                yield return new Batch(Cut(x, i), Cut(y, i), w.Length == 0 ? null : Cut(w, i));
        }
        while (forever);

        ModelData Cut(NDArray[] arrays, int begin) => Array.ConvertAll(arrays, array => array[string.Create(CultureInfo.InvariantCulture, $"{begin}:{Math.Min(begin + size, array.shape[0])}")].copy());
    }

    private static ModelData Data(NDArray[] arrays, IReadOnlyList<string>? names) =>
        names is null ? arrays : names.Zip(arrays).ToDictionary(pair => pair.First, pair => pair.Second);

    private ValidationData? ValidationArrays()
    {
        var (x, weights) = (parity.Arrays("vx"), parity.Arrays("vsample_weight"));
        // Cases of newer Kerases name the arrays: inputs, targets, weights.
        if (parity.Json["validation_data"] is JsonArray names)
            weights = [.. names.Select(name => name!.GetValue<string>()).Where(name => !name.StartsWith("vx", StringComparison.Ordinal) && !name.StartsWith("vy", StringComparison.Ordinal)).SelectMany(parity.Arrays)];
        return x.Length == 0 ? null : new ValidationData(x, parity.Arrays("vy"), weights.Length == 0 ? null : (ModelData)weights);
    }

    private Shuffle Shuffle() => Arguments["shuffle"] is not JsonValue value ? false : value.TryGetValue(out bool given) ? given : value.GetValue<string>();

    private ValidationFrequency Frequency() => Arguments["validation_freq"] switch
    {
        JsonArray list => list.Select(item => item!.GetValue<int>()).ToArray(),
        JsonValue every => every.GetValue<int>(),
        _ => 1,
    };

    private ClassWeight? ClassWeight()
    {
        if (Arguments["class_weight"] is not JsonObject weights)
            return null;
        return weights.Any(pair => pair.Value is JsonObject)
            ? weights.ToDictionary(pair => pair.Key, pair => ByClass(pair.Value!.AsObject()))
            : ByClass(weights);

        static Dictionary<int, double> ByClass(JsonObject classes) => classes.ToDictionary(pair => int.Parse(pair.Key, CultureInfo.InvariantCulture), pair => pair.Value!.GetValue<double>());
    }

    private List<Callback> Callbacks() => [.. (Arguments["callbacks"] as JsonArray ?? []).Select(entry => Callback(entry!["class_name"]!.GetValue<string>(), entry["args"]!.AsObject()))];

    private static Callback Callback(string name, JsonObject args)
    {
        return name switch
        {
            "EarlyStopping" => new EarlyStopping(Text("monitor", "val_loss"), Number("min_delta", 0), (int)Number("patience", 0), mode: Text("mode", "auto"),
                baseline: args["baseline"]?.GetValue<double>(), restoreBestWeights: args["restore_best_weights"]?.GetValue<bool>() ?? false),
            "ReduceLROnPlateau" => new ReduceLROnPlateau(Text("monitor", "val_loss"), Number("factor", 0.1), (int)Number("patience", 10), mode: Text("mode", "auto"),
                minDelta: Number("min_delta", 1e-4), cooldown: (int)Number("cooldown", 0), minLr: Number("min_lr", 0)),
            "LearningRateScheduler" => Scheduler(Text("schedule", "")),
            "TerminateOnNaN" => new TerminateOnNaN(),
            _ => throw new InvalidDataException($"case.json: this test does not know the callback '{name}'."),
        };

        string Text(string key, string otherwise) => args[key]?.GetValue<string>() ?? otherwise;
        double Number(string key, double otherwise) => args[key]?.GetValue<double>() ?? otherwise;
    }

    /// <summary>"lr * 0.5 if epoch > 1 else lr": the one form that cases hold.</summary>
    private static LearningRateScheduler Scheduler(string text)
    {
        var match = ScheduleText().Match(text);
        if (!match.Success)
            throw new InvalidDataException($"case.json: this test can't read the schedule '{text}'.");
        var (factor, after) = (double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture));
        return new LearningRateScheduler((epoch, rate) => epoch > after ? rate * factor : rate);
    }

    [GeneratedRegex(@"^lr \* ([0-9.]+) if epoch > (\d+) else lr$")]
    private static partial Regex ScheduleText();

    private static Dictionary<string, IReadOnlyList<double>> Figures(History history) => history.Figures.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<double>)pair.Value);
}
