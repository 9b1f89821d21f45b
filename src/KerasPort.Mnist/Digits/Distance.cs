namespace KerasPort.Mnist.Digits;

/// <summary>The exact distance of each pixel to the nearest pixel of a set (Felzenszwalb and Huttenlocher's lower envelopes of parabolas).</summary>
internal static class Distance
{
    private const float Far = 1e12f;

    /// <summary>Distances in pixels; 0 on the set itself. Where the set is empty, a very large number.</summary>
    public static Plane To(bool[] set, int width, int height)
    {
        var squares = Array.ConvertAll(set, inside => inside ? 0f : Far);
        var longest = Math.Max(width, height);
        var (line, result) = (new float[longest], new float[longest]);
        var (places, bounds) = (new int[longest], new float[longest + 1]);
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < height; y++) line[y] = squares[(y * width) + x];
            Transform(line.AsSpan(0, height), result, places, bounds);
            for (var y = 0; y < height; y++) squares[(y * width) + x] = result[y];
        }
        for (var y = 0; y < height; y++)
        {
            var row = squares.AsSpan(y * width, width);
            row.CopyTo(line);
            Transform(line.AsSpan(0, width), result, places, bounds);
            for (var x = 0; x < width; x++) row[x] = MathF.Sqrt(result[x]);
        }
        return new Plane(width, height, squares);
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
