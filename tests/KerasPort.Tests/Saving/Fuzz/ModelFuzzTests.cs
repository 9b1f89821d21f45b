using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Testing;

namespace KerasPort.Tests.Saving.Fuzz;

/// <summary>
/// Damaged model files load or are refused with one kind of error, quickly and in little memory. The short form damages models made
/// here; scripts/fuzz-models damages files of every Keras, whose folders KERASPORT_FUZZ_MODELS names (separated like PATH).
/// </summary>
public class ModelFuzzTests
{
    private const double MaxSeconds = 2;

    private const long MaxBytes = 256L << 20;

    /// <summary>scripts/fuzz-models asks for 20,000.</summary>
    private static int Count => int.Parse(Environment.GetEnvironmentVariable("KERASPORT_FUZZ") ?? "300", CultureInfo.InvariantCulture);

    [Fact]
    public void DamageIsOneKindOfErrorAndCostsLittle()
    {
        using var folder = new TemporaryFolder();
        var sources = Sources(folder).Select(path => new ModelDamage(path)).ToArray();
        var (sound, refused, slowest, largest) = (0, 0, 0.0, 0L);
        var wrong = new ConcurrentDictionary<string, string>();
        Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var source = sources[seed % sources.Length];
            var path = folder[$"{Environment.CurrentManagedThreadId}.h5"];
            var file = source.Make(seed);
            File.WriteAllBytes(path, file);
            var what = string.Create(CultureInfo.InvariantCulture, $"{source.Name}, seed {seed}");
            var result = Try(path);
            if (result.Seconds > MaxSeconds)
            {
                // Another process may have had the processor.
                result = Try(path);
            }
            var problem = result.Error is not null ? result.Error
                : result.Seconds > MaxSeconds ? string.Create(CultureInfo.InvariantCulture, $"{result.Seconds:F1} s")
                : result.Bytes > file.Length + MaxBytes ? string.Create(CultureInfo.InvariantCulture, $"{result.Bytes} bytes")
                : null;
            if (problem is not null)
                wrong.TryAdd(problem, what);
            lock (wrong)
            {
                (sound, refused) = result.Loaded ? (sound + 1, refused) : (sound, refused + 1);
                (slowest, largest) = (Math.Max(slowest, result.Seconds), Math.Max(largest, result.Bytes));
            }
        });

        File.WriteAllText(Repository.Artifact("model-fuzz.txt"), string.Create(CultureInfo.InvariantCulture,
            $"{sound + refused} damaged files of {sources.Length} sound ones: {sound} loaded, {refused} refused; slowest {slowest:F2} s, largest {largest} bytes\n"));
        Assert.True(wrong.IsEmpty, string.Join("\n\n", wrong.Select(pair => $"{pair.Value}: {pair.Key}")));
        Assert.True(sound > Count / 20 && refused > Count / 10, $"{sound} loaded, {refused} refused: the damage is too weak or too strong");
    }

    private static IEnumerable<string> Sources(TemporaryFolder folder)
    {
        if (Environment.GetEnvironmentVariable("KERASPORT_FUZZ_MODELS") is { Length: > 0 } named)
        {
            return named.Split(Path.PathSeparator).SelectMany(part => Directory.GetFiles(part, "*", SearchOption.AllDirectories))
                .Where(file => Path.GetExtension(file) is ".h5" or ".hdf5" or ".keras").Order(StringComparer.Ordinal);
        }
        return Made(folder);
    }

    private static IEnumerable<string> Made(TemporaryFolder folder)
    {
        var convolutional = new Sequential(
        [
            new Conv2D(3, 3, activation: "relu", inputShape: [8, 8, 1]), new BatchNormalization(), new MaxPooling2D(), new Flatten(), new Dropout(0.2), new Dense(4, activation: "softmax"),
        ]);
        convolutional.Compile(new Adam(), "categorical_crossentropy", "accuracy");
        var (left, right) = (Keras.Input([6]), Keras.Input([5, 3]));
        var words = new LSTM(4, returnSequences: true).Apply(new Embedding(9, 3, maskZero: true).Apply(left));
        var steps = new Flatten().Apply(new TimeDistributed(new Dense(2)).Apply(right));
        var joined = new Concatenate().Apply(new Bidirectional(new GRU(2)).Apply(words), steps)[0];
        var recurrent = new Model([left, right], [new Dense(2).Apply(joined)]);
        recurrent.Compile(new RMSprop(), "mse");
        var nested = new Sequential([new Sequential([new Dense(3, inputShape: [4]), new LeakyReLU()]), new Dense(2)]);
        foreach (var (name, model) in new[] { ("convolutional", (Model)convolutional), ("recurrent", recurrent), ("nested", nested) })
        {
            foreach (var extension in new[] { ".h5", ".keras" })
            {
                model.Save(folder[name + extension]);
                yield return folder[name + extension];
            }
            model.Dispose();
        }
    }

    private static (bool Loaded, double Seconds, long Bytes, string? Error) Try(string path)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var loaded = false;
        string? error = null;
        try
        {
            Keras.Models.LoadModel(path).Dispose();
            loaded = true;
        }
        catch (InvalidDataException refusal)
        {
            if (!refusal.Message.StartsWith(path, StringComparison.Ordinal) && !refusal.Message.StartsWith($"`{path}", StringComparison.Ordinal))
                error = $"the message does not name the file: {refusal}";
        }
        catch (Exception other)
        {
            // The same place counts once.
            error = string.Join('\n', other.ToString().ReplaceLineEndings("\n").Split('\n').Where((line, i) => i == 0 || line.StartsWith("   at", StringComparison.Ordinal)).Take(12));
        }
        return (loaded, watch.Elapsed.TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - before, error);
    }
}
