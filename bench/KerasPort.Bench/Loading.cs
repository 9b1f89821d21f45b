using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.TensorFlow;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Bench;

/// <summary>Opening models: a fresh process to its first prediction, and a large file beside the mere reading of its bytes.</summary>
internal static class Loading
{
    private const int Processes = 7;
    private const int Rounds = 9;

    public static void Run(string[] runtimes)
    {
        var folder = Directory.CreateTempSubdirectory("kerasport-bench-").FullName;
        try
        {
            var results = new JsonObject();
            foreach (var ending in new[] { "h5", "keras" })
            {
                var (small, large) = (Path.Combine(folder, $"small.{ending}"), Path.Combine(folder, $"large.{ending}"));
                using (var cnn = MakeSmall())
                    cnn.Save(small);
                using (var mlp = MakeLarge())
                    mlp.Save(large);
                results[$"MB of the small .{ending}"] = Megabytes(small);
                results[$"MB of the large .{ending}"] = Megabytes(large);
                foreach (var runtime in runtimes.Length == 0 ? [null] : runtimes.Cast<string?>())
                {
                    var starts = Enumerable.Range(0, Processes).Select(_ => Child(["first-prediction", small], runtime)).ToArray();
                    var version = starts[0][0];
                    results[$"small .{ending}: seconds from process start to the first prediction, libtensorflow {version}"] = Results.Numbers(starts.Select(fields => Number(fields[1])));
                    results[$"small .{ending}: processor seconds of that, all threads together, libtensorflow {version}"] = Results.Numbers(starts.Select(fields => Number(fields[2])));
                }
                var rounds = Child(["load-again", large], runtimes.FirstOrDefault());
                results[$"large .{ending}: LoadModel by File.ReadAllBytes, the second time and on"] = Results.Numbers(rounds.Skip(1).Select(Number));
            }
            results["load"] = Machine.Load();
            Results.Write("loading", results);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    /// <summary>What a fresh process does: it loads the model, predicts one sample, and says how long it has been there.</summary>
    public static void FirstPrediction(string path)
    {
        using var model = Keras.Models.LoadModel(path);
        using var prediction = model.Predict(new float[1, 28, 28, 1]);
        var predicted = DateTime.UtcNow;
        using var own = Process.GetCurrentProcess();
        var started = own.StartTime.ToUniversalTime();
        Console.WriteLine(FormattableString.Invariant($"{Context.Version} {(predicted - started).TotalSeconds:0.000} {own.TotalProcessorTime.TotalSeconds:0.000}"));
    }

    /// <summary>Loads a model again and again, each time after reading its file's bytes: the ratios, the first load left out.</summary>
    /// <remarks>The ratio of a round is of two neighbours in time: what else the machine does meets both.</remarks>
    public static void Again(string path)
    {
        var ratios = new List<double>();
        for (var round = 0; round <= Rounds; round++)
        {
            // Both meet memory that the system has yet to give: what one left behind would make a gift to the other.
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            var clock = Stopwatch.StartNew();
            var bytes = File.ReadAllBytes(path);
            var read = clock.Elapsed;
            GC.KeepAlive(bytes);
            bytes = null;
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            clock.Restart();
            using var model = Keras.Models.LoadModel(path);
            var load = clock.Elapsed;
            if (round > 0)
                ratios.Add(load / read);
            Console.Error.WriteLine(FormattableString.Invariant($"read {read.TotalMilliseconds:0.0} ms, load {load.TotalMilliseconds:0.0} ms"));
        }
        Console.WriteLine("again " + string.Join(' ', ratios.Select(ratio => ratio.ToString("R", CultureInfo.InvariantCulture))));
    }

    /// <summary>A network of 225,000 weights, 1 MB with what Compile was given and without a state.</summary>
    private static Sequential MakeSmall()
    {
        var model = new Sequential(
        [
            new Conv2D(32, 3, activation: "relu", inputShape: [28, 28, 1]), new MaxPooling2D(2), new Conv2D(64, 3, activation: "relu"), new MaxPooling2D(2),
            new Dropout(0.25), new Flatten(), new Dense(128, activation: "relu"), new Dropout(0.5), new Dense(10, activation: "softmax"),
        ]);
        model.Compile(loss: "categorical_crossentropy", optimizer: "adam", metrics: ["accuracy"]);
        return model;
    }

    /// <summary>A network of 25 million weights, 100 MB.</summary>
    private static Sequential MakeLarge() => new(
    [
        new Dense(4096, activation: "relu", inputShape: [784]), new Dense(4096, activation: "relu"), new Dense(1200, activation: "relu"), new Dense(10, activation: "softmax"),
    ]);

    private static JsonNode Megabytes(string path) => Math.Round(new FileInfo(path).Length / 1e6, 2);

    private static string[] Child(string[] arguments, string? runtime)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, arguments) { RedirectStandardOutput = true };
        start.Environment["TF_CPP_MIN_LOG_LEVEL"] = "2";
        if (runtime is not null)
            start.Environment[RuntimeLocator.Variable] = runtime;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', arguments)} ended with {process.ExitCode}.");
        var line = output.TrimEnd().Split('\n')[^1];
        Console.WriteLine($"{Path.GetFileName(arguments[1]),-12} {line}");
        return line.Split(' ');
    }
}
