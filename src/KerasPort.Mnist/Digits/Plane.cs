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
    public Plane Maximum(int size)
    {
        var (padded, stride) = Pad(size / 2, float.NegativeInfinity);
        Slide(padded, size, 1, Lanes.MaximumAhead);
        Slide(padded, size, stride, Lanes.MaximumAhead);
        return Unpad(padded, stride);
    }

    /// <summary>Dark features narrower than <paramref name="size"/> (odd) filled up with what surrounds them (a morphological closing); edges are continued outwards.</summary>
    public Plane Close(int size)
    {
        // Squares reach their width less one beyond the picture, so that a dark corner at its edge holds some, too. Continuing edges
        // outwards and leaving out what lies there give the same greatest values.
        var (padded, stride) = Pad(size - 1, float.NegativeInfinity);
        Slide(padded.AsSpan((size - 1) * stride, Height * stride), size, 1, Lanes.MaximumAhead);
        Slide(padded, size, stride, Lanes.MaximumAhead);
        var rows = padded.AsSpan(0, (Height + size - 1) * stride);
        Slide(rows, size, 1, Lanes.MinimumAhead);
        Slide(rows, size, stride, Lanes.MinimumAhead);
        return Unpad(padded, stride);
    }

    /// <summary>At each place the smaller of the two planes' values.</summary>
    public Plane AtMost(Plane other)
    {
        var least = new float[Values.Length];
        for (var index = 0; index < least.Length; index++) least[index] = Math.Min(Values[index], other.Values[index]);
        return new Plane(Width, Height, least);
    }

    /// <summary>A Gaussian blur; edges are continued outwards.</summary>
    public Plane Blur(float sigma)
    {
        var reach = (int)MathF.Ceiling(3 * sigma);
        var kernel = new float[(2 * reach) + 1];
        for (var tap = 0; tap < kernel.Length; tap++) kernel[tap] = MathF.Exp(-((tap - reach) * (tap - reach)) / (2 * sigma * sigma));
        var sum = kernel.Sum();
        for (var tap = 0; tap < kernel.Length; tap++) kernel[tap] /= sum;
        var (padded, stride) = Pad(reach, null);
        var across = new float[padded.Length];
        for (var tap = 0; tap < kernel.Length; tap++) Lanes.AddScaled(padded.AsSpan(tap), kernel[tap], across);
        var down = new float[padded.Length];
        for (var tap = 0; tap < kernel.Length; tap++) Lanes.AddScaled(across.AsSpan(tap * stride), kernel[tap], down);
        return Unpad(down, stride);
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
    public Plane Resize(int width, int height)
    {
        var (columns, rows) = (Resampling.Taps(Width, width), Resampling.Taps(Height, height));
        var result = new float[width * height];
        var line = new float[width];
        for (var y = 0; y < Height; y++)
        {
            if (rows[y].Length == 0) continue;
            Resampling.Reduce(Values.AsSpan(y * Width, Width), columns, line);
            foreach (var (target, weight) in rows[y]) Lanes.AddScaled(line, weight, result.AsSpan(target * width, width));
        }
        return new Plane(width, height, result);
    }

    /// <summary>The value below which a part (0 to 1) of the pixels lies, from a sample of them.</summary>
    public float Quantile(double part)
    {
        const int sample = 4096;
        var step = Math.Max(1, Values.Length / sample);
        // A step that shares no factor with the width does not sample single columns.
        while (step > 1 && Width % step == 0) step++;
        var some = new float[(Values.Length + step - 1) / step];
        for (var index = 0; index < some.Length; index++) some[index] = Values[index * step];
        Array.Sort(some);
        return some[(int)Math.Clamp(part * some.Length, 0, some.Length - 1)];
    }

    private delegate void Combine(Span<float> values, int shift);

    /// <summary>Puts at each place the extreme of the <paramref name="size"/> values from there on, doubling the reach at each pass.</summary>
    private static void Slide(Span<float> values, int size, int step, Combine combine)
    {
        for (var reach = 1; reach < size;)
        {
            var shift = Math.Min(reach, size - reach);
            combine(values, shift * step);
            reach += shift;
        }
    }

    private (float[] Values, int Stride) Pad(int room, float? outside)
    {
        var stride = Width + (2 * room);
        var padded = new float[stride * (Height + (2 * room))];
        if (outside is { } neutral) Array.Fill(padded, neutral);
        for (var y = 0; y < Height + (2 * room); y++)
        {
            var source = Math.Clamp(y - room, 0, Height - 1);
            if (outside is not null && source != y - room) continue;
            var row = padded.AsSpan(y * stride, stride);
            Values.AsSpan(source * Width, Width).CopyTo(row[room..]);
            if (outside is not null) continue;
            row[..room].Fill(this[0, source]);
            row[(room + Width)..].Fill(this[Width - 1, source]);
        }
        return (padded, stride);
    }

    private Plane Unpad(float[] padded, int stride)
    {
        var result = new float[Width * Height];
        for (var y = 0; y < Height; y++) padded.AsSpan(y * stride, Width).CopyTo(result.AsSpan(y * Width));
        return new Plane(Width, Height, result);
    }
}
