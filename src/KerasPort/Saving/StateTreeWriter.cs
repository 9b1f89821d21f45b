using KerasPort.Hdf5;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Utils;

namespace KerasPort.Saving;

/// <summary>Writes weights in the layout of Keras 3: groups that follow the objects, layers/dense_1/vars/0. Keras: saving_lib.</summary>
internal static class StateTreeWriter
{
    public static void Write(Model model, H5GroupBuilder root, bool includeOptimizer)
    {
        AddModel(model, root);
        if (!includeOptimizer || model.Compilation is not { Optimizer: var optimizer })
            return;
        var vars = AddVars(root, "optimizer", LayerNames.ToSnakeCase(optimizer.ClassName));
        AddArrays(vars, optimizer.Keras3Weights);
    }

    private static void AddModel(Model model, H5GroupBuilder group)
    {
        var vars = group.AddGroup("vars");
        vars.SetString("name", model.Name);
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var layer in model.AllLayers)
        {
            var name = LayerNames.ToGroupName(layer.FileClassName);
            var count = counts[name] = counts.GetValueOrDefault(name) + 1;
            var own = group.AddGroup($"layers/{(count == 1 ? name : $"{name}_{count - 1}")}");
            if (layer is Model nested)
                AddModel(nested, own);
            else
                AddLayer(layer, own);
        }
    }

    private static void AddLayer(Layer layer, H5GroupBuilder group)
    {
        var vars = group.AddGroup("vars");
        vars.SetString("name", layer.Name);
        foreach (var (path, weights) in layer.StateGroups)
            AddArrays(path.Length == 0 ? vars : AddVars(group, path, path.Contains("cells/", StringComparison.Ordinal) ? Owner(layer, weights)?.Name : null), weights);
    }

    private static H5GroupBuilder AddVars(H5GroupBuilder group, string path, string? name)
    {
        var vars = group.AddGroup(path + "/vars");
        if (name is not null)
            vars.SetString("name", name);
        return vars;
    }

    /// <summary>The part to which the weights belong.</summary>
    private static Layer? Owner(Layer layer, IReadOnlyList<Weight> weights) =>
        weights.Count == 0 ? null : Parts(layer).FirstOrDefault(part => part.OwnWeights.Contains(weights[0]));

    private static IEnumerable<Layer> Parts(Layer layer) => layer.SubLayers.SelectMany(part => Parts(part).Prepend(part));

    private static void AddArrays(H5GroupBuilder vars, IReadOnlyList<Weight> weights)
    {
        for (var i = 0; i < weights.Count; i++)
            Hdf5ModelWriter.AddArray(vars, i.ToString(System.Globalization.CultureInfo.InvariantCulture), weights[i].Read());
    }
}
