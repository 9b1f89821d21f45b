using System.Diagnostics;
using System.Globalization;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Bench;

/// <summary>A process that runs one epoch whenever it is asked, and says how long it took.</summary>
internal sealed class Contender : IDisposable
{
    private readonly Process _process;

    private Contender(string name, string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        Name = name;
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TF_CPP_MIN_LOG_LEVEL"] = "2";
        foreach (var (variable, value) in environment)
            start.Environment[variable] = value;
        _process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
        Errors = _process.StandardError.ReadToEndAsync();
        AwaitReady();
    }

    /// <summary>Its name; KerasPort's carry the version of the libtensorflow that they loaded.</summary>
    public string Name { get; private set; }

    /// <summary>Seconds an epoch, the first one left out.</summary>
    public List<double> Epochs { get; } = [];

    /// <summary>Processor seconds an epoch, all threads together: what else the machine does hardly changes them.</summary>
    public List<double> Processor { get; } = [];

    private Task<string> Errors { get; }

    public static Contender KerasPort(string role, string workload, int samples, string data, string? runtime) => new(
        role == "fit" ? "KerasPort, Fit" : "KerasPort, bare loop",
        Environment.ProcessPath!,
        ["contender", role, data, "--workload", workload, "--samples", Text(samples)],
        runtime is null ? [] : [(RuntimeLocator.Variable, runtime)]);

    public static Contender Theano(string root, string workload, int samples, string data)
    {
        // The root is another system: it sees only what lies in it.
        var inside = Path.Combine(root, "tmp", Path.GetFileName(data));
        Directory.CreateDirectory(inside);
        foreach (var file in Directory.GetFiles(data).Append(Path.Combine(Machine.Repository, "bench", "peers", "keras_theano.py")))
            File.Copy(file, Path.Combine(inside, Path.GetFileName(file)), overwrite: true);
        var seen = "/tmp/" + Path.GetFileName(data);
        return new Contender("Keras 2.3.1 on Theano", "chroot", [root, "python3", seen + "/keras_theano.py", workload, Text(samples), seen],
            ("KERAS_BACKEND", "theano"), ("THEANO_FLAGS", "floatX=float32,base_compiledir=/tmp/kerasport-bench-theano,blas.ldflags=-lopenblas"));
    }

    public static Contender Tfjs(string folder, string workload, int samples, string data) => new(
        "tfjs-node 2.7", "node", [Path.Combine(Machine.Repository, "bench", "peers", "tfjs_node.js"), workload, Text(samples), data], ("NODE_PATH", Path.Combine(folder, "node_modules")));

    /// <summary>Runs an epoch.</summary>
    /// <param name="isKept">Whether its figures count.</param>
    /// <returns>Its seconds.</returns>
    public double RunEpoch(bool isKept)
    {
        _process.Refresh();
        var before = _process.TotalProcessorTime;
        _process.StandardInput.WriteLine("go");
        var seconds = double.Parse(Line(), CultureInfo.InvariantCulture);
        _process.Refresh();
        var processor = _process.TotalProcessorTime - before;
        AwaitReady();
        if (isKept)
        {
            Epochs.Add(seconds);
            Processor.Add(processor.TotalSeconds);
        }
        return seconds;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void AwaitReady()
    {
        for (var line = Line(); line != "ready"; line = Line())
            if (line.StartsWith("version ", StringComparison.Ordinal))
                Name += $", libtensorflow {line[8..]}";
    }

    private string Line() => _process.StandardOutput.ReadLine()
        ?? throw new InvalidOperationException($"{Name} ended: {Errors.Result}");

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(5000))
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }
}
