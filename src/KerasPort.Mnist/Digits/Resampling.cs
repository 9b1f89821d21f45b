using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Digits;

/// <summary>How much of each old pixel goes into which new ones, along one side of a picture.</summary>
internal static class Resampling
{
    /// <summary>For each old pixel, the new pixels that take part of it: their areas' overlap, or linear weights where the side grows.</summary>
    public static (int Target, float Weight)[][] Taps(int from, int to)
    {
        var taps = new List<(int, float)>[from];
        for (var index = 0; index < from; index++) taps[index] = [];
        var scale = (double)from / to;
        for (var target = 0; target < to; target++)
        {
            if (scale > 1)
            {
                var (start, end) = (target * scale, (target + 1) * scale);
                for (var index = (int)start; index < Math.Min(from, (int)Math.Ceiling(end - 1e-9)); index++)
                    taps[index].Add((target, (float)((Math.Min(index + 1, end) - Math.Max(index, start)) / scale)));
                continue;
            }
            var position = Math.Clamp(((target + 0.5) * scale) - 0.5, 0, from - 1);
            var first = Math.Min((int)position, from - 1);
            var part = (float)(position - first);
            taps[first].Add((target, 1 - part));
            if (part > 0) taps[first + 1].Add((target, part));
        }
        return Array.ConvertAll(taps, one => one.ToArray());
    }

    /// <summary>One row in the new width.</summary>
    public static void Reduce(ReadOnlySpan<float> row, (int Target, float Weight)[][] taps, Span<float> result)
    {
        result.Clear();
        for (var x = 0; x < row.Length; x++)
        {
            foreach (var (target, weight) in taps[x]) result[target] += weight * row[x];
        }
    }

    /// <summary>
    /// A colour picture's brightness in another size, where ink is dark: the least of the three channels, in which pens of every colour are dark,
    /// or for light ink on a dark ground the negative of the greatest.
    /// </summary>
    public static Plane Brightness(ColorImage image, int width, int height, bool lightInk)
    {
        var (columns, rows) = (Taps(image.Width, width), Taps(image.Height, height));
        var result = new float[width * height];
        var (line, reduced) = (new float[image.Width], new float[width]);
        for (var y = 0; y < image.Height; y++)
        {
            var source = image.Pixels.AsSpan(3 * y * image.Width, 3 * image.Width);
            for (var x = 0; x < line.Length; x++)
            {
                var (red, green, blue) = (source[3 * x], source[(3 * x) + 1], source[(3 * x) + 2]);
                line[x] = lightInk ? 255 - Math.Max(red, Math.Max(green, blue)) : Math.Min(red, Math.Min(green, blue));
            }
            Reduce(line, columns, reduced);
            foreach (var (target, weight) in rows[y]) Lanes.AddScaled(reduced, weight, result.AsSpan(target * width, width));
        }
        return new Plane(width, height, result);
    }
}
