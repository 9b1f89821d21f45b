using Xunit.Abstractions;

namespace KerasPort.Tests.Parity;

/// <summary>The cases whose shuffles follow NumPy's seed: alone, for its generator is the process' own. artifacts/parity-seeded.tsv holds a line a case.</summary>
[Collection("console")]
public sealed class SeededParityTests(ITestOutputHelper output)
{
    [TensorFlowFact]
    public void EveryShuffleIsPythons() => ParityReport.Run(ParityFolders.All(seeded: true), "parity-seeded.tsv", output);
}
