using System.Globalization;

namespace KerasPort.Tools.Inspecting;

/// <summary>What was found in files, for people.</summary>
internal static class InspectionText
{
    private const int LongestValue = 100;
    private const int MostDifferences = 40;

    public static void WriteTree(InspectedFile file, IEnumerable<FileNode> nodes, TextWriter output)
    {
        foreach (var name in file.Members)
        {
            output.WriteLine(name);
        }

        foreach (var node in nodes)
        {
            var indent = new string(' ', 2 * node.Depth);
            output.WriteLine(indent + node.Name + node.Kind switch
            {
                "dataset" => $"  {node.Type} {FileNode.ShapeText(node.Shape!)}",
                "unreadable" => "  (not followed: " + node.Problem + ")",
                "type" => "  (type)",
                _ => node.Depth == 0 ? "" : "/",
            });
            foreach (var attribute in node.Attributes)
            {
                output.WriteLine($"{indent}  @{attribute.Name} = {Short(attribute.Value)}");
            }
        }
    }

    public static void Write(FileSummary summary, TextWriter output)
    {
        output.WriteLine($"{summary.Path}: {(summary.Content == "other" ? "no file of Keras'" : summary.Content == "weights" ? "weights" : "a model")}, "
            + $"{(summary.Format == "keras" ? ".keras" : "HDF5")}, Keras {summary.KerasVersion ?? "version unknown"}{(summary.Backend is { } backend ? ", backend " + backend : "")}");
        output.WriteLine(summary.Loads ? summary.Table is null ? "It loads. The file gives no input shape: its first data will build it." : "It loads." : "It does not load as a model: " + summary.Reason);
        foreach (var warning in summary.Warnings)
        {
            output.WriteLine("warning: " + warning);
        }

        if (summary.Table is { } table)
        {
            output.WriteLine();
            output.WriteLine(table);
        }

        output.WriteLine();
        WriteWeights(summary, output);
    }

    public static void Write(FileDifference difference, TextWriter output)
    {
        if (difference.Same)
        {
            output.WriteLine(FormattableString.Invariant($"No difference in structure, configuration and {difference.Compared} arrays."));
            return;
        }

        Section("Structure", difference.Structure, output);
        Section("Configuration", difference.Settings, output);
        if (difference.Largest is { } largest)
        {
            output.WriteLine(FormattableString.Invariant($"Weights: {difference.Arrays.Count} of {difference.Compared} arrays differ, by {largest.Largest:G6} at most, in {largest.Path}"));
            foreach (var array in difference.Arrays.Take(MostDifferences))
            {
                output.WriteLine(FormattableString.Invariant($"  {array.Path}: {array.Count} elements, by {array.Largest:G6} at most (element {array.Index})"));
            }

            More(difference.Arrays.Count, output);
        }
        else
        {
            output.WriteLine(FormattableString.Invariant($"Weights: no difference in {difference.Compared} arrays"));
        }
    }

    private static void Section(string title, IReadOnlyList<Unlike> differences, TextWriter output)
    {
        output.WriteLine(FormattableString.Invariant($"{title}: {(differences.Count == 0 ? "no difference" : $"{differences.Count} differences")}"));
        foreach (var unlike in differences.Take(MostDifferences))
        {
            output.WriteLine($"  {unlike.Path}: {Short(unlike.First ?? "(absent)")} -> {Short(unlike.Second ?? "(absent)")}");
        }

        More(differences.Count, output);
    }

    private static void More(int count, TextWriter output)
    {
        if (count > MostDifferences)
        {
            output.WriteLine(FormattableString.Invariant($"  ... and {count - MostDifferences} more (--json shows all)"));
        }
    }

    private static void WriteWeights(FileSummary summary, TextWriter output)
    {
        var width = summary.Weights.Count == 0 ? 0 : Math.Min(60, summary.Weights.Max(weight => weight.Path.Length));
        foreach (var weight in summary.Weights)
        {
            var text = weight.Statistics is not { } numbers ? "can't be read: " + weight.Problem
                : numbers.Count == 0 ? "empty"
                : string.Create(CultureInfo.InvariantCulture, $"min {numbers.Least:G4}, max {numbers.Greatest:G4}, mean {numbers.Mean:G4}, std {numbers.Deviation:G4}")
                    + (numbers.Zeros > 0 ? FormattableString.Invariant($", {numbers.Zeros} zeros") : "")
                    + (numbers.NotFinite > 0 ? FormattableString.Invariant($", {numbers.NotFinite} not finite") : "");
            output.WriteLine($"{weight.Path.PadRight(width)}  {weight.Type} {FileNode.ShapeText(weight.Shape)}  {text}");
        }

        output.WriteLine(FormattableString.Invariant($"{summary.Weights.Count} arrays of weights with {summary.Weights.Sum(weight => weight.Statistics?.Count ?? 0)} numbers")
            + (summary.OptimizerArrays > 0 ? FormattableString.Invariant($"; {summary.OptimizerArrays} of the optimizer") : ""));
    }

    private static string Short(string text)
    {
        var line = text.ReplaceLineEndings(" ");
        return line.Length <= LongestValue ? line : line[..LongestValue] + FormattableString.Invariant($"... ({line.Length} characters)");
    }
}
