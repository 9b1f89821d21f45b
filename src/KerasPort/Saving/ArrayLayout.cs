using KerasPort.TensorFlow;

namespace KerasPort.Saving;

/// <summary>Rearranges small arrays in managed memory: kernels of files from other Kerases.</summary>
internal static class ArrayLayout
{
    /// <summary>The axes in another order.</summary>
    public static HostArray Transpose(HostArray array, params int[] permutation) =>
        Map(array, new Shape([.. permutation.Select(axis => array.Shape[axis])]), (target, source) =>
        {
            for (var i = 0; i < permutation.Length; i++)
                source[permutation[i]] = target[i];
        });

    /// <summary>The order turned round along axes.</summary>
    public static HostArray Reverse(HostArray array, params int[] axes) =>
        Map(array, array.Shape, (target, source) =>
        {
            target.CopyTo(source, 0);
            foreach (var axis in axes)
                source[axis] = array.Shape[axis] - 1 - target[axis];
        });

    /// <summary>Arrays joined along the last axis.</summary>
    public static HostArray ConcatLast(params HostArray[] arrays)
    {
        var lengths = arrays.Select(array => (int)array.Shape[-1]).ToArray();
        var rows = arrays[0].Shape.Count / Math.Max(1, lengths[0]);
        var result = new float[rows * lengths.Sum()];
        var values = arrays.Select(array => array.ToSingles()).ToArray();
        var next = 0;
        for (var row = 0; row < rows; row++)
            for (var i = 0; i < arrays.Length; i++)
            {
                values[i].AsSpan(row * lengths[i], lengths[i]).CopyTo(result.AsSpan(next));
                next += lengths[i];
            }
        return new HostArray(result, arrays[0].Shape.With(-1, lengths.Sum()));
    }

    private static HostArray Map(HostArray array, Shape shape, Action<long[], long[]> locate)
    {
        var values = array.ToSingles();
        var result = new float[values.Length];
        var target = new long[shape.Rank];
        var source = new long[array.Shape.Rank];
        for (var i = 0; i < result.Length; i++)
        {
            locate(target, source);
            long index = 0;
            for (var axis = 0; axis < source.Length; axis++)
                index = index * array.Shape[axis] + source[axis];
            result[i] = values[index];
            for (var axis = target.Length - 1; axis >= 0 && ++target[axis] == shape[axis]; axis--)
                target[axis] = 0;
        }
        return new HostArray(result, shape);
    }
}
