using Xunit.Abstractions;

namespace KerasPort.Tests.Parity;

/// <summary>
/// Every case that real Kerases wrote, run here: the folders of ../shared, or those that KERASPORT_PARITY names (separated like
/// PATH), and the project's own. artifacts/parity.tsv holds a line a case.
/// </summary>
public sealed class ParityTests(ITestOutputHelper output)
{
    [TensorFlowFact]
    public void EveryCaseGivesKerasNumbers() => ParityReport.Run(ParityFolders.All(seeded: false), "parity.tsv", output);
}
