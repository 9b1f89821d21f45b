using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Saving;

/// <summary>
/// Turns a layer's arrays from the layout of the Keras and backend that wrote them into ours. Keras:
/// saving.preprocess_weights_for_loading.
/// </summary>
internal static class WeightConversion
{
    // Conv3DTranspose, which Keras itself forgets, among them: its numbers on Theano say so.
    private static readonly string[] s_turned = ["Conv1D", "Conv2D", "Conv3D", "Conv2DTranspose", "Conv3DTranspose", "ConvLSTM2D"];

    public static HostArray[] Convert(Layer layer, HostArray[] arrays, string kerasVersion, string backend)
    {
        if (layer is Model model)
            return Nested(model, arrays, kerasVersion, backend);
        if (layer.WeightParts is { } parts)
            return [.. Split(parts, arrays).SelectMany(part => Convert(part.Layer, part.Arrays, kerasVersion, backend))];
        if (kerasVersion.StartsWith('1'))
            arrays = Keras1Weights.Convert(layer, arrays);
        if (s_turned.Contains(layer.ClassName) && arrays.Length > 0)
            arrays = Kernels(layer, arrays, backend);
        return layer.ConvertWeights(arrays);
    }

    /// <summary>
    /// The optimizer's arrays for a model: Theano's state of a turned kernel is turned with it. The state is a list of arrays a
    /// kind, each in the order of the trainable weights, after the scalars.
    /// </summary>
    public static IReadOnlyList<HostArray> ConvertState(Model model, IReadOnlyList<Weight> trainable, IReadOnlyList<HostArray> arrays, string backend)
    {
        if (backend != "theano" || trainable.Count == 0)
            return arrays;
        var turned = Flatten(model).Where(layer => s_turned.Contains(layer.ClassName))
            .SelectMany(layer => layer.Weights.Take(layer.ClassName == "ConvLSTM2D" ? 2 : 1)).ToHashSet();
        var result = arrays.ToArray();
        var first = Array.FindIndex(result, array => array.Shape.Rank > 0);
        for (var i = Math.Max(first, 0); i < result.Length; i++)
        {
            var weight = trainable[(i - first) % trainable.Count];
            if (turned.Contains(weight) && result[i].Shape.Equals(weight.Shape))
                result[i] = Turn(result[i]);
        }
        return result;
    }

    private static IEnumerable<Layer> Flatten(Layer layer) => layer.SubLayers.SelectMany(Flatten).Prepend(layer);

    /// <summary>
    /// A nested model's arrays: the trainable ones of all its layers, then the others. Keras sorts them so when it saves.
    /// </summary>
    private static HostArray[] Nested(Model model, HostArray[] arrays, string kerasVersion, string backend)
    {
        var result = new List<HostArray>();
        var next = 0;
        foreach (var trainable in new[] { true, false })
        {
            foreach (var layer in model.Layers)
            {
                var count = trainable ? layer.TrainableWeights.Count : layer.NonTrainableWeights.Count;
                if (count == 0)
                    continue;
                if (next + count > arrays.Length)
                    return arrays;
                result.AddRange(Convert(layer, arrays[next..(next + count)], kerasVersion, backend));
                next += count;
            }
        }
        return [.. result, .. arrays[next..]];
    }

    private static IEnumerable<(Layer Layer, HostArray[] Arrays)> Split(IReadOnlyList<Layer> parts, HostArray[] arrays)
    {
        // Keras 1's recurrent layers have an array a gate: each direction then has half of them.
        var isOther = arrays.Length != parts.Sum(part => part.Weights.Count) && arrays.Length % parts.Count == 0;
        var next = 0;
        foreach (var part in parts)
        {
            var count = isOther ? arrays.Length / parts.Count : Math.Min(part.Weights.Count, arrays.Length - next);
            yield return (part, arrays[next..(next + count)]);
            next += count;
        }
        if (next < arrays.Length)
            yield return (parts[^1], arrays[next..]);
    }

    private static HostArray[] Kernels(Layer layer, HostArray[] arrays, string backend)
    {
        var kernels = layer.ClassName == "ConvLSTM2D" ? 2 : 1;
        arrays = [.. arrays];
        for (var i = 0; i < Math.Min(kernels, arrays.Length); i++)
        {
            if (backend == "theano")
                arrays[i] = Turn(arrays[i]);
            // Old files hold kernels as (out, in, rows, columns).
            if (layer.Weights.Count > i && arrays[i].Shape.Rank == 4 && !arrays[i].Shape.Equals(layer.Weights[i].Shape))
                arrays[i] = ArrayLayout.Transpose(arrays[i], 3, 2, 0, 1);
        }
        return arrays;
    }

    /// <summary>The kernel turned in all its spatial axes: Theano convolves where TensorFlow correlates.</summary>
    private static HostArray Turn(HostArray kernel) => ArrayLayout.Reverse(kernel, [.. Enumerable.Range(0, Math.Max(0, kernel.Shape.Rank - 2))]);
}
