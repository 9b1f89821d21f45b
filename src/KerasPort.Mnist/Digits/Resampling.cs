using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Digits;

/// <summary>Pictures in another size: the mean over each new pixel's area, or linear between pixels where a side grows.</summary>
internal static class Resampling
{
    /// <summary>Writes a row of the old picture.</summary>
    public delegate void ReadRow(int y, Span<float> row);

    /// <summary>The picture whose rows are read, in the new size.</summary>
    public static Plane Run(int fromWidth, int fromHeight, int width, int height, ReadRow read)
    {
        var (columns, rows) = (Taps(fromWidth, width), Taps(fromHeight, height));
        var (row, narrow, result) = (new float[fromWidth], new float[width], new float[width * height]);
        var known = -1;
        for (var y = 0; y < height; y++)
        {
            var (first, weights) = rows[y];
            for (var tap = 0; tap < weights.Length; tap++)
            {
                if (first + tap != known)
                {
                    read(known = first + tap, row);
                    Reduce(row, columns, narrow);
                }
                Lanes.AddScaled(narrow, weights[tap], result.AsSpan(y * width, width));
            }
        }
        return new Plane(width, height, result);
    }

    private static void Reduce(ReadOnlySpan<float> row, (int First, float[] Weights)[] columns, Span<float> narrow)
    {
        for (var x = 0; x < narrow.Length; x++)
        {
            var (first, weights) = columns[x];
            var from = row.Slice(first, weights.Length);
            var sum = 0f;
            for (var tap = 0; tap < weights.Length; tap++) sum += weights[tap] * from[tap];
            narrow[x] = sum;
        }
    }

    /// <summary>
    /// A colour picture's brightness in another size, where ink is dark: the least of the three channels, in which pens of every colour are dark,
    /// or for light ink on a dark ground the negative of the greatest.
    /// </summary>
    public static Plane Brightness(ColorImage image, int width, int height, bool lightInk)
    {
        // At each byte the extreme of it and the next two: every third of them is a pixel's.
        var extremes = new byte[3 * image.Width];
        return Run(image.Width, image.Height, width, height, (y, row) =>
        {
            Lanes.ExtremesOfThree(image.Pixels.AsSpan(3 * y * image.Width, 3 * image.Width), lightInk, extremes);
            for (var x = 0; x < row.Length; x++) row[x] = lightInk ? 255 - extremes[3 * x] : extremes[3 * x];
        });
    }

    /// <summary>For each new pixel along a side the first old one that it takes part of and their weights: their areas' overlap, or linear where the side grows.</summary>
    private static (int First, float[] Weights)[] Taps(int from, int to)
    {
        var taps = new (int, float[])[to];
        var scale = (double)from / to;
        for (var target = 0; target < to; target++)
        {
            if (scale > 1)
            {
                var (start, end) = (target * scale, (target + 1) * scale);
                var (low, high) = ((int)start, Math.Min(from, (int)Math.Ceiling(end - 1e-9)));
                taps[target] = (low, [.. Enumerable.Range(low, high - low).Select(index => (float)((Math.Min(index + 1, end) - Math.Max(index, start)) / scale))]);
                continue;
            }
            var position = Math.Clamp(((target + 0.5) * scale) - 0.5, 0, from - 1);
            var first = Math.Min((int)position, from - 1);
            var part = (float)(position - first);
            taps[target] = (first, part > 0 ? [1 - part, part] : [1 - part]);
        }
        return taps;
    }
}
