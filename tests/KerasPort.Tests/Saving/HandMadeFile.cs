using KerasPort.Hdf5;
using KerasPort.Models;
using KerasPort.Saving;
using KerasPort.Testing;

namespace KerasPort.Tests.Saving;

/// <summary>
/// HDF5 files put together attribute by attribute, as the many Kerases wrote them. By default: a Dense layer 'dense' from 2 values
/// to 2, that doubles the first and takes the second's negative, plus 1.
/// </summary>
internal sealed class HandMadeFile
{
    public const string Layer = """{"class_name":"Dense","config":{"name":"dense","units":2,"batch_input_shape":[null,2]}}""";

    public static readonly float[] Kernel = [2, 0, 0, -1];

    public static readonly float[] Bias = [1, 1];

    public string? KerasVersion { get; init; } = "2.3.1";

    public string Backend { get; init; } = "tensorflow";

    public string? Config { get; init; } = Sequential(Layer);

    public string? TrainingConfig { get; init; }

    public H5StringKind TextKind { get; init; } = H5StringKind.VariableAscii;

    public H5StringKind ListKind { get; init; } = H5StringKind.Fixed;

    /// <summary>The layers with their arrays by name; null: More writes them.</summary>
    public (string Layer, (string Name, long[] Shape, float[] Values)[] Arrays)[]? Layers { get; init; } =
        [("dense", [("dense/kernel:0", [2, 2], Kernel), ("dense/bias:0", [2], Bias)])];

    /// <summary>What is done to the file before it is written.</summary>
    public Action<H5GroupBuilder>? More { get; init; }

    public static string Sequential(params string[] layers) => $$$"""{"class_name":"Sequential","config":{"name":"s","layers":[{{{string.Join(',', layers)}}}]}}""";

    public void Save(string path)
    {
        var writer = new H5Writer();
        var root = writer.Root;
        if (KerasVersion is not null)
        {
            root.SetString("keras_version", KerasVersion, TextKind);
            root.SetString("backend", Backend, TextKind);
        }
        if (Config is not null)
            root.SetString("model_config", Config, TextKind);
        if (TrainingConfig is not null)
            root.SetString("training_config", TrainingConfig, TextKind);
        if (Layers is not null)
            AddLayers(root, Layers);
        More?.Invoke(root);
        writer.Save(path);
    }

    private void AddLayers(H5GroupBuilder root, (string Layer, (string Name, long[] Shape, float[] Values)[] Arrays)[] layers)
    {
        var weights = Config is not null ? root.AddGroup("model_weights") : root;
        weights.SetStrings("layer_names", [.. layers.Select(layer => layer.Layer)], ListKind);
        foreach (var (layer, arrays) in layers)
        {
            var group = weights.AddGroup(layer);
            // h5py makes an empty list an array of no float64.
            if (arrays.Length == 0)
                group.SetDoubles("weight_names", Array.Empty<double>());
            else
                group.SetStrings("weight_names", [.. arrays.Select(array => array.Name)], ListKind);
            foreach (var (name, shape, values) in arrays)
                group.AddDataset(name, shape, values);
        }
    }

    /// <summary>Writes the file, opens it, and checks that the layer does what it says above.</summary>
    public Model Open(TemporaryFolder folder, string name = "m.h5", CustomObjects? customObjects = null)
    {
        Save(folder[name]);
        return Keras.Models.LoadModel(folder[name], customObjects);
    }

    public static void CheckDense(Model model)
    {
        var actual = model.Predict(new float[,] { { 3, 5 }, { -1, 2 } }).ToArray<float>();
        Assert.Equal([7, -4, -1, -1], actual);
    }
}
