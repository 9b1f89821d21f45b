using KerasPort.Hdf5;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Utils;

namespace KerasPort.Saving;

/// <summary>
/// The weights of the .keras format: groups that follow the objects, layers/dense_1/vars/0. The names come from the classes in
/// order; newer files also give each group the layer's name. Keras: saving_lib.
/// </summary>
internal static class StateTree
{
    public static void Load(Model model, H5Group root, LoadContext context, bool skipMismatch = false)
    {
        var writes = new List<(Weight, HostArray)>();
        Read(model, root, context, skipMismatch, writes);
        foreach (var (weight, array) in writes)
            weight.Write(array);
    }

    /// <summary>The optimizer's arrays, in order; none where the file has no optimizer.</summary>
    public static HostArray[] ReadOptimizer(H5Group root) =>
        root.TryGet("optimizer/vars", out var found) && found is H5Group vars ? Numbered(vars) : [];

    private static void Read(Model model, H5Group group, LoadContext context, bool skipMismatch, List<(Weight, HostArray)> writes)
    {
        var container = group.Contains("layers") ? group.GetGroup("layers")
            : group.Contains("_layer_checkpoint_dependencies") ? group.GetGroup("_layer_checkpoint_dependencies")
            : null;
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        var byName = container is null ? [] : Names(container);
        foreach (var layer in model.AllLayers)
        {
            var name = LayerNames.ToGroupName(layer.FileClassName);
            var count = counts[name] = counts.GetValueOrDefault(name) + 1;
            if (layer.Weights.Count == 0)
                continue;
            var key = byName.GetValueOrDefault(layer.Name) ?? (count == 1 ? name : $"{name}_{count - 1}");
            // tf.keras 2.12 wrote the path with a backslash.
            if (container is null || !(container.TryGet(key, out var found) || group.TryGet($"layers\\{key}", out found)) || found is not H5Group layerGroup)
                throw new InvalidDataException($"{context.Source}: the weights of the layer '{layer.Name}' are missing: no group layers/{key}.");
            if (layer is Model nested)
                Read(nested, layerGroup, context, skipMismatch, writes);
            else
                ReadLayer(layer, layerGroup, context, skipMismatch, writes);
        }
    }

    private static void ReadLayer(Layer layer, H5Group group, LoadContext context, bool skipMismatch, List<(Weight, HostArray)> writes)
    {
        foreach (var (path, weights) in layer.StateGroups)
        {
            var vars = path.Length == 0 ? "vars" : path + "/vars";
            // tf.keras names the parts of an attention layer with an underscore before.
            var arrays = (group.TryGet(vars, out var found) || group.TryGet("_" + vars, out found)) && found is H5Group numbered ? Numbered(numbered) : [];
            var fits = arrays.Length >= weights.Count && weights.Select((weight, i) => weight.Shape.Equals(arrays[i].Shape)).All(same => same);
            if (fits)
                writes.AddRange(weights.Select((weight, i) => (weight, arrays[i])));
            else if (skipMismatch)
                context.Warnings.Add($"The layer '{layer.Name}' was skipped: its weights have other shapes in the file.");
            else
                throw new WeightMismatchException($"{context.Source}: the layer '{layer.Name}' needs arrays of the shapes {string.Join(", ", weights.Select(weight => weight.Shape))} in {group.Path}/{vars}, the file holds {string.Join(", ", arrays.Select(array => array.Shape))}.");
        }
    }

    private static HostArray[] Numbered(H5Group vars) =>
        [.. Enumerable.Range(0, vars.Keys.Count)
            .Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .TakeWhile(vars.Contains).Select(key => Arrays.Read(vars.GetDataset(key)))];

    private static Dictionary<string, string> Names(H5Group container)
    {
        var names = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var key in container.Keys)
            if (container.TryGet(key + "/vars", out var vars) && vars.Attributes.Contains("name"))
                names.TryAdd(vars.Attributes.GetString("name"), key);
        return names;
    }
}
