namespace KerasPort.Tools.Tests.Doctor;

/// <summary>A table of expectations: tab-separated, with a header.</summary>
internal static class ExpectedTable
{
    /// <summary>The rows of a table, each by its header's names.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Read(string path)
    {
        var lines = File.ReadAllLines(path).Where(line => line.Trim().Length > 0).Select(line => line.Split('\t')).ToList();
        return [.. lines.Skip(1).Select(row => lines[0].Zip(row).ToDictionary(pair => pair.First.Trim(), pair => pair.Second.Trim()))];
    }
}
