using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using KerasPort.Testing;
using KerasPort.Training;
using NumSharp;

namespace KerasPort.Tests.Parity;

/// <summary>One folder that real Keras wrote: the model before and after, the data, what Keras was asked and said.</summary>
internal sealed partial class ParityCase
{
    private readonly IReadOnlyDictionary<string, NpyArray> _data;

    public ParityCase(string folder)
    {
        Folder = folder;
        Json = ReadJson(folder);
        _data = NpzFile.Load(Path.Combine(folder, "data.npz"));
    }

    public string Folder { get; }

    public JsonObject Json { get; }

    public JsonObject FitArguments => Json["fit"]!.AsObject();

    /// <summary>The Keras that wrote the case: "2.3.1".</summary>
    public string Keras => Json["keras"]!.GetValue<string>();

    /// <summary>The case's description. Python writes numbers that are none bare, which JSON does not know: here they are texts.</summary>
    public static JsonObject ReadJson(string folder) =>
        JsonNode.Parse(BareNumbers().Replace(File.ReadAllText(Path.Combine(folder, "case.json")), match => match.Groups[1].Success ? $"\"{match.Groups[1].Value}\"" : match.Value))!.AsObject();

    public static string SetOf(string folder) => Path.GetFileName(Path.GetDirectoryName(folder.TrimEnd('/')))!;

    public NDArray[] X => Named("x");

    public NDArray[] Y => Named("y");

    /// <summary>The arrays of these names: the name itself, or with numbers behind it; none is an empty list.</summary>
    public NDArray[] Arrays(string name) => _data.TryGetValue(name, out var single) ? [ToNDArray(single)] : Named(name);

    /// <summary>The arrays "predict_before", or "predict_before0", "predict_before1" of a model with several outputs.</summary>
    public float[][] Predictions(string name) =>
        [.. _data.Where(pair => pair.Key == name || (pair.Key.StartsWith(name, StringComparison.Ordinal) && pair.Key[name.Length..].TrimStart('_').All(char.IsAsciiDigit)))
            .OrderBy(pair => int.Parse("0" + pair.Key[name.Length..].TrimStart('_'), CultureInfo.InvariantCulture)).Select(pair => pair.Value.Floats())];

    public double[] Numbers(string name) => Json[name] switch
    {
        JsonArray list => [.. list.Select(Number)],
        JsonValue value => [Number(value)],
        _ => [],
    };

    public IEnumerable<(string Name, double[] Values)> History =>
        Json["history"]!.AsObject().Select(pair => (pair.Key, pair.Value!.AsArray().Select(Number).ToArray()));

    public static double Number(JsonNode? node) => node!.GetValueKind() == System.Text.Json.JsonValueKind.String
        ? double.Parse(node.GetValue<string>(), CultureInfo.InvariantCulture)
        : node.GetValue<double>();

    /// <summary>A text as a whole, which stays as it is, or what stands bare for a number that is none.</summary>
    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"|(-?Infinity|NaN)
        """)]
    private static partial Regex BareNumbers();

    private NDArray[] Named(string prefix) =>
        [.. _data.Where(pair => pair.Key.StartsWith(prefix, StringComparison.Ordinal) && pair.Key.Length > prefix.Length && pair.Key[prefix.Length..].All(char.IsAsciiDigit))
            .OrderBy(pair => int.Parse(pair.Key[prefix.Length..], CultureInfo.InvariantCulture)).Select(pair => ToNDArray(pair.Value))];

    private static NDArray ToNDArray(NpyArray array) => new(array.Data, new NumSharp.Shape(array.Shape));
}
