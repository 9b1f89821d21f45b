namespace KerasPort.Plotting.Images;

/// <summary>OpenCV's INTER_LINEAR for bytes: weights in 2048ths, sums shifted in its order, so that every pixel is the same.</summary>
internal static class LinearResize
{
    private const int One = 1 << 11;

    /// <summary>The pixels of <paramref name="image"/> in the new size.</summary>
    public static byte[] Run(GrayImage image, int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        if (width == image.Width && height == image.Height) return (byte[])image.Pixels.Clone();
        // OpenCV takes the mean of four where both sides are exactly halved.
        if (image.Width == 2 * width && image.Height == 2 * height) return Halve(image, width, height);

        var (columns, rows) = (Weights(image.Width, width, clampEnds: true), Weights(image.Height, height, clampEnds: false));
        var (upper, lower) = (new int[width], new int[width]);
        var result = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            var (row, first, second) = rows[y];
            Across(image, Math.Clamp(row, 0, image.Height - 1), columns, upper);
            Across(image, Math.Clamp(row + 1, 0, image.Height - 1), columns, lower);
            for (var x = 0; x < width; x++)
                result[(y * width) + x] = (byte)((((first * (upper[x] >> 4)) >> 16) + ((second * (lower[x] >> 4)) >> 16) + 2) >> 2);
        }
        return result;
    }

    private static void Across(GrayImage image, int row, (int Index, int First, int Second)[] columns, int[] sums)
    {
        var line = image.Pixels.AsSpan(row * image.Width, image.Width);
        for (var x = 0; x < sums.Length; x++)
        {
            var (index, first, second) = columns[x];
            sums[x] = (line[index] * first) + (line[Math.Min(index + 1, line.Length - 1)] * second);
        }
    }

    private static (int Index, int First, int Second)[] Weights(int from, int to, bool clampEnds)
    {
        var scale = 1 / ((double)to / from);
        return [.. Enumerable.Range(0, to).Select(target =>
        {
            var position = (float)(((target + 0.5) * scale) - 0.5);
            var index = (int)MathF.Floor(position);
            var part = position - index;
            if (clampEnds && index < 0) (index, part) = (0, 0);
            if (clampEnds && index >= from - 1) (index, part) = (from - 1, 0);
            return (index, Weight(1 - part), Weight(part));
        })];
    }

    private static int Weight(float part) => (int)MathF.Round(part * One, MidpointRounding.ToEven);

    private static byte[] Halve(GrayImage image, int width, int height)
    {
        var result = new byte[width * height];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var sum = image[2 * x, 2 * y] + image[(2 * x) + 1, 2 * y] + image[2 * x, (2 * y) + 1] + image[(2 * x) + 1, (2 * y) + 1];
                result[(y * width) + x] = (byte)((sum + 2) >> 2);
            }
        }
        return result;
    }
}
