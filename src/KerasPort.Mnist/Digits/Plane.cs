using System.Buffers;

namespace KerasPort.Mnist.Digits;

/// <summary>A picture of floats, with the filters that the digit finder is made of.</summary>
internal sealed class Plane(int width, int height, float[] values)
{
    public int Width { get; } = width;

    public int Height { get; } = height;

    public float[] Values { get; } = values;

    public float this[int x, int y] => Values[(y * Width) + x];

    /// <summary>A plane whose values are computed one by one from this one's.</summary>
    public Plane Map(Func<float, float> map) => new(Width, Height, Array.ConvertAll(Values, value => map(value)));

    /// <summary>The greatest value of the square of <paramref name="size"/> (odd) pixels around each pixel.</summary>
    public Plane Maximum(int size) => Extreme<Greatest>(size, size / 2);

    /// <summary>Dark features narrower than <paramref name="size"/> (odd) filled up with what surrounds them (a morphological closing); edges are continued outwards.</summary>
    /// <remarks>
    /// Squares reach their width less one beyond the picture, so that a dark corner at its edge holds some, too. Continuing edges
    /// outwards and leaving out what lies there give the same greatest values.
    /// </remarks>
    public Plane Close(int size) =>
        Extreme<Greatest>(size, size - 1).Extreme<Least>(size, 0);

    /// <summary>A Gaussian blur; edges are continued outwards.</summary>
    public Plane Blur(float sigma)
    {
        var reach = (int)MathF.Ceiling(3 * sigma);
        var kernel = new float[(2 * reach) + 1];
        for (var tap = 0; tap < kernel.Length; tap++) kernel[tap] = MathF.Exp(-((tap - reach) * (tap - reach)) / (2 * sigma * sigma));
        var sum = kernel.Sum();
        for (var tap = 0; tap < kernel.Length; tap++) kernel[tap] /= sum;
        var line = new float[Width + (2 * reach)];
        var across = ArrayPool<float>.Shared.Rent(Width * (Height + (2 * reach)));
        for (var y = 0; y < Height; y++)
        {
            var row = Values.AsSpan(y * Width, Width);
            line.AsSpan(0, reach).Fill(row[0]);
            row.CopyTo(line.AsSpan(reach));
            line.AsSpan(reach + Width).Fill(row[^1]);
            Lanes.Weigh(line, kernel, 1, across.AsSpan((reach + y) * Width, Width));
        }
        for (var beyond = 0; beyond < reach; beyond++)
        {
            across.AsSpan(reach * Width, Width).CopyTo(across.AsSpan(beyond * Width));
            across.AsSpan((reach + Height - 1) * Width, Width).CopyTo(across.AsSpan((reach + Height + beyond) * Width));
        }
        var result = GC.AllocateUninitializedArray<float>(Values.Length);
        Lanes.Weigh(across, kernel, Width, result);
        ArrayPool<float>.Shared.Return(across);
        return new Plane(Width, Height, result);
    }

    /// <summary>The rectangle's own plane; what lies outside of this one is <paramref name="outside"/>.</summary>
    public Plane Crop(int left, int top, int width, int height, float outside = 0)
    {
        var crop = new float[width * height];
        if (outside != 0) Array.Fill(crop, outside);
        var (from, to) = (Math.Max(left, 0), Math.Min(left + width, Width));
        for (var y = Math.Max(top, 0); from < to && y < Math.Min(top + height, Height); y++)
            Values.AsSpan((y * Width) + from, to - from).CopyTo(crop.AsSpan(((y - top) * width) + from - left));
        return new Plane(width, height, crop);
    }

    /// <summary>Another size: the mean over each new pixel's area, or linear between pixels where the plane grows.</summary>
    public Plane Resize(int width, int height) => Resampling.Run(Width, Height, width, height, (y, line) => Values.AsSpan(y * Width, Width).CopyTo(line));

    /// <summary>The value below which a part (0 to 1) of the pixels lies, from a sample of them.</summary>
    public float Quantile(double part) => Quantile(part, value => value);

    /// <summary>The value below which a part (0 to 1) of what <paramref name="map"/> makes of the pixels lies, from a sample of them.</summary>
    public float Quantile(double part, Func<float, float> map)
    {
        const int sample = 4096;
        var step = Math.Max(1, Values.Length / sample);
        // A step that shares no factor with the width does not sample single columns.
        while (step > 1 && Width % step == 0) step++;
        var some = new float[(Values.Length + step - 1) / step];
        for (var index = 0; index < some.Length; index++) some[index] = map(Values[index * step]);
        return Select(some, (int)Math.Clamp(part * some.Length, 0, some.Length - 1));
    }

    /// <summary>The value that would stand at <paramref name="rank"/> if the values were sorted (Hoare's selection).</summary>
    private static float Select(Span<float> values, int rank)
    {
        while (values.Length > 1)
        {
            var pivot = values[values.Length / 2];
            var (low, high) = (0, values.Length - 1);
            while (low <= high)
            {
                while (values[low] < pivot) low++;
                while (values[high] > pivot) high--;
                if (low > high) break;
                (values[low], values[high]) = (values[high], values[low]);
                low++;
                high--;
            }
            if (rank <= high) values = values[..(high + 1)];
            else if (rank < low) return pivot;
            else
            {
                values = values[low..];
                rank -= low;
            }
        }
        return values[0];
    }

    /// <summary>The extreme of each square of <paramref name="size"/> pixels that lies in this plane with <paramref name="room"/> neutral pixels around it.</summary>
    private Plane Extreme<TExtreme>(int size, int room) where TExtreme : IExtreme
    {
        var (width, height) = (Width + (2 * room) - size + 1, Height + (2 * room) - size + 1);
        var across = ArrayPool<float>.Shared.Rent(width * Height);
        var line = new float[Width + (2 * room)];
        for (var y = 0; y < Height; y++)
        {
            Array.Fill(line, TExtreme.Neutral);
            Values.AsSpan(y * Width, Width).CopyTo(line.AsSpan(room));
            Slide<TExtreme>(line, size, 1);
            line.AsSpan(0, width).CopyTo(across.AsSpan(y * width));
        }
        // Stripes that the processor's nearest memory holds take a fraction of the time of whole columns.
        const int stripe = 64;
        var result = GC.AllocateUninitializedArray<float>(width * height);
        var stripes = new float[(Height + (2 * room)) * stripe];
        for (var x = 0; x < width; x += stripe)
        {
            var columns = Math.Min(stripe, width - x);
            Array.Fill(stripes, TExtreme.Neutral);
            for (var y = 0; y < Height; y++) across.AsSpan((y * width) + x, columns).CopyTo(stripes.AsSpan((room + y) * stripe));
            Slide<TExtreme>(stripes, size, stripe);
            for (var y = 0; y < height; y++) stripes.AsSpan(y * stripe, columns).CopyTo(result.AsSpan((y * width) + x));
        }
        ArrayPool<float>.Shared.Return(across);
        return new Plane(width, height, result);
    }

    /// <summary>Puts at each place the extreme of the <paramref name="size"/> values from there on; each pass makes of four neighbours one.</summary>
    private static void Slide<TExtreme>(Span<float> values, int size, int step) where TExtreme : IExtreme
    {
        for (var reach = 1; reach < size;)
        {
            var rest = size - reach;
            Lanes.ExtremeAhead<TExtreme>(values, Math.Min(reach, rest) * step, Math.Min(2 * reach, rest) * step, Math.Min(3 * reach, rest) * step);
            reach += Math.Min(3 * reach, rest);
        }
    }
}
