using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Losses;
using KerasPort.Metrics;
using KerasPort.Models;
using KerasPort.Saving;
using KerasPort.Training;
using NumSharp;

namespace KerasPort.Tests.Parity;

/// <summary>Loads a case's model, measures, trains and measures again, and compares every number with what Keras wrote.</summary>
internal static class ParityRunner
{
    /// <summary>Before training: every case.</summary>
    private const double Before = 1e-5;

    /// <summary>The functions of one's own that a case's model has.</summary>
    private static readonly CustomObjects s_customObjects = new()
    {
        ["soft_margin"] = _ => Loss.From("soft_margin", (y, prediction) => Keras.Backend.Mean(Keras.Backend.Softplus(-y * prediction), axis: -1)),
        ["largest_error"] = _ => Metric.From("largest_error", (y, prediction) => Keras.Backend.Max(Keras.Backend.Abs(y - prediction), axis: -1)),
    };

    public static ParityResult Run(string folder, string extension)
    {
        var result = new ParityResult(ParityCase.SetOf(folder), Path.GetFileName(folder) + (extension == ".h5" ? "" : extension));
        try
        {
            var parity = new ParityCase(folder);
            // Keras draws first weights when it opens a file, too: what is shuffled later depends on it.
            if (parity.FitArguments["seeded"]?.GetValue<string>() == "before_build")
                np.random.seed(parity.FitArguments["numpy_seed"]!.GetValue<int>());
            using var model = Keras.Models.LoadModel(Path.Combine(folder, "before" + extension), s_customObjects);
            Compare(parity, model, extension, result);
        }
        catch (InvalidDataException error) when (IsNotThereYet(error.Message))
        {
            (result.Outcome, result.Reason) = ("skip", error.Message);
        }
        catch (Exception error)
        {
            result.Fail("", $"{error.GetType().Name}: {error.Message}", double.PositiveInfinity);
        }
        return result;
    }

    private static void Compare(ParityCase parity, Model model, string extension, ParityResult result)
    {
        if (!model.IsCompiled)
        {
            var reason = string.Join(" ", model.LoadWarnings);
            if (IsNotThereYet(reason))
                (result.Outcome, result.Reason) = ("skip", reason);
            else
                result.Fail("compile", reason, double.PositiveInfinity);
            return;
        }
        var (x, y) = (parity.X, parity.Y);
        ModelData data = x;
        var targets = y.Length > 0 ? (ModelData)y : null;
        var weights = parity.Arrays("sample_weight") is { Length: > 0 } given ? (ModelData)given : null;
        var batch = parity.Json["evaluate_batch_size"]?.GetValue<int>() ?? parity.FitArguments["batch_size"]?.GetValue<int>() ?? 32;
        var after = Tolerance(parity);

        ComparePredictions(parity, model, data, "predict_before", Before, result);
        if (parity.Json["evaluate_before"] is null)
            return;
        result.Compare("evaluate_before", model.Evaluate(data, targets, batch, 0, weights), parity.Numbers("evaluate_before"), Before);
        if (parity.Json["history"] is null)
            return;
        Train(parity, model, after, result);
        result.Compare("evaluate_after", model.Evaluate(data, targets, batch, 0, weights), parity.Numbers("evaluate_after"), after);
        ComparePredictions(parity, model, data, "predict_after", after, result);
        CompareWeights(parity, model, extension, after, result);
        if (!model.MetricsNames.Order().SequenceEqual(parity.Json["metrics_names"]!.AsArray().Select(name => name!.GetValue<string>()).Order()))
            result.Fail("metrics_names", $"the names are {string.Join(", ", model.MetricsNames)}, expected {parity.Json["metrics_names"]!.ToJsonString()}", double.PositiveInfinity);
        CompareFile(parity, model, data, extension, result);
    }

    /// <summary>The file that is saved after training: Keras 2.3.1's own in all but numbers, and for every Keras one that gives the same numbers when it is loaded.</summary>
    private static void CompareFile(ParityCase parity, Model model, ModelData x, string extension, ParityResult result)
    {
        using var folder = new TemporaryFolder();
        var saved = folder["saved.h5"];
        model.Save(saved);
        if (parity.Keras == "2.3.1" && FileStructure.Difference(saved, Path.Combine(parity.Folder, "after" + extension)) is { } difference)
            result.Fail("saved file", difference, double.PositiveInfinity);
        using var again = Keras.Models.LoadModel(saved, s_customObjects);
        if (model.Stateful)
            model.ResetStates();
        var expected = model.PredictAll(x);
        var actual = again.PredictAll(x);
        for (var i = 0; i < expected.Length; i++)
            result.Compare("predict of the saved file", Doubles(NumSharpAdapter.ToHost(actual[i]).ToSingles()), Doubles(NumSharpAdapter.ToHost(expected[i]).ToSingles()), 0);
        if (!again.IsCompiled)
        {
            result.Fail("saved file", string.Join(" ", again.LoadWarnings), double.PositiveInfinity);
            return;
        }
        if (Steps(model) == 0)
            return;
        again.Optimizer.EnsureBuilt(again.Compilation!.TrainableWeights);
        foreach (var (own, theirs) in Pairs(model.Optimizer.Weights, again.Optimizer.Weights, "saved optimizer weights", result))
            result.Compare("saved optimizer." + own.Name, Doubles(theirs.Read().ToSingles()), Doubles(own.Read().ToSingles()), 0);
    }

    private static void Train(ParityCase parity, Model model, double tolerance, ParityResult result)
    {
        var fit = new ParityFit(parity, model);
        if (fit.RunsSingleBatches)
        {
            var expected = parity.Json["batch_results"]!.AsArray();
            foreach (var (step, figures) in fit.RunBatches().Index())
                result.Compare($"batch {step}", figures, [.. expected[step]!.AsArray().Select(ParityCase.Number)], tolerance);
            return;
        }
        var history = fit.Run();
        foreach (var (name, values) in parity.History)
        {
            if (fit.IsFaultOfKeras(name))
                continue;
            if (history.TryGetValue(name, out var own))
                result.Compare("history." + name, own, values, tolerance);
            else
                result.Fail("history", $"history has no '{name}', but {string.Join(", ", history.Keys)}", double.PositiveInfinity);
        }
        if (parity.Keras == "2.3.1" && history.Keys.Except(parity.History.Select(pair => pair.Name)).FirstOrDefault() is { } more)
            result.Fail("history", $"history has '{more}', which Keras' has not", double.PositiveInfinity);
    }

    private static void ComparePredictions(ParityCase parity, Model model, ModelData x, string name, double tolerance, ParityResult result)
    {
        var expected = parity.Predictions(name);
        if (model.Stateful)
            model.ResetStates();
        var actual = model.PredictAll(x);
        // The cases of several outputs hold the first one's predictions only.
        if (expected.Length == 0 || expected.Length > actual.Length)
            result.Fail(name, $"{actual.Length} outputs, expected {expected.Length}", double.PositiveInfinity);
        for (var i = 0; i < Math.Min(expected.Length, actual.Length); i++)
            result.Compare(name, Doubles(NumSharpAdapter.ToHost(actual[i]).ToSingles()), Doubles(expected[i]), tolerance);
    }

    private static void CompareWeights(ParityCase parity, Model model, string extension, double tolerance, ParityResult result)
    {
        using var expected = Keras.Models.LoadModel(Path.Combine(parity.Folder, "after" + extension), s_customObjects);
        var steps = Steps(model);
        foreach (var (own, theirs) in Pairs(model.LayerWeights, expected.LayerWeights, "weights", result))
        {
            var values = Doubles(theirs.Read().ToSingles());
            // Theano adds BatchNormalization's epsilon to the variance before it updates the moving one: not copied.
            Func<int, double>? slack = parity.Keras == "2.3.1" && own.Name.EndsWith("moving_variance", StringComparison.Ordinal) && FindBatchNormalization(model, own) is { } layer
                ? _ => (1 - layer.Momentum) * layer.Epsilon * steps * 2
                : null;
            result.Compare(own.Name, Doubles(own.Read().ToSingles()), values, tolerance, slack);
        }
        // tf.keras 2.15 writes no state of its legacy optimizers into .keras files: there is nothing to compare with.
        if (!expected.IsCompiled || (extension == ".keras" && Steps(expected) == 0))
            return;
        expected.Optimizer.EnsureBuilt(expected.Compilation!.TrainableWeights);
        result.Compare("optimizer's steps", [steps], [Steps(expected)], 0);
        if (steps == 0)
            return;
        foreach (var (own, theirs) in Pairs(model.Optimizer.Weights, expected.Optimizer.Weights, "optimizer weights", result))
            result.Compare("optimizer." + own.Name, Doubles(own.Read().ToSingles()), Doubles(theirs.Read().ToSingles()), tolerance);
    }

    /// <summary>How many steps the optimizer took: before the first one it has no state.</summary>
    private static float Steps(Model model) => model.Optimizer.Iterations.Read().ToSingles()[0];

    private static IEnumerable<(Weight Own, Weight Theirs)> Pairs(IEnumerable<Weight> own, IEnumerable<Weight> theirs, string what, ParityResult result)
    {
        if (own.Count() != theirs.Count())
            result.Fail(what, $"{own.Count()} {what}, expected {theirs.Count()}", double.PositiveInfinity);
        return own.Zip(theirs);
    }

    private static (double Momentum, double Epsilon)? FindBatchNormalization(Model model, Weight weight)
    {
        var layer = Flatten(model).FirstOrDefault(candidate => candidate.ClassName == "BatchNormalization" && candidate.Weights.Contains(weight));
        return layer?.GetConfig() is { } config ? (config["momentum"]!.GetValue<double>(), config["epsilon"]!.GetValue<double>()) : null;
    }

    private static IEnumerable<Layer> Flatten(Layer layer) => layer.SubLayers.SelectMany(Flatten).Prepend(layer);

    /// <summary>After training 1e-5 for the cases of plain layers, 1e-4 where layers of their own kind train.</summary>
    private static double Tolerance(ParityCase parity)
    {
        var name = Path.GetFileName(parity.Folder);
        string[] loose = ["layer_", "merge_", "model_", "new_", "resume_new_"];
        return loose.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)) && name != "model_two_outputs" ? 1e-4 : 1e-5;
    }

    /// <summary>Whether a class of the file is not there yet: such cases are skipped by name and counted.</summary>
    private static bool IsNotThereYet(string message) =>
        message.Contains("not known here", StringComparison.Ordinal) || message.Contains("that is known", StringComparison.Ordinal);

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, value => (double)value);
}
