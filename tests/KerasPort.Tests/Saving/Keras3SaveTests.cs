using System.IO.Compression;
using System.Text.Json.Nodes;
using KerasPort.Hdf5;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Saving;
using KerasPort.Testing;

namespace KerasPort.Tests.Saving;

/// <summary>Writing .keras and .weights.h5. Keras 3 itself can't be had here: its own files say what must be in ours.</summary>
public sealed class Keras3SaveTests
{
    [TensorFlowFact]
    public void ASavedModelHasTheStructureThatKeras3Wrote()
    {
        Skip.If(Repository.Shared is null, "../shared is not there.");
        using var folder = new TemporaryFolder();
        var cases = Directory.GetDirectories(Path.Combine(Repository.Shared!, "parity-keras-3"))
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("layer_", StringComparison.Ordinal) || name.StartsWith("model_", StringComparison.Ordinal)
                || name.StartsWith("resume_", StringComparison.Ordinal) || name.StartsWith("metrics_", StringComparison.Ordinal) || name.StartsWith("loss_", StringComparison.Ordinal))).ToArray();
        var differences = new List<string>();
        foreach (var path in cases)
        {
            var original = Path.Combine(path, "before.keras");
            using var model = Keras.Models.LoadModel(original);
            model.Save(folder["ours.keras"]);
            using var theirs = ZipFile.OpenRead(original);
            using var ours = ZipFile.OpenRead(folder["ours.keras"]);
            Assert.Equal(theirs.Entries.Select(entry => entry.FullName), ours.Entries.Select(entry => entry.FullName));
            Assert.All(ours.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
            var found = new List<string>();
            var (expected, actual) = (Read(theirs, "config.json"), Read(ours, "config.json"));
            Compare("", expected, actual, found);
            Compare("/compile_config", expected["compile_config"], actual["compile_config"], found);
            found.AddRange(Arrays(theirs).Except(Arrays(ours)).Select(line => "missing " + line));
            found.AddRange(Arrays(ours).Except(Arrays(theirs)).Select(line => "not in Keras' file: " + line));
            differences.AddRange(found.Select(line => $"{Path.GetFileName(path)}: {line}"));
        }
        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences)}");
        Assert.True(cases.Length >= 90, $"There are only {cases.Length} cases.");
    }

    [TensorFlowFact]
    public void AModelMadeHereComesBackWithItsStates()
    {
        using var folder = new TemporaryFolder();
        var random = new Random(3);
        var x = Values(random, 12, 5, 4);
        var z = Values(random, 12, 3);
        var (a, b) = (Keras.Input([5, 4], name: "sequence"), Keras.Input([3], name: "features"));
        var inner = new Sequential([new Dense(4, activation: "relu", inputShape: [3], name: "first"), new Dropout(0.2), new BatchNormalization()], "inner");
        var (sequences, state) = (new LSTM(4, returnSequences: true).Apply(a), inner.Apply(b));
        var last = new Bidirectional(new GRU(2)).Apply(sequences);
        var merged = new Concatenate().Apply(last, state, inner.Apply(b))[0];
        var shared = new LeakyReLU(0.2).Apply(new Dense(4, kernelRegularizer: "l2", kernelInitializer: "he_normal").Apply(merged));
        using var model = new Model([a, b], [new Dense(2, activation: "softmax", name: "kind").Apply(shared), new Dense(1, name: "size").Apply(shared)]);
        model.Compile("adam", loss: new[] { "categorical_crossentropy", "mse" }, metrics: ["accuracy"], lossWeights: new[] { 1.0, 0.5 });
        var kinds = Values(random, 12, 2);
        var sizes = Values(random, 12, 1);
        model.Fit(new[] { x, z }, new[] { kinds, sizes }, verbose: 0);

        foreach (var name in new[] { "model.keras", "model.weights.h5" })
        {
            var path = folder[name];
            if (name.EndsWith(".keras", StringComparison.Ordinal))
                model.Save(path);
            else
                model.SaveWeights(path);
            using var again = Keras.Models.LoadModel(folder["model.keras"], compile: name.EndsWith(".keras", StringComparison.Ordinal));
            if (!again.IsCompiled)
            {
                again.SetWeights([.. again.GetWeights().Select(weight => weight * 0)]);
                again.Compile("adam", loss: new[] { "categorical_crossentropy", "mse" });
                again.LoadWeights(path);
            }
            Assert.Empty(again.LoadWarnings);
            var (expected, actual) = (model.PredictAll(new[] { x, z }), again.PredictAll(new[] { x, z }));
            for (var i = 0; i < 2; i++)
                Assert.All(expected[i].ToArray<float>().Zip(actual[i].ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
            Assert.Equal(model.Optimizer.Keras3Weights.Select(weight => (weight.Shape, weight.Read().ToSingles())), again.Optimizer.Keras3Weights.Select(weight => (weight.Shape, weight.Read().ToSingles())), (one, other) => one.Shape.Equals(other.Shape) && one.Item2.SequenceEqual(other.Item2));
        }
        using var archive = ZipFile.OpenRead(folder["model.keras"]);
        Assert.Equal("""[["accuracy"],["accuracy"]]""", Read(archive, "config.json")["compile_config"]!["metrics"]!.ToJsonString());
    }

    [TensorFlowFact]
    public void WhatKeras3CanNotHoldIsRefusedAndTheOldFileStays()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("model.keras", "old");
        using var model = new Sequential([new ThresholdedReLU(1, inputShape: [3], name: "threshold")]);
        var error = Assert.Throws<NotSupportedException>(() => model.Save(path));
        Assert.Equal("`threshold`: Keras 3 has no ThresholdedReLU. Save the model as .h5, which Keras 2 opens.", error.Message);
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal(["model.keras"], folder.Names);
    }

    private static NumSharp.NDArray Values(Random random, params int[] shape)
    {
        var values = new float[shape.Aggregate(1, (product, size) => product * size)];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextSingle();
        return new NumSharp.NDArray(values, new NumSharp.Shape(shape));
    }

    private static JsonNode Read(ZipArchive archive, string name)
    {
        using var reader = new StreamReader(archive.GetEntry(name)!.Open());
        return JsonNode.Parse(reader.ReadToEnd())!;
    }

    /// <summary>Every array with its type, shape and values' sum, and the names of layers.</summary>
    private static HashSet<string> Arrays(ZipArchive archive)
    {
        using var stream = new MemoryStream();
        using (var entry = archive.GetEntry("model.weights.h5")!.Open())
            entry.CopyTo(stream);
        using var file = H5File.Open(stream.ToArray(), "model.weights.h5");
        var lines = new HashSet<string>();
        Walk(file.Root);
        return lines;

        void Walk(H5Group group)
        {
            foreach (var key in group.Keys)
            {
                group.TryGet(key, out var member);
                if (member is H5Dataset dataset)
                {
                    var array = KerasPort.Saving.Arrays.Read(dataset);
                    lines.Add($"{group.Path}/{key} {array.Data.GetType().GetElementType()!.Name} {array.Shape} {string.Join(' ', array.ToSingles().Take(3))}");
                }
                else if (member is H5Group inner)
                {
                    if (inner.Attributes.Contains("name") && inner.Keys.Count > 0 && group.Path.Count(letter => letter == '/') <= 2)
                        lines.Add($"{inner.Path} is {inner.Attributes.GetString("name")}");
                    Walk(inner);
                }
            }
        }
    }

    /// <summary>What only the newest Keras 3 writes, what a nested model does not need, or what does not matter: how a layer was built is found again by calling it.</summary>
    private static readonly string[] s_newest = ["shared_object_id", "quantization_config", "input_axes", "output_axes", "ragged", "optional", "use_gate", "sliding_window", "zero_output_for_mask",
        "renorm", "renorm_clipping", "renorm_momentum", "build_config", "mask", "compile_config"];

    /// <summary>Settings that may be left out where they have this value, Keras 3's default.</summary>
    private static readonly JsonObject s_defaults = new()
    {
        ["antialias"] = false,
        ["axis"] = -1,
        ["data_format"] = "channels_last",
        ["dilation_rate"] = new JsonArray(1, 1, 1),
        ["fill_mode"] = "constant",
        ["fill_value"] = 0.0,
        ["from_logits"] = false,
        ["groups"] = 1,
        ["keepdims"] = false,
        ["multi_label"] = false,
        ["pad_to_aspect_ratio"] = false,
        ["rms_scaling"] = false,
        ["sparse_y_pred"] = true,
        ["sparse_y_true"] = true,
        ["synchronized"] = false,
    };

    /// <summary>The same members with the same values.</summary>
    private static void Compare(string where, JsonNode? theirs, JsonNode? ours, List<string> differences)
    {
        switch (theirs, ours)
        {
            case (JsonObject a, JsonObject b):
                foreach (var (key, value) in a)
                {
                    // A metric's own type is that of its counters here, and one threshold is a list of one.
                    if (s_newest.Contains(key) || (where.Contains("/metrics", StringComparison.Ordinal) && key is "dtype" or "thresholds" or "axis" or "sparse_y_pred"))
                        continue;
                    if (!b.ContainsKey(key))
                    {
                        if (value is not null && !JsonNode.DeepEquals(value, s_defaults[key]))
                            differences.Add($"{where}/{key} is missing, Keras: {value.ToJsonString()}");
                    }
                    else
                    {
                        Compare($"{where}/{key}", value, b[key], differences);
                    }
                }
                foreach (var (key, value) in b)
                    if (!a.ContainsKey(key) && !s_newest.Contains(key) && !JsonNode.DeepEquals(value, s_defaults[key]))
                        differences.Add($"{where}/{key} is not in Keras' file: {value?.ToJsonString()}");
                break;
            case (JsonArray a, JsonArray b) when a.Count == b.Count:
                for (var i = 0; i < a.Count; i++)
                    Compare($"{where}[{i}]", a[i], b[i], differences);
                break;
            default:
                if (!(theirs is JsonValue && ours is JsonValue && theirs.GetValueKind() == System.Text.Json.JsonValueKind.Number && ours.GetValueKind() == System.Text.Json.JsonValueKind.Number
                    && Math.Abs(theirs.GetValue<double>() - ours.GetValue<double>()) <= 1e-6) && !JsonNode.DeepEquals(theirs, ours))
                    differences.Add($"{where} is {ours?.ToJsonString() ?? "null"}, Keras: {theirs?.ToJsonString() ?? "null"}");
                break;
        }
    }
}
