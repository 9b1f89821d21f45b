using System.Globalization;
using System.Text.Json.Nodes;
using KerasPort.Hdf5;
using KerasPort.Testing;
using NumSharp;

namespace KerasPort.Tests.Saving;

/// <summary>One row of the manifest of real files, with the numbers that real Keras gave.</summary>
internal sealed class RealModel(string folder, IReadOnlyDictionary<string, string> row)
{
    public string Name => row["sha256"][..12];

    public string Path => Directory.GetFiles(System.IO.Path.Combine(folder, "files"), Name + ".*").Single();

    /// <summary>"full", "keras-zip", or a form of weights alone.</summary>
    public string Kind => row["kind"];

    /// <summary>Whether real Keras ran it.</summary>
    public bool HasOracle => row["oracle"] == "loaded";

    /// <summary>Rows whose golden numbers are unverified or made by a replacement.</summary>
    public bool IsJudged => !new[] { "Lambda", "MultiHeadAttention", "LayerNormalization" }.Any(row["layer_classes"].Contains);

    /// <summary>What was done to the golden: the stand-ins for Lambda functions among it.</summary>
    public string Patches => row["oracle_patches"];

    public JsonObject Golden => JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(folder, "golden", Name + ".json")))!.AsObject();

    public static IReadOnlyList<RealModel> All(string folder)
    {
        var lines = File.ReadAllLines(System.IO.Path.Combine(folder, "manifest.tsv"));
        var columns = lines[0].Split('\t');
        return [.. lines[1..].Where(line => line.Length > 0).Select(line =>
            new RealModel(folder, columns.Zip(line.Split('\t')).ToDictionary(pair => pair.First, pair => pair.Second)))];
    }

    /// <summary>The golden's inputs and outputs.</summary>
    public (NDArray[] Inputs, float[][] Outputs) Numbers(NpyArray? mnist)
    {
        var single = System.IO.Path.Combine(folder, "golden", Name + ".npy");
        if (File.Exists(single))
        {
            using var stream = File.OpenRead(single);
            Skip.If(mnist is null, "The MNIST data set is not there.");
            return ([Digits(mnist!, Golden)], [NpyArray.Read(stream).Floats()]);
        }
        var arrays = NpzFile.Load(System.IO.Path.Combine(folder, "golden", Name + ".npz"));
        return (
            [.. Named('x').Select(array => new NDArray(array.Data, new NumSharp.Shape(array.Shape)))],
            [.. Named('y').Select(array => array.Floats())]);

        IEnumerable<NpyArray> Named(char prefix) => arrays.Where(pair => pair.Key[0] == prefix)
            .OrderBy(pair => int.Parse(pair.Key[1..], CultureInfo.InvariantCulture)).Select(pair => pair.Value);
    }

    /// <summary>The names of the file's Lambda layers: their functions must be given.</summary>
    public IEnumerable<string> Lambdas()
    {
        if (Kind != "full")
            return [];
        using var file = H5File.Open(Path);
        return Find(JsonNode.Parse(file.Root.Attributes.GetString("model_config"))).ToArray();

        static IEnumerable<string> Find(JsonNode? node) => node switch
        {
            JsonArray items => items.SelectMany(Find),
            JsonObject members => (members["class_name"] is JsonValue kind && kind.TryGetValue(out string? name) && name == "Lambda"
                ? [members["config"]!["name"]!.GetValue<string>()]
                : Array.Empty<string>()).Concat(members.SelectMany(member => Find(member.Value))),
            _ => [],
        };
    }

    /// <summary>The first eight test images as the model's author prepared them.</summary>
    private static NDArray Digits(NpyArray mnist, JsonObject golden)
    {
        var shape = golden["input_shape"]!.AsArray().Select(item => item!.GetValue<int>()).ToArray();
        var side = shape is [_, 32, 32, ..] ? 32 : 28;
        var values = new float[8 * side * side];
        var pixels = mnist.Floats();
        var preprocessing = golden["preprocessing"]!.GetValue<string>();
        var transposed = preprocessing.StartsWith("transposed_", StringComparison.Ordinal);
        var margin = (side - 28) / 2;
        for (var i = 0; i < 8; i++)
            for (var y = 0; y < 28; y++)
                for (var x = 0; x < 28; x++)
                    values[(((i * side) + y + margin) * side) + x + margin] = pixels[(((i * 28) + (transposed ? x : y)) * 28) + (transposed ? y : x)];
        var prepared = Array.ConvertAll(values, value => Prepare(value, preprocessing));
        return new NDArray(prepared, new NumSharp.Shape(shape));
    }

    private static float Prepare(float value, string how) => how switch
    {
        "div255" or "transposed_div255" => value / 255,
        "raw" or "transposed_raw" => value,
        "inv_div255" => 1 - (value / 255),
        "inv_raw" => 255 - value,
        "pm1" => (value / 127.5f) - 1,
        "centered" => (value / 255) - 0.5f,
        "std" => ((value / 255) - 0.1307f) / 0.3081f,
        "bin" => value > 127 ? 1 : 0,
        _ => throw new InvalidDataException($"The manifest's preprocessing is not known: {how}."),
    };
}
