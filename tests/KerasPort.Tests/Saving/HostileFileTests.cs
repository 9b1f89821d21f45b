using System.IO.Compression;
using System.Text;
using KerasPort.Hdf5;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Saving;
using KerasPort.Testing;

namespace KerasPort.Tests.Saving;

/// <summary>Files that lie, blow up or nest without end are refused at once; what can't train can still predict.</summary>
public sealed class HostileFileTests
{
    private const string Layer = """{"class_name":"Dense","config":{"name":"dense","units":UNITS,"batch_input_shape":[null,4]}}""";

    [Fact]
    public void ALayerThatClaimsToBeHugeIsRefusedBeforeAnythingIsAllocated()
    {
        using var folder = new TemporaryFolder();
        var writer = Model(Sequential(Layer.Replace("UNITS", "2000000000", StringComparison.Ordinal)));
        var weights = writer.Root.AddGroup("model_weights");
        weights.SetStringsChunked("layer_names", ["dense"]);
        var dense = weights.AddGroup("dense");
        dense.SetStringsChunked("weight_names", ["dense/kernel:0", "dense/bias:0"]);
        dense.AddDataset("dense/kernel:0", [4, 3], new float[12]);
        dense.AddDataset("dense/bias:0", [3], new float[3]);
        writer.Save(folder["m.h5"]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => Keras.Models.LoadModel(folder["m.h5"]));
        Assert.Contains("dense/kernel has the shape (4, 2000000000), the file holds dense/kernel:0 of shape (4, 3)", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("99999999999999999999")]
    [InlineData("\"many\"")]
    [InlineData("null")]
    public void ANumberThatIsNoneIsNamed(string units)
    {
        using var folder = new TemporaryFolder();
        Model(Sequential(Layer.Replace("UNITS", units, StringComparison.Ordinal))).Save(folder["m.h5"]);
        var error = Assert.Throws<InvalidDataException>(() => Keras.Models.LoadModel(folder["m.h5"]));
        Assert.Contains("units", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void DeepNestingIsRefused()
    {
        using var folder = new TemporaryFolder();
        Model(new string('[', 100_000)).Save(folder["json.h5"]);
        Assert.Contains("the JSON can't be read", Assert.Throws<InvalidDataException>(() => Keras.Models.LoadModel(folder["json.h5"])).Message, StringComparison.Ordinal);

        var nested = Layer.Replace("UNITS", "2", StringComparison.Ordinal);
        for (var i = 0; i < 100; i++)
            nested = $$$"""{"class_name":"Sequential","config":{"name":"s{{{i}}}","layers":[{{{nested}}}]}}""";
        Model(nested).Save(folder["models.h5"]);
        Assert.Contains("nested more than 64 deep", Assert.Throws<InvalidDataException>(() => Keras.Models.LoadModel(folder["models.h5"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALayerThatNeedsItselfIsRefused()
    {
        using var folder = new TemporaryFolder();
        Model("""
            {"class_name":"Model","config":{"name":"m","layers":[
              {"name":"in","class_name":"InputLayer","config":{"name":"in","batch_input_shape":[null,4]},"inbound_nodes":[]},
              {"name":"a","class_name":"Dense","config":{"name":"a","units":4},"inbound_nodes":[[["b",0,0,{}]]]},
              {"name":"b","class_name":"Dense","config":{"name":"b","units":4},"inbound_nodes":[[["a",0,0,{}]]]}],
              "input_layers":[["in",0,0]],"output_layers":[["b",0,0]]}}
            """).Save(folder["m.h5"]);
        Assert.Contains("needs an input that no layer makes", Assert.Throws<InvalidDataException>(() => Keras.Models.LoadModel(folder["m.h5"])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ManyLayersTakeTheTimeOfEach(bool isStack)
    {
        // A fraction of a second; minutes where each layer looks at all that are there.
        const int Count = 20_000;
        using var folder = new TemporaryFolder();
        Model(isStack ? Stack(Count) : Graph(Count)).Save(folder["m.h5"]);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        using var model = Keras.Models.LoadModel(folder["m.h5"]);
        Assert.Equal(Count + (isStack ? 0 : 1), model.Layers.Count);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);

        static string Activation(int i, string more) => $$$"""{"name":"a{{{i}}}","class_name":"Activation","config":{"name":"a{{{i}}}","activation":"relu"{{{more}}}}""";

        static string Stack(int count) => Sequential(string.Join(',', Enumerable.Range(0, count).Select(i => Activation(i, i == 0 ? ",\"batch_input_shape\":[null,1]}" : "}"))));

        // The last layer first: each waits for the one behind it in the list.
        static string Graph(int count) => $$$"""
            {"class_name":"Model","config":{"name":"m","layers":[
              {{{string.Join(',', Enumerable.Range(0, count).Reverse().Select(i => Activation(i, $$$$"""},"inbound_nodes":[[["{{{{(i == 0 ? "in" : $"a{i - 1}")}}}}",0,0,{}]]]""")))}}},
              {"name":"in","class_name":"InputLayer","config":{"name":"in","batch_input_shape":[null,1]},"inbound_nodes":[]}],
              "input_layers":[["in",0,0]],"output_layers":[["a{{{count - 1}}}",0,0]]}}
            """;
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.weights.h5")]
    public void AZipThatBlowsUpIsRefused(string bomb)
    {
        using var folder = new TemporaryFolder();
        using (var archive = new ZipArchive(File.Create(folder["m.keras"]), ZipArchiveMode.Create))
        {
            Add(archive, "metadata.json", Encoding.UTF8.GetBytes("""{"keras_version":"3.5.0"}"""), 1);
            Add(archive, "config.json", bomb == "config.json" ? new byte[1 << 20] : Encoding.UTF8.GetBytes(Sequential(Layer.Replace("UNITS", "2", StringComparison.Ordinal))), bomb == "config.json" ? 100 : 1);
            Add(archive, "model.weights.h5", new byte[1 << 20], 100);
        }
        Assert.InRange(new FileInfo(folder["m.keras"]).Length, 0, 1 << 20);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => Keras.Models.LoadModel(folder["m.keras"]));
        Assert.Contains($"{bomb} states 104857600 bytes", error.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 20);

        static void Add(ZipArchive archive, string name, byte[] bytes, int times)
        {
            using var stream = archive.CreateEntry(name, CompressionLevel.Optimal).Open();
            for (var i = 0; i < times; i++)
                stream.Write(bytes);
        }
    }

    [TensorFlowTheory]
    [InlineData("""{"optimizer_config":{"class_name":"MyOptimizer","config":{}},"loss":"mse","metrics":[]}""", "MyOptimizer")]
    [InlineData("""{"optimizer_config":{"class_name":"Adam","config":{}},"loss":"vae_loss","metrics":[]}""", "vae_loss")]
    [InlineData("""{"optimizer_config":{"class_name":"Adam","config":{}},"loss":"mse","metrics":["rmse_of_mine"]}""", "rmse_of_mine")]
    [InlineData("""{"optimizer_config":{"class_name":"Adam","config":{}},"loss":{"class_name":"Odd","config":3},"metrics":[{"a":{"b":1}}]}""", "Odd")]
    [InlineData("""{"optimizer_config":7,"loss":[[[]]],"metrics":"x"}""", "")]
    public void WhatCanNotTrainStillPredicts(string training, string name)
    {
        using var folder = new TemporaryFolder();
        using var made = new Sequential([new Dense(2, inputShape: [4], name: "dense")]);
        made.Save(folder["plain.h5"]);
        var writer = Model(Sequential(Layer.Replace("UNITS", "2", StringComparison.Ordinal)), training);
        writer.Save(folder["m.h5"]);
        using var model = Keras.Models.LoadModel(folder["m.h5"]);
        Assert.False(model.IsCompiled);
        var warning = Assert.Single(model.LoadWarnings);
        Assert.Contains(name, warning, StringComparison.Ordinal);
        Assert.Contains("the model is not compiled, it can predict only", warning, StringComparison.Ordinal);
        model.LoadWeights(folder["plain.h5"]);
        var x = new float[3, 4];
        x[1, 2] = 1;
        Assert.Equal(made.Predict(x).ToArray<float>(), model.Predict(x).ToArray<float>());
        if (name == "vae_loss")
        {
            using var given = Keras.Models.LoadModel(folder["m.h5"], new CustomObjects { ["vae_loss"] = _ => new KerasPort.Losses.MeanSquaredError() });
            Assert.True(given.IsCompiled);
        }
    }

    private static string Sequential(string layer) => $$$"""{"class_name":"Sequential","config":{"name":"s","layers":[{{{layer}}}]}}""";

    private static H5Writer Model(string config, string? training = null)
    {
        var writer = new H5Writer();
        writer.Root.SetString("keras_version", "2.3.1");
        writer.Root.SetString("backend", "tensorflow");
        writer.Root.SetString("model_config", config);
        if (training is not null)
            writer.Root.SetString("training_config", training);
        return writer;
    }
}
