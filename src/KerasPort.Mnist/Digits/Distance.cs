namespace KerasPort.Mnist.Digits;

/// <summary>The exact distance of each pixel to the nearest pixel of a set (Felzenszwalb and Huttenlocher's lower envelopes of parabolas).</summary>
internal static class Distance
{
    private const float FarAway = 1e6f;

    /// <summary>Distances in pixels; 0 on the set itself. Where the set is empty, a very large number.</summary>
    public static Plane To(bool[] set, int width, int height)
    {
        var distances = Columns(set, width);
        var (line, result) = (new float[width], new float[width]);
        var (places, bounds) = (new int[width], new float[width + 1]);
        for (var y = 0; y < height; y++)
        {
            var row = distances.AsSpan(y * width, width);
            // Pixels of the set are done, and nothing beyond them is nearer: each gap between two of them is a row of its own.
            for (var from = 0; row[from..].IndexOfAnyExcept(0f) is var skip and >= 0;)
            {
                from += skip;
                var length = row[from..].IndexOf(0f) is var gap and >= 0 ? gap : width - from;
                var (start, end) = (Math.Max(from - 1, 0), Math.Min(from + length + 1, width));
                for (var x = start; x < end; x++) line[x - start] = row[x] * row[x];
                Transform(line.AsSpan(0, end - start), result, places, bounds);
                for (var x = start; x < end; x++) row[x] = MathF.Sqrt(result[x - start]);
                from += length;
            }
        }
        return new Plane(width, height, distances);
    }

    /// <summary>The distance to the nearest pixel of the set in the same column: one sweep down, one up.</summary>
    private static float[] Columns(bool[] set, int width)
    {
        var distances = GC.AllocateUninitializedArray<float>(set.Length);
        for (var index = 0; index < set.Length; index++) distances[index] = set[index] ? 0 : FarAway;
        for (var start = width; start < set.Length; start += width)
            Lanes.AtMostOneMore(distances.AsSpan(start, width), distances.AsSpan(start - width, width));
        for (var start = set.Length - (2 * width); start >= 0; start -= width)
            Lanes.AtMostOneMore(distances.AsSpan(start, width), distances.AsSpan(start + width, width));
        return distances;
    }

    private static void Transform(ReadOnlySpan<float> heights, float[] result, int[] places, float[] bounds)
    {
        var last = 0;
        places[0] = 0;
        bounds[0] = float.NegativeInfinity;
        bounds[1] = float.PositiveInfinity;
        for (var index = 1; index < heights.Length; index++)
        {
            var cross = Cross(heights, places[last], index);
            while (cross <= bounds[last]) cross = Cross(heights, places[--last], index);
            places[++last] = index;
            bounds[last] = cross;
            bounds[last + 1] = float.PositiveInfinity;
        }
        for (int index = 0, at = 0; index < heights.Length; index++)
        {
            while (bounds[at + 1] < index) at++;
            var step = index - places[at];
            result[index] = (step * step) + heights[places[at]];
        }
    }

    private static float Cross(ReadOnlySpan<float> heights, int left, int right) =>
        (float)(((double)heights[right] - heights[left] + ((double)right * right) - ((double)left * left)) / (2.0 * (right - left)));
}
