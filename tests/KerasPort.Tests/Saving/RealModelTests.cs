using KerasPort.Testing;
using Xunit.Abstractions;

namespace KerasPort.Tests.Saving;

/// <summary>
/// Files that people trained with every Keras and published: those of ../shared/models, or of the folder that KERASPORT_MODELS
/// names. artifacts/models.tsv holds a line a file.
/// </summary>
public sealed class RealModelTests(ITestOutputHelper output)
{
    [TensorFlowFact]
    public void EveryFileLoadsOrSaysWhyNot()
    {
        var folder = Environment.GetEnvironmentVariable("KERASPORT_MODELS") is { Length: > 0 } named ? named
            : Repository.Shared is { } shared ? Path.Combine(shared, "models")
            : null;
        Skip.If(folder is null || !Directory.Exists(folder), "There are no real models: neither ../shared/models nor KERASPORT_MODELS.");
        var mnist = Path.Combine(Repository.Root, "mnist.npz") is var path && File.Exists(path) ? NpzFile.Load(path)["x_test"] : null;

        var files = RealModel.All(folder!);
        var results = new List<RealModelResult>();
        foreach (var file in files)
        {
            results.Add(RealModelRunner.Run(file, mnist));
            Print(results[^1].ToLine());
        }

        File.WriteAllLines(Repository.Artifact("models.tsv"), results.Select(result => result.ToLine()).Prepend("file\toutcome\tlargest_difference\tmessage"));
        var failed = results.Where(result => result.Failed).ToArray();
        Print($"{string.Join(", ", results.GroupBy(result => result.Outcome).Select(group => $"{group.Count()} {group.Key}"))}, {failed.Length} failed of {files.Count} files");
        Assert.True(failed.Length == 0, $"{failed.Length} of {files.Count} files:\n{string.Join('\n', failed.Select(result => result.ToLine()))}");
    }

    private void Print(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }
}
