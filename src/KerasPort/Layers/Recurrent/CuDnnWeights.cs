using KerasPort.Saving;

namespace KerasPort.Layers;

/// <summary>Turns the arrays of CuDNNLSTM and CuDNNGRU into those of LSTM and GRU. Keras: saving._convert_rnn_weights.</summary>
internal static class CuDnnWeights
{
    public static HostArray[] ToLstm(HostArray[] arrays, RecurrentCell cell)
    {
        if (arrays.Length != 3 || arrays[2].Shape.Rank != 1 || arrays[1].Shape.Rank != 2 || arrays[2].Shape[0] != 8 * arrays[1].Shape[0])
            return arrays;
        // cuDNN has a bias for the input and one for the state: LSTM's is their sum.
        var both = arrays[2].ToSingles();
        var half = both.Length / 2;
        var bias = new float[half];
        for (var i = 0; i < half; i++)
            bias[i] = both[i] + both[half + i];
        return [Kernels(arrays[0], 4), Transposed(arrays[1], 4), new HostArray(bias, [half])];
    }

    public static HostArray[] ToGru(HostArray[] arrays, RecurrentCell cell)
    {
        if (arrays.Length != 3 || arrays[2].Shape.Rank != 1 || arrays[1].Shape.Rank != 2 || arrays[2].Shape[0] != 6 * arrays[1].Shape[0])
            return arrays;
        if (cell is not GRUCell { ResetAfter: true })
            throw new WeightMismatchException($"`{cell.Name}`: weights of CuDNNGRU fit a GRU with resetAfter: true only.");
        return [Kernels(arrays[0], 3), Transposed(arrays[1], 3), new HostArray(arrays[2].Data, [2, arrays[2].Shape[0] / 2])];
    }

    /// <summary>Each gate's kernel transposed and read in Fortran's order: its shape stays.</summary>
    private static HostArray Kernels(HostArray kernels, int gates) => Map(kernels, gates, (part, rows, columns, i, j) => part[i * columns + j], fortran: true);

    private static HostArray Transposed(HostArray kernels, int gates) => Map(kernels, gates, (part, rows, columns, i, j) => part[j * columns + i], fortran: false);

    private static HostArray Map(HostArray kernels, int gates, Func<float[], int, int, int, int, float> at, bool fortran)
    {
        var rows = (int)kernels.Shape[0];
        var columns = (int)kernels.Shape[1] / gates;
        var source = kernels.ToSingles();
        var result = new float[source.Length];
        for (var gate = 0; gate < gates; gate++)
        {
            var part = new float[rows * columns];
            for (var i = 0; i < rows; i++)
                source.AsSpan((i * gates + gate) * columns, columns).CopyTo(part.AsSpan(i * columns));
            for (var i = 0; i < rows; i++)
            {
                for (var j = 0; j < columns; j++)
                {
                    // kernel.T.reshape(shape, order="F"): element k in Fortran's order of the result is element k, in Fortran's
                    // order, of the transpose: that is k in C's order of the kernel.
                    var k = j * rows + i;
                    result[(i * gates + gate) * columns + j] = fortran ? part[k] : at(part, rows, columns, i, j);
                }
            }
        }
        return new HostArray(result, kernels.Shape);
    }
}
