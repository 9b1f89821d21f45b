using System.Diagnostics;
using System.Globalization;
using KerasPort.Callbacks;
using KerasPort.Models;
using KerasPort.TensorFlow;
using KerasPort.Training;

namespace KerasPort.Bench;

/// <summary>
/// KerasPort as a contender: it says "ready", runs one epoch for each line on standard input and answers with its seconds. So
/// several processes can take turns, each with its data loaded and its step compiled.
/// </summary>
internal static class Contenders
{
    public static void Run(string role, string workload, int? sampleCount, string folder)
    {
        var samples = sampleCount ?? Workload.Samples(workload);
        var (x, y) = DataFolder.Read(folder, samples, Workload.InputShape(workload));
        using var model = Workload.Make(workload);
        Console.WriteLine($"version {Context.Version}");
        if (role == "fit")
            model.Fit(x, y, batchSize: Workload.BatchSize, epochs: int.MaxValue, verbose: 0, callbacks: [new TurnTaker()]);
        else
            Bare(model, x, y, samples);
    }

    /// <summary>The least that training can cost: the compiled step called with each batch's rows, its figures read.</summary>
    private static void Bare(Sequential model, Tensor x, Tensor y, int samples)
    {
        using var data = new DeviceData([InputArray.From(x)], [InputArray.From(y)], [null]);
        var step = model.Trainer.GetStep(StepKind.Train, true, data);
        var order = Enumerable.Range(0, samples).ToArray();
        var random = new Random(1);
        while (TurnTaker.Wait())
        {
            var clock = Stopwatch.StartNew();
            random.Shuffle(order);
            for (var begin = 0; begin < samples; begin += Workload.BatchSize)
            {
                var figures = data.Invoke(step, order.AsSpan(begin, Math.Min(Workload.BatchSize, samples - begin)));
                using var figure = figures[0].Resolve();
                figures[0].Dispose();
            }
            TurnTaker.Say(clock.Elapsed);
        }
    }

    /// <summary>Makes Fit wait for its turn before every epoch.</summary>
    private sealed class TurnTaker : Callback
    {
        private readonly Stopwatch _clock = new();

        public static bool Wait()
        {
            Console.WriteLine("ready");
            return Console.ReadLine() is not null;
        }

        public static void Say(TimeSpan time) => Console.WriteLine(time.TotalSeconds.ToString("R", CultureInfo.InvariantCulture));

        public override void OnEpochBegin(int epoch, Logs logs)
        {
            if (!Wait())
                Environment.Exit(0);
            _clock.Restart();
        }

        public override void OnEpochEnd(int epoch, Logs logs) => Say(_clock.Elapsed);
    }
}
