using KerasPort.Hdf5;

namespace KerasPort.Tools.Inspecting;

/// <summary>Compares the elements of two datasets of one shape.</summary>
internal static class ArrayDifference
{
    public static IEnumerable<UnlikeArray> Of(FileNode one, FileNode other, double tolerance)
    {
        if (one.IsNumeric && other.IsNumeric)
        {
            return Numbers(one.Path, one.Dataset!.ReadDoubles(), other.Dataset!.ReadDoubles(), tolerance);
        }

        return one.Dataset!.Type.Class == H5TypeClass.String && other.Dataset!.Type.Class == H5TypeClass.String
            ? Others(one.Path, one.Dataset.ReadStrings(), other.Dataset.ReadStrings())
            : one.Type == other.Type ? Others(one.Path, one.Dataset.ReadRaw(), other.Dataset!.ReadRaw()) : [];
    }

    private static IEnumerable<UnlikeArray> Numbers(string path, double[] one, double[] other, double tolerance)
    {
        var (largest, index, count) = (0.0, 0L, 0L);
        for (var i = 0; i < one.Length; i++)
        {
            // Two NaNs, or two infinities of one sign, are alike.
            var difference = one[i].Equals(other[i]) ? 0 : Math.Abs(one[i] - other[i]);
            difference = double.IsNaN(difference) ? double.PositiveInfinity : difference;
            if (difference > tolerance)
            {
                count++;
                (largest, index) = difference > largest ? (difference, i) : (largest, index);
            }
        }

        return count == 0 ? [] : [new UnlikeArray(path, largest, index, count)];
    }

    private static IEnumerable<UnlikeArray> Others<T>(string path, T[] one, T[] other)
        where T : IEquatable<T>
    {
        var different = Enumerable.Range(0, Math.Min(one.Length, other.Length)).Where(i => !one[i].Equals(other[i])).ToList();
        return different.Count == 0 ? [] : [new UnlikeArray(path, double.PositiveInfinity, different[0], different.Count)];
    }
}
