using KerasPort.Hdf5;
using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Saving;

/// <summary>Writes whole models and weights as Keras 2.3.1 does on TensorFlow. Keras: saving._serialize_model.</summary>
internal static class Hdf5ModelWriter
{
    public static void SaveModel(Model model, string path, bool includeOptimizer)
    {
        var writer = new H5Writer();
        var root = writer.Root;
        root.SetString("keras_version", model.KerasVersion);
        root.SetString("backend", "tensorflow");
        root.SetString("model_config", PythonJson.Write(ConfigWriter.Object(model.ClassName, model.GetConfig())));
        AddWeights(model, root.AddGroup("model_weights"));
        if (includeOptimizer && model.Compilation is { } compilation)
        {
            root.SetString("training_config", PythonJson.Write(TrainingConfigWriter.Write(compilation)));
            // Keras 2.3.1 makes the state in the first step; before that there is nothing to save.
            if (compilation.Optimizer.Built || compilation.Dialect != KerasDialect.Keras2 || compilation.Optimizer.Iterations.Read().ToSingles()[0] > 0)
                AddOptimizer(compilation.Optimizer, root);
        }
        writer.Save(path);
    }

    public static void SaveWeights(Model model, string path)
    {
        var writer = new H5Writer();
        AddWeights(model, writer.Root);
        writer.Save(path);
    }

    private static void AddWeights(Model model, H5GroupBuilder group)
    {
        group.SetStringsChunked("layer_names", [.. model.Layers.Select(layer => layer.Name)]);
        group.SetString("backend", "tensorflow");
        group.SetString("keras_version", model.KerasVersion);
        foreach (var layer in model.Layers)
            AddArrays(group.AddGroup(layer.Name), layer.Weights, weight => weight.Name);
    }

    private static void AddOptimizer(Optimizers.Optimizer optimizer, H5GroupBuilder root)
    {
        var weights = optimizer.Weights;
        if (weights.Count > 0)
            AddArrays(root.AddGroup("optimizer_weights"), weights, weight => weight.Name);
    }

    /// <summary>The arrays, under names of their own: the same name twice gets a number, as in Keras.</summary>
    private static void AddArrays(H5GroupBuilder group, IReadOnlyList<Weight> weights, Func<Weight, string> nameOf)
    {
        var names = new List<string>();
        foreach (var weight in weights)
        {
            var wanted = nameOf(weight);
            var name = wanted;
            for (var i = 1; names.Contains(name); i++)
                name = $"{wanted}_{i}";
            names.Add(name);
        }
        names = [.. names.Select(name => name + ":0")];
        group.SetStringsChunked("weight_names", names);
        for (var i = 0; i < weights.Count; i++)
            AddArray(group, names[i], weights[i].Read());
    }

    internal static void AddArray(H5GroupBuilder group, string name, HostArray array)
    {
        var dimensions = array.Shape.AsSpan();
        switch (array.Data)
        {
            case float[] values: group.AddDataset(name, dimensions, values); break;
            case double[] values: group.AddDataset(name, dimensions, values); break;
            case Half[] values: group.AddDataset(name, dimensions, values); break;
            case long[] values: group.AddDataset(name, dimensions, values); break;
            case int[] values: group.AddDataset(name, dimensions, values); break;
            case byte[] values: group.AddDataset(name, dimensions, values); break;
            case bool[] values: group.AddDataset(name, dimensions, values); break;
            default: group.AddDataset(name, dimensions, array.ToSingles()); break;
        }
    }
}
