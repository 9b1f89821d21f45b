using System.Globalization;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Testing;
using KerasPort.Tests.Parity;
using NumSharp;
using Xunit.Abstractions;

namespace KerasPort.Tests.Saving;

/// <summary>
/// Models on their way to real Keras 2.3.1 and back, in the root that KERASPORT_KERAS names: scripts/check-against-keras runs it.
/// artifacts/keras.tsv holds a line a model.
/// </summary>
public sealed class RealKerasTests(ITestOutputHelper output)
{
    private const double Tolerance = 1e-6;

    /// <summary>For files of newer Kerases, whose numbers Theano computes as exactly as other float32.</summary>
    private const double ToleranceOfNewer = 1e-5;

    /// <summary>For models of people: over raw pixels and long sums the runtimes' own float32 differs by more; the weights must come back bit by bit all the same.</summary>
    private const double ToleranceOfLarge = 1e-4;

    [TensorFlowFact]
    public async Task KerasPredictsWhatWeDoWithOurFilesAndWeWithIts()
    {
        var root = Environment.GetEnvironmentVariable("KERASPORT_KERAS");
        Skip.If(string.IsNullOrEmpty(root), "KERASPORT_KERAS names no root with real Keras 2.3.1: see scripts/check-against-keras.");
        var work = Directory.CreateDirectory(Path.Combine(root!, "tmp", Path.GetRandomFileName()));
        try
        {
            var results = Sources().Select(source => Write(source, work.FullName)).OfType<RoundTrip>().ToDictionary(trip => trip.Name);
            foreach (var script in new[] { "round_trip.py", "tensorflow_padding.py" })
                File.Copy(Path.Combine(Repository.Root, "scripts", "fixtures", script), Path.Combine(work.FullName, script));
            foreach (var line in await RunKeras(root!, $"/tmp/{work.Name}"))
            {
                var trip = results[line[0]];
                (trip.There, trip.Refusal) = (Number(line[1]), line[2]);
                if (trip.Refusal.Length == 0)
                    trip.Back = Read(Path.Combine(work.FullName, trip.Name));
                output.WriteLine(trip.ToLine());
            }
            File.WriteAllLines(Repository.Artifact("keras.tsv"), results.Values.Select(trip => trip.ToLine()).Prepend("model\tthere\tback\trefusal"));
            var read = results.Values.Where(trip => trip.Refusal.Length == 0).ToArray();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{read.Length} models there and back: largest difference {read.Max(trip => trip.There):G3} there, {read.Max(trip => trip.Back):G3} back; {results.Count - read.Length} that Keras 2.3.1 can't read"));
            Assert.All(results.Values, trip => Assert.False(trip.Differs, trip.ToLine()));
        }
        finally
        {
            work.Delete(recursive: true);
        }
    }

    /// <summary>What there is to send: models with inputs. The Keras that wrote them decides whether Keras 2.3.1 must be able to read them.</summary>
    private static IEnumerable<Source> Sources()
    {
        foreach (var folder in ParityFolders.All(seeded: false))
        {
            var parity = new ParityCase(folder);
            foreach (var extension in new[] { ".h5", ".keras" }.Where(extension => File.Exists(Path.Combine(folder, "before" + extension))))
                yield return new($"{ParityCase.SetOf(folder)}.{Path.GetFileName(folder)}{extension}", Path.Combine(folder, "before" + extension),
                    () => parity.X, parity.FitArguments["batch_size"]?.GetValue<int>() ?? 32, parity.Keras == "2.3.1", parity.Keras == "2.3.1" ? Tolerance : ToleranceOfNewer);
        }
        var models = Environment.GetEnvironmentVariable("KERASPORT_MODELS") is { Length: > 0 } named ? named
            : Repository.Shared is { } shared ? Path.Combine(shared, "models")
            : "";
        foreach (var model in Directory.Exists(models) ? RealModel.All(models).Where(model => model is { HasOracle: true, Kind: "full" or "keras-zip" }) : [])
            yield return new(model.Name, model.Path, () => model.Numbers(NpzFile.Load(Path.Combine(Repository.Root, "mnist.npz"))["x_test"]).Inputs, 8, model.Patches.Length == 0, ToleranceOfLarge);
    }

    /// <summary>Opens a model, saves it for Keras, and what it predicts.</summary>
    private static RoundTrip? Write(Source source, string folder)
    {
        try
        {
            using var model = Keras.Models.LoadModel(source.File);
            var x = source.Inputs();
            model.Save(Path.Combine(folder, source.Name + ".h5"));
            Save(Path.Combine(folder, source.Name + ".npz"), x, model.PredictAll(x, source.Batch), source.Batch);
            return new(source.Name, source.IsReadable, model.Layers.Any(IsOtherOnTheano) ? double.PositiveInfinity : source.Tolerance);
        }
        catch (InvalidDataException error) when (!source.IsReadable || error.Message.Contains("Lambda", StringComparison.Ordinal))
        {
            // What can't be opened here without custom objects is no model to send.
            return null;
        }
    }

    /// <summary>Layers that Keras computes otherwise on Theano: it forgets to turn the kernel of the one, and interpolates otherwise in the other.</summary>
    private static bool IsOtherOnTheano(Layer layer) => layer is Conv3DTranspose or UpSampling2D { Interpolation: "bilinear" };

    /// <summary>The largest difference between what Keras predicted and what its file predicts here.</summary>
    private static double Read(string name)
    {
        using var model = Keras.Models.LoadModel(name + ".back.h5");
        using var sent = Keras.Models.LoadModel(name + ".h5");
        if (!model.LayerWeights.Zip(sent.LayerWeights).All(pair => pair.First.Read().ToSingles().AsSpan().SequenceEqual(pair.Second.Read().ToSingles())))
            return double.PositiveInfinity;
        var arrays = NpzFile.Load(name + ".back.npz");
        NDArray[] x = [.. arrays.Where(pair => pair.Key[0] == 'x').Select(pair => new NDArray(pair.Value.Data, new NumSharp.Shape(pair.Value.Shape)))];
        var largest = 0.0;
        foreach (var (i, own) in model.PredictAll(x, (int)arrays["batch"].Scalar()).Index())
            foreach (var (actual, expected) in NumSharpAdapter.ToHost(own).ToSingles().Zip(arrays[$"y{i}"].Floats(), (a, b) => ((double)a, (double)b)))
                largest = Math.Max(largest, Math.Abs(actual - expected) / Math.Max(1, Math.Abs(expected)));
        return largest;
    }

    private static async Task<IEnumerable<string[]>> RunKeras(string root, string folder)
    {
        // Compiling C for each of thousands of small graphs would take hours: Theano runs them in NumPy.
        const string Flags = "floatX=float32,base_compiledir=/tmp/theano,cxx=,optimizer_excluding=fusion:AbstractConvCheck:local_conv2d_cpu:local_conv2d_gradweight_cpu:local_conv2d_gradinputs_cpu";
        var lines = await Dotnet.RunProgramAsync("chroot", Repository.Root, root, "env", "KERAS_BACKEND=theano", "THEANO_FLAGS=" + Flags, "HOME=/tmp", "OMP_NUM_THREADS=1",
            "LC_ALL=C.UTF-8", "PYTHONDONTWRITEBYTECODE=1", "python3", "-W", "ignore", folder + "/round_trip.py", folder);
        return lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'));
    }

    private static void Save(string path, NDArray[] x, NDArray[] y, int batch)
    {
        var arrays = new Dictionary<string, NpyArray> { ["batch"] = new([], new[] { batch }) };
        foreach (var (i, array) in x.Index())
            arrays[$"x{i}"] = Array(array);
        foreach (var (i, array) in y.Index())
            arrays[$"y{i}"] = Array(array);
        NpzFile.Save(path, arrays);

        static NpyArray Array(NDArray array) => new([.. array.shape.Select(length => (int)length)], NumSharpAdapter.ToHost(array).ToSingles());
    }

    private static double Number(string text) => text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);

    /// <param name="Name">The name of the files that travel.</param>
    /// <param name="File">The model's file.</param>
    /// <param name="Inputs">What it predicts from.</param>
    /// <param name="Batch">The samples at once.</param>
    /// <param name="IsReadable">Whether Keras 2.3.1 could read the file itself, so that it must read ours.</param>
    /// <param name="Tolerance">How far predictions may differ.</param>
    private sealed record Source(string Name, string File, Func<NDArray[]> Inputs, int Batch, bool IsReadable, double Tolerance);

    private sealed class RoundTrip(string name, bool mustBeRead, double tolerance)
    {
        public string Name => name;

        public double There { get; set; } = double.NaN;

        public double Back { get; set; } = double.NaN;

        /// <summary>Why Keras does not read it.</summary>
        public string Refusal { get; set; } = "Keras did not come to it";

        public bool Differs => Refusal.Length == 0 ? !(There <= tolerance && Back <= tolerance) : mustBeRead;

        public string ToLine() => string.Create(CultureInfo.InvariantCulture, $"{name}\t{There:G3}\t{Back:G3}\t{Refusal}");
    }
}
