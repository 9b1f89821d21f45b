using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Saving;

/// <summary>The layouts of Keras 1: a matrix a gate, kernels by the order of axes of its backends.</summary>
internal static class Keras1Weights
{
    public static HostArray[] Convert(Layer layer, HostArray[] arrays)
    {
        arrays = [.. arrays];
        switch (layer.ClassName)
        {
            case "Conv1D" when arrays.Length > 0 && arrays[0].Shape.Rank == 4:
                var units = layer.Weights[0].Shape[-1];
                if (arrays[0].Shape[3] != units || arrays[0].Shape[1] != 1)
                    arrays[0] = ArrayLayout.Transpose(arrays[0], 2, 3, 1, 0);
                arrays[0] = new HostArray(arrays[0].Data, new Shape(arrays[0].Shape[0], arrays[0].Shape[2], arrays[0].Shape[3]));
                break;
            case "Conv2D" or "Conv3D" when arrays.Length > 0:
                arrays[0] = FiltersLast(layer, arrays[0]);
                break;
            case "Conv2DTranspose" when arrays.Length > 0 && arrays[0].Shape.Rank == 4:
                arrays[0] = IsChannelsFirst(layer)
                    ? ArrayLayout.Transpose(arrays[0], 2, 3, 0, 1)
                    : ArrayLayout.Transpose(arrays[0], 0, 1, 3, 2);
                break;
            case "GRU" when arrays.Length == 9:
                return [Join(arrays, 0, 3, 6), Join(arrays, 1, 4, 7), Join(arrays, 2, 5, 8)];
            case "LSTM" or "ConvLSTM2D" when arrays.Length == 12:
                return [Join(arrays, 0, 6, 3, 9), Join(arrays, 1, 7, 4, 10), Join(arrays, 2, 8, 5, 11)];
        }
        return arrays;
    }

    /// <summary>(filters, channels, rows, ...), the order of axes with channels first, to (rows, ..., channels, filters).</summary>
    private static HostArray FiltersLast(Layer layer, HostArray kernel)
    {
        var rank = kernel.Shape.Rank;
        if (rank != layer.Weights[0].Shape.Rank || (!IsChannelsFirst(layer) && kernel.Shape.Equals(layer.Weights[0].Shape)))
            return kernel;
        var turned = ArrayLayout.Transpose(kernel, [.. Enumerable.Range(2, rank - 2), 1, 0]);
        return turned.Shape.Equals(layer.Weights[0].Shape) ? turned : kernel;
    }

    private static bool IsChannelsFirst(Layer layer) => layer.GetConfig()["data_format"]?.GetValue<string>() == "channels_first";

    private static HostArray Join(HostArray[] arrays, params int[] indices) => ArrayLayout.ConcatLast([.. indices.Select(i => arrays[i])]);
}
