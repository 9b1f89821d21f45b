namespace KerasPort.Mnist.Digits;

/// <summary>Puts strokes into 28 x 28 pixels as MNIST's makers did: a box of 20 x 20, the centre of mass in the middle, strokes of the width that MNIST has.</summary>
internal static class MnistFrame
{
    private const int Size = 28;
    private const int Box = 20;
    private const int Drawing = 160;
    private const int Room = 40;

    // Parts of the digit's longer side; of MNIST's own digits nine in ten have strokes wider than 0.09, half of them than 0.114.
    private const float Thinnest = 0.095f;
    private const float Usual = 0.112f;
    private const float Thickest = 0.21f;
    private const float SmallestHole = 6;

    /// <summary>The 28 x 28 bytes.</summary>
    public static byte[] Of(Strokes strokes)
    {
        var ink = Enlarge(strokes);
        var mask = Array.ConvertAll(ink.Values, value => value > 0.5f);
        var width = MeanWidth(mask, ink) / Drawing;
        if (width < Thinnest) ink = Thicken(mask, ink, width);
        else if (width > Thickest) ink = Thin(mask, ink, width);
        return Centre(ink);
    }

    /// <summary>The ink alone, 0 to 1, in a drawing whose longer side of ink has 160 pixels.</summary>
    private static Plane Enlarge(Strokes strokes)
    {
        const int rim = 2;
        var (left, top, columns, rows) = (strokes.Left - rim, strokes.Top - rim, strokes.Width + (2 * rim), strokes.Height + (2 * rim));
        var (depth, peak) = (strokes.Map.Depth.Crop(left, top, columns, rows), strokes.Peak.Crop(left, top, columns, rows));
        var inside = new bool[depth.Values.Length];
        foreach (var index in strokes.Parts.SelectMany(part => part.Pixels))
            inside[(((index / strokes.Map.Depth.Width) - top) * columns) + (index % strokes.Map.Depth.Width) - left] = true;
        var near = Distance.To(inside, columns, rows);
        var soft = new float[inside.Length];
        for (var index = 0; index < soft.Length; index++)
        {
            // Full ink from three quarters of the deepest ink nearby on; the edge lies at one half.
            if (near.Values[index] <= rim) soft[index] = Math.Clamp((depth.Values[index] / Math.Max(peak.Values[index], 1e-3f) * 2) - 0.5f, 0, 1);
        }
        var crop = new Plane(columns, rows, soft);
        var scale = (float)Drawing / strokes.Extent;
        var (width, height) = (Math.Max(1, (int)MathF.Round(crop.Width * scale)), Math.Max(1, (int)MathF.Round(crop.Height * scale)));
        var large = crop.Resize(width, height).Crop(-Room, -Room, width + (2 * Room), height + (2 * Room));
        return large.Blur(1.2f);
    }

    private static float MeanWidth(bool[] mask, Plane ink)
    {
        var toEdge = Distance.To(Array.ConvertAll(mask, inside => !inside), ink.Width, ink.Height);
        var (sum, count) = (0.0, 0);
        for (var index = 0; index < mask.Length; index++)
        {
            if (!mask[index]) continue;
            sum += toEdge.Values[index] - 0.5;
            count++;
        }
        return count == 0 ? 1 : (float)Math.Max(1, 4 * sum / count);
    }

    private static Plane Thicken(bool[] mask, Plane ink, float width)
    {
        // Very thin strokes come to the usual width, those nearly wide enough stay nearly as they are.
        var target = Usual - ((Usual - Thinnest) * Math.Clamp((width - 0.06f) / (Thinnest - 0.06f), 0, 1));
        var add = Drawing * (target - width) / (2 * (1 - target));
        var toInk = Distance.To(mask, ink.Width, ink.Height);
        var holes = Holes(mask, ink, toInk);
        var result = new float[mask.Length];
        for (var index = 0; index < result.Length; index++)
        {
            // A hole that filled up would make a 4 of a 9 and a 1 of a 0: it keeps its middle.
            var reach = holes[index] > 0 ? Math.Min(add, Math.Max(0, holes[index] - SmallestHole)) : add;
            result[index] = Math.Max(ink.Values[index], Math.Clamp(reach - toInk.Values[index] + 1, 0, 1));
        }
        return new Plane(ink.Width, ink.Height, result);
    }

    private static Plane Thin(bool[] mask, Plane ink, float width)
    {
        var take = Drawing * (width - Thickest) / (2 * (1 - Thickest));
        var toPaper = Distance.To(Array.ConvertAll(mask, inside => !inside), ink.Width, ink.Height);
        return toPaper.Map(distance => Math.Clamp(distance - take, 0, 1));
    }

    /// <summary>For each pixel of paper that ink encloses, how far its hole's middle is from the ink; 0 elsewhere.</summary>
    private static float[] Holes(bool[] mask, Plane ink, Plane toInk)
    {
        var result = new float[mask.Length];
        foreach (var paper in Part.Connected(Array.ConvertAll(mask, inside => !inside), ink.Width, ink.Height))
        {
            if (paper.AtEdge) continue;
            var middle = paper.Pixels.Max(index => toInk.Values[index]);
            foreach (var index in paper.Pixels) result[index] = middle;
        }
        return result;
    }

    private static byte[] Centre(Plane ink)
    {
        var (left, top, right, bottom) = (ink.Width, ink.Height, -1, -1);
        for (var index = 0; index < ink.Values.Length; index++)
        {
            if (ink.Values[index] < 0.5f) continue;
            var (x, y) = (index % ink.Width, index / ink.Width);
            (left, right) = (Math.Min(left, x), Math.Max(right, x));
            (top, bottom) = (Math.Min(top, y), Math.Max(bottom, y));
        }
        var pixels = new byte[Size * Size];
        if (right < 0) return pixels;
        var (width, height) = (right - left + 1, bottom - top + 1);
        var scale = (float)Box / Math.Max(width, height);
        var small = ink.Crop(left, top, width, height).Resize(Math.Max(1, (int)MathF.Round(width * scale)), Math.Max(1, (int)MathF.Round(height * scale)));
        var (sum, sumX, sumY) = (0.0, 0.0, 0.0);
        for (var index = 0; index < small.Values.Length; index++)
        {
            sum += small.Values[index];
            sumX += small.Values[index] * (index % small.Width);
            sumY += small.Values[index] * (index / small.Width);
        }
        var toX = (int)Math.Clamp(Math.Round((Size / 2) - (sumX / sum)), 0, Size - small.Width);
        var toY = (int)Math.Clamp(Math.Round((Size / 2) - (sumY / sum)), 0, Size - small.Height);
        for (var index = 0; index < small.Values.Length; index++)
            pixels[((toY + (index / small.Width)) * Size) + toX + (index % small.Width)] = (byte)Math.Clamp(MathF.Round(small.Values[index] * 255), 0, 255);
        return pixels;
    }
}
