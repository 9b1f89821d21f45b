using KerasPort.Testing;
using Xunit.Abstractions;

namespace KerasPort.Tests.Parity;

/// <summary>
/// Every case that real Kerases wrote, run here: the folders of ../shared, or those that KERASPORT_PARITY names (separated like
/// PATH), and the project's own. artifacts/parity.tsv holds a line a case.
/// </summary>
public sealed class ParityTests(ITestOutputHelper output)
{
    [TensorFlowFact]
    public void EveryCaseGivesKerasNumbers()
    {
        var folders = ParityFolders.All();
        Skip.If(folders.Count == 0, "There are no parity cases: neither ../shared nor KERASPORT_PARITY, and no fixtures.");
        var results = new List<ParityResult>();
        foreach (var folder in folders)
        {
            foreach (var extension in new[] { ".h5", ".keras" }.Where(extension => File.Exists(Path.Combine(folder, "before" + extension))))
            {
                var result = ParityRunner.Run(folder, extension);
                results.Add(result);
                Print(result.ToLine());
            }
        }
        File.WriteAllLines(Repository.Artifact("parity.tsv"), results.Select(result => result.ToLine()).Prepend("folder\tcase\toutcome\tlargest_difference\twhere\treason"));
        var failed = results.Where(result => result.Outcome == "fail").ToArray();
        var skipped = results.Where(result => result.Outcome == "skip").ToArray();
        Print($"{results.Count - failed.Length - skipped.Length} passed, {failed.Length} failed, {skipped.Length} skipped of {folders.Count} folders");
        Assert.True(folders.Count <= results.Select(result => (result.Set, result.Name.Split('.')[0])).Distinct().Count(), "A folder was not run.");
        Assert.True(failed.Length == 0, $"{failed.Length} of {results.Count} cases differ:\n{string.Join('\n', failed.Select(result => result.ToLine()))}");
    }

    private void Print(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
