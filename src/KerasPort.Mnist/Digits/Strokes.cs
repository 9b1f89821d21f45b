namespace KerasPort.Mnist.Digits;

/// <summary>The pieces of ink in one map that look most like a digit, and how much they do.</summary>
internal sealed class Strokes
{
    private Strokes(InkMap map, Plane peak, List<Part> parts, float score)
    {
        (Map, Peak, Parts, Score) = (map, peak, parts, score);
        (Left, Top) = (parts.Min(part => part.Left), parts.Min(part => part.Top));
        (Width, Height) = (parts.Max(part => part.Right) + 1 - Left, parts.Max(part => part.Bottom) + 1 - Top);
    }

    public InkMap Map { get; }

    /// <summary>The depth of the deepest ink near each pixel.</summary>
    public Plane Peak { get; }

    public List<Part> Parts { get; }

    /// <summary>Larger for long, deep, thin ink in the middle.</summary>
    public float Score { get; }

    public int Left { get; }

    public int Top { get; }

    public int Width { get; }

    public int Height { get; }

    public int Extent => Math.Max(Width, Height);

    public float StrokeWidth => Parts[0].StrokeWidth;

    /// <summary>The best strokes in the map, or null where there is nothing but paper.</summary>
    public static Strokes? Find(InkMap map)
    {
        var depth = map.Depth;
        var reach = (Math.Max(depth.Width, depth.Height) / 40) | 1;
        // Half of the deepest ink nearby is a stroke's edge: right for deep and for faint strokes alike.
        var peak = depth.Maximum((2 * reach) + 1).Blur(reach / 2f);
        var least = Math.Max(3.5f * map.Noise, 0.02f);
        var mask = new bool[depth.Values.Length];
        for (var index = 0; index < mask.Length; index++)
            mask[index] = depth.Values[index] > least && depth.Values[index] > 0.5f * peak.Values[index];
        var parts = Part.Of(mask, depth);
        var main = parts.MaxBy(part => Rate(part, depth));
        if (main is null) return null;
        var chosen = Grow(main, parts, depth);
        return new Strokes(map, peak, chosen, Rate(main, depth) * chosen.Sum(part => part.Extent) / main.Extent);
    }

    /// <summary>Whether these are the same strokes as a finer map's, of which that map saw the rims: they hold its ink and more that is as deep.</summary>
    public bool Fills(Strokes finer)
    {
        var own = Mask(Parts, Map.Depth);
        var (count, finerCount) = (Parts.Sum(part => part.Pixels.Count), finer.Parts.Sum(part => part.Pixels.Count));
        var held = finer.Parts.Sum(part => part.Pixels.Count(index => own[index]));
        return held > 0.9f * finerCount && count > 1.1f * finerCount && MeanDepth > 0.75f * finer.MeanDepth;
    }

    /// <summary>The mean depth of the ink.</summary>
    public float MeanDepth => Parts.Sum(part => part.Depth * part.Pixels.Count) / Parts.Sum(part => part.Pixels.Count);

    private static float Rate(Part part, Plane depth)
    {
        var (width, height) = (depth.Width, depth.Height);
        var (x, y) = (((part.Left + part.Right) / 2f / width) - 0.5f, ((part.Top + part.Bottom) / 2f / height) - 0.5f);
        var central = MathF.Exp(-4 * ((x * x) + (y * y)));
        var thickness = part.StrokeWidth / part.Extent;
        var thin = thickness < 0.3f ? 1 : 0.09f / (thickness * thickness);
        return part.Extent * Math.Min(part.Depth, 0.35f) * central * thin * (part.AtEdge ? 0.5f : 1);
    }

    /// <summary>Adds pieces that belong to the digit: near it, about as deep and as wide, and long enough to be part of a stroke.</summary>
    private static List<Part> Grow(Part main, List<Part> parts, Plane depth)
    {
        List<Part> chosen = [main];
        var candidates = parts.Where(part => part != main && part.Extent >= 0.1f * main.Extent && part.Depth >= 0.35f * main.Depth
            && part.StrokeWidth <= (2 * main.StrokeWidth) + 2 && (!part.AtEdge || part.Extent >= 0.3f * main.Extent)).ToList();
        for (var added = true; added && candidates.Count > 0;)
        {
            var extent = Math.Max(chosen.Max(part => part.Right) - chosen.Min(part => part.Left), chosen.Max(part => part.Bottom) - chosen.Min(part => part.Top)) + 1;
            // A piece is no nearer than its box is.
            var close = candidates.Where(part => chosen.Exists(one => one.BoxDistance(part) <= Gap(part, extent, depth))).ToList();
            if (close.Count == 0) break;
            // Only the rows that hold these pieces are looked at.
            var (top, bottom) = (Math.Min(chosen.Min(part => part.Top), close.Min(part => part.Top)), Math.Max(chosen.Max(part => part.Bottom), close.Max(part => part.Bottom)));
            var (start, length) = (top * depth.Width, (bottom + 1 - top) * depth.Width);
            var distance = Distance.To(Mask(chosen, depth)[start..(start + length)], depth.Width, bottom + 1 - top);
            var near = close.Where(part => part.Pixels.Min(index => distance.Values[index - start]) <= Gap(part, extent, depth)).ToList();
            added = near.Count > 0;
            chosen.AddRange(near);
            candidates.RemoveAll(near.Contains);
        }
        return chosen;
    }

    private static bool[] Mask(List<Part> parts, Plane depth)
    {
        var mask = new bool[depth.Values.Length];
        foreach (var index in parts.SelectMany(part => part.Pixels)) mask[index] = true;
        return mask;
    }

    private static float Gap(Part part, int extent, Plane depth) =>
        Math.Max(0.18f * extent * (part.Extent < 0.3f * extent ? 1 : 1.5f), 0.03f * Math.Max(depth.Width, depth.Height));
}
