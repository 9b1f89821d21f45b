using System.Text.Json.Nodes;

namespace KerasPort.Bench;

/// <summary>Seconds an epoch of all contenders, who take turns: noise of the machine meets them all.</summary>
internal static class TrainingComparison
{
    public static void Run(string workload, string[] runtimes, string? theano, string? tfjs, int rounds, int? sampleCount)
    {
        var samples = sampleCount ?? Workload.Samples(workload);
        var data = DataFolder.Write();
        var contenders = new List<Contender>();
        try
        {
            foreach (var runtime in runtimes.Length == 0 ? [null] : runtimes.Cast<string?>())
            {
                contenders.Add(Contender.KerasPort("fit", workload, samples, data, runtime));
                contenders.Add(Contender.KerasPort("bare", workload, samples, data, runtime));
            }
            if (theano is not null)
                contenders.Add(Contender.Theano(theano, workload, samples, data));
            if (tfjs is not null)
                contenders.Add(Contender.Tfjs(tfjs, workload, samples, data));
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var contender in contenders)
                {
                    var seconds = contender.RunEpoch(isKept: round > 0);
                    Console.WriteLine(FormattableString.Invariant($"{(round == 0 ? "warm-up" : $"round {round}"),-8} {contender.Name,-40} {seconds,8:0.000} s"));
                }
            }
            Results.Write($"training-{workload}", new JsonObject
            {
                ["workload"] = workload,
                ["samples"] = samples,
                ["batch_size"] = Workload.BatchSize,
                ["load"] = Machine.Load(),
                ["seconds"] = new JsonObject(contenders.Select(contender => KeyValuePair.Create(contender.Name, (JsonNode?)Results.Numbers(contender.Epochs)))),
                ["processor_seconds"] = new JsonObject(contenders.Select(contender => KeyValuePair.Create(contender.Name, (JsonNode?)Results.Numbers(contender.Processor)))),
            });
        }
        finally
        {
            contenders.ForEach(contender => contender.Dispose());
            Directory.Delete(data, recursive: true);
        }
    }
}
