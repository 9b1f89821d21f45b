using KerasPort.Hdf5;
using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Saving;

/// <summary>
/// Weights by layer: a group a layer, its arrays in the order of weight_names. Keras: saving.load_weights_from_hdf5_group.
/// </summary>
internal static class LayerWeightsFile
{
    /// <summary>Whether any layer has arrays in the file.</summary>
    public static bool HasWeights(H5Group group) => group.Attributes.GetStringsChunked("layer_names").Any(name => WeightNames(group, name).Length > 0);

    /// <summary>Sets the weights layer by layer, in the order of both.</summary>
    /// <returns>Whether the model has its layers in the order of the file.</returns>
    public static bool Load(Model model, H5Group group, LoadContext context, string backend)
    {
        var layers = model.Layers.Where(layer => layer.Weights.Count > 0).ToArray();
        var saved = group.Attributes.GetStringsChunked("layer_names")
            .Select(name => (Name: name, Weights: WeightNames(group, name)))
            .Where(layer => layer.Weights.Length > 0).ToArray();
        if (layers.Length != saved.Length)
            throw new InvalidDataException($"{context.Source}: the file holds weights of {saved.Length} layers ({Some(saved.Select(layer => layer.Name))}), the model has {layers.Length} layers with weights ({Some(layers.Select(layer => layer.Name))}).");
        // Keras 1 held the layers of a merged stack branch by branch: there the names tell.
        var isOtherOrder = context.KerasVersion.StartsWith('1') && !layers.Select(layer => layer.Name).SequenceEqual(saved.Select(layer => layer.Name))
            && layers.Select(layer => layer.Name).ToHashSet().SetEquals(saved.Select(layer => layer.Name));
        if (isOtherOrder)
            saved = [.. layers.Join(saved, layer => layer.Name, layer => layer.Name, (_, layer) => layer)];
        var pairs = layers.Select((layer, i) => (layer, Read(layer, group.GetGroup(saved[i].Name), saved[i].Weights, context, backend))).ToArray();
        Set(pairs);
        return !isOtherOrder;
    }

    /// <summary>
    /// Sets the weights from a file of Keras 0, which numbers layers and arrays: layer_0/param_0. Its kernels are Theano's, the
    /// only backend that there was.
    /// </summary>
    public static void LoadNumbered(Model model, H5Group root, LoadContext context)
    {
        var layers = model.Layers.Where(layer => layer.Weights.Count > 0).ToArray();
        var saved = Numbered(root, "layer_").Select(root.GetGroup)
            .Select(group => (Group: group, Names: Numbered(group, "param_").ToArray())).Where(layer => layer.Names.Length > 0).ToArray();
        if (layers.Length != saved.Length)
            throw new InvalidDataException($"{context.Source}: the file (of Keras 0) holds weights of {saved.Length} layers, the model has {layers.Length} layers with weights ({Some(layers.Select(layer => layer.Name))}).");
        Set([.. layers.Select((layer, i) => (layer, Read(layer, saved[i].Group, saved[i].Names, context, "theano")))]);

        static IEnumerable<string> Numbered(H5Group group, string prefix) => Enumerable.Range(0, group.Keys.Count)
            .Select(i => prefix + i.ToString(System.Globalization.CultureInfo.InvariantCulture)).TakeWhile(group.Contains);
    }

    /// <summary>Sets the weights of the layers whose names are in the file.</summary>
    public static void LoadByName(Model model, H5Group group, LoadContext context, string backend, bool skipMismatch)
    {
        var pairs = new List<(Layer, HostArray[])>();
        foreach (var name in group.Attributes.GetStringsChunked("layer_names"))
        {
            var names = WeightNames(group, name);
            foreach (var layer in model.Layers.Where(layer => layer.Name == name && (layer.Weights.Count > 0 || names.Length > 0)))
            {
                try
                {
                    pairs.Add((layer, Read(layer, group.GetGroup(name), names, context, backend)));
                }
                catch (WeightMismatchException error) when (skipMismatch)
                {
                    context.Warnings.Add($"The layer '{name}' was skipped: {error.Message}");
                }
            }
        }
        Set(pairs);
    }

    /// <summary>Every array is read and checked before the first weight changes.</summary>
    private static void Set(IEnumerable<(Layer Layer, HostArray[] Arrays)> pairs)
    {
        foreach (var (layer, arrays) in pairs)
            for (var i = 0; i < arrays.Length; i++)
                layer.Weights[i].Write(arrays[i]);
    }

    private static string[] WeightNames(H5Group group, string layer)
    {
        var attributes = group.GetGroup(layer).Attributes;
        return attributes.ContainsChunked("weight_names") ? attributes.GetStringsChunked("weight_names") : [];
    }

    private static HostArray[] Read(Layer layer, H5Group group, string[] names, LoadContext context, string backend)
    {
        var arrays = names.Select(name => Arrays.Read(group.GetDataset(name))).ToArray();
        arrays = WeightConversion.Convert(layer, arrays, context.KerasVersion, backend);
        var weights = layer.Weights;
        if (arrays.Length != weights.Count)
            throw new WeightMismatchException($"{context.Source}: the layer '{layer.Name}' ({layer.ClassName}) has {weights.Count} weights, the file holds {arrays.Length} arrays for it ({Some(names)}).");
        if (Enumerable.Range(0, arrays.Length).All(i => arrays[i].Shape.Equals(weights[i].Shape)))
            return arrays;
        // The order inside a nested model depends on which layers were frozen when it was saved: names tell.
        if (MatchNames(weights, names, arrays) is { } sorted)
            return sorted;
        var wrong = Enumerable.Range(0, arrays.Length).First(i => !arrays[i].Shape.Equals(weights[i].Shape));
        throw new WeightMismatchException($"{context.Source}: the weight {weights[wrong].Name} has the shape {weights[wrong].Shape}, the file holds {names.ElementAtOrDefault(wrong)} of shape {arrays[wrong].Shape}.");
    }

    private static HostArray[]? MatchNames(IReadOnlyList<Weight> weights, string[] names, HostArray[] arrays)
    {
        if (names.Length != arrays.Length)
            return null;
        var byName = new Dictionary<string, HostArray>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length; i++)
            if (!byName.TryAdd(Key(names[i]), arrays[i]))
                return null;
        var result = weights.Select(weight => byName.GetValueOrDefault(Key(weight.Name))).ToArray();
        return result.Select((array, i) => array is not null && array.Shape.Equals(weights[i].Shape)).All(fits => fits) ? [.. result.OfType<HostArray>()] : null;

        // The last two parts: the layer and the weight, without TensorFlow's ":0".
        static string Key(string name) => string.Join('/', name.Split(':')[0].Split('/').TakeLast(2));
    }

    private static string Some(IEnumerable<string> names)
    {
        var list = names.ToArray();
        return string.Join(", ", list.Take(8)) + (list.Length > 8 ? ", ..." : "");
    }
}
