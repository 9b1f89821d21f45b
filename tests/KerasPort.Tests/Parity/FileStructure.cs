using System.Globalization;
using System.Text.RegularExpressions;
using KerasPort.Hdf5;

namespace KerasPort.Tests.Parity;

/// <summary>
/// What a file holds but for its numbers: groups, datasets and attributes with their types, shapes and texts. A file that real Keras
/// wrote with Theano is read as if it came from TensorFlow: its backend, ":0" after the names of weights, and a number after a name that
/// is there already. (Keras takes bytes for text there: b'rnn_1/kernel'_2 is TensorFlow's rnn_1/kernel_1.)
/// </summary>
internal static partial class FileStructure
{
    private const string Suffix = ":0";

    /// <summary>What is in one file and not in the other, or null.</summary>
    public static string? Difference(string own, string keras)
    {
        var (ours, theirs) = (Describe(own), Describe(keras));
        var wrong = theirs.Except(ours).Select(line => $"Keras has {line}").Concat(ours.Except(theirs).Select(line => $"here is {line}")).ToArray();
        return wrong.Length == 0 ? null : string.Join("; ", wrong.Take(4));
    }

    private static HashSet<string> Describe(string path)
    {
        using var file = H5File.Open(path);
        var isTheano = file.Root.Attributes.GetString("backend") == "theano";
        var lines = new HashSet<string>();
        Add(file.Root, "", isTheano, lines);
        return isTheano ? [.. lines.Select(WithNumberOfTensorFlow)] : lines;
    }

    private static string WithNumberOfTensorFlow(string line) =>
        NumberedBytes().Replace(line, match => string.Create(CultureInfo.InvariantCulture, $"{match.Groups[1]}_{int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture) - 1}"))
            .Replace("/b'", "/", StringComparison.Ordinal);

    [GeneratedRegex(@"b'([^']*)'_(\d+)")]
    private static partial Regex NumberedBytes();

    private static void Add(H5Group group, string path, bool isTheano, HashSet<string> lines)
    {
        lines.Add($"group {path}/");
        AddAttributes(group, path, isTheano, lines);
        foreach (var key in group.Keys)
        {
            Assert.True(group.TryGet(key, out var member));
            switch (member)
            {
                case H5Group inner:
                    Add(inner, $"{path}/{key}", isTheano, lines);
                    break;
                case H5Dataset dataset:
                    var name = isTheano ? key + Suffix : key;
                    lines.Add($"dataset {path}/{name} {Text(dataset.Type, dataset.Type.Size)} ({string.Join(", ", dataset.Dimensions)})");
                    AddAttributes(dataset, $"{path}/{name}", isTheano, lines);
                    break;
                default:
                    Assert.Fail($"{path}/{key} is neither a group nor a dataset.");
                    break;
            }
        }
    }

    private static void AddAttributes(H5Object owner, string path, bool isTheano, HashSet<string> lines)
    {
        foreach (var attribute in owner.Attributes)
        {
            var size = attribute.Type.Size;
            IEnumerable<string> values = attribute.Type.Class == H5TypeClass.String
                ? attribute.ReadStrings()
                : attribute.ReadDoubles().Select(value => value.ToString("R", CultureInfo.InvariantCulture));
            if (isTheano && attribute.Name == "weight_names" && attribute.Type.Class == H5TypeClass.String)
            {
                values = values.Select(value => value + Suffix);
                size += attribute.Type.IsVariableLength ? 0 : Suffix.Length;
                // Texts among the bytes made the list another type.
                if (values.Any(value => value.StartsWith("b'", StringComparison.Ordinal)))
                {
                    lines.Add($"attribute {path}@{attribute.Name} ascii of {values.Max(value => WithNumberOfTensorFlow(value).Length)} NullPadded ({string.Join(", ", attribute.Dimensions)}) {string.Join(" | ", values)}");
                    continue;
                }
            }
            if (isTheano && attribute.Name == "backend")
            {
                values = ["tensorflow"];
                size += attribute.Type.IsVariableLength ? 0 : "tensorflow".Length - "theano".Length;
            }
            lines.Add($"attribute {path}@{attribute.Name} {Text(attribute.Type, size)} ({string.Join(", ", attribute.Dimensions)}) {string.Join(" | ", values)}");
        }
    }

    private static string Text(H5DataType type, int size) => type.Class == H5TypeClass.String
        ? $"{(type.IsUtf8 ? "utf8" : "ascii")}{(type.IsVariableLength ? " of any length" : $" of {size} {type.Padding}")}"
        : $"{(type.IsBigEndian ? "big-endian " : "")}{type}";
}
