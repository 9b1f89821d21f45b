using KerasPort.Testing;
using Xunit.Abstractions;

namespace KerasPort.Tests.Parity;

/// <summary>Runs cases, prints and writes a line for each, and asserts that all ran and agree.</summary>
internal static class ParityReport
{
    public static void Run(IReadOnlyList<string> folders, string artifact, ITestOutputHelper output)
    {
        Skip.If(folders.Count == 0, "KERASPORT_PARITY names no folder with such cases.");
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
        File.WriteAllLines(Repository.Artifact(artifact), results.Select(result => result.ToLine()).Prepend("folder\tcase\toutcome\tlargest_difference\twhere\treason"));
        var failed = results.Where(result => result.Outcome == "fail").ToArray();
        var skipped = results.Where(result => result.Outcome == "skip").ToArray();
        Print($"{results.Count - failed.Length - skipped.Length} passed, {failed.Length} failed, {skipped.Length} skipped of {folders.Count} folders");
        Assert.True(folders.Count <= results.Select(result => (result.Set, result.Name.Split('.')[0])).Distinct().Count(), "A folder was not run.");
        Assert.True(failed.Length == 0, $"{failed.Length} of {results.Count} cases differ:\n{string.Join('\n', failed.Select(result => result.ToLine()))}");

        void Print(string line)
        {
            output.WriteLine(line);
            Console.WriteLine(line);
        }
    }
}
