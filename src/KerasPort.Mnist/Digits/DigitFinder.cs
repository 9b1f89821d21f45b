using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Digits;

/// <summary>Finds the one handwritten digit in a photo or a drawing and makes of it what MNIST's makers made of theirs.</summary>
/// <remarks>
/// Nothing is learned and nothing depends on a picture's size: it is scaled so that its longer side has 320 pixels. The digit may be dark on light or
/// light on dark, in uneven light, with glare, shadows, dots and smudges around it, and drawn by a thick or a thin, a full or a drying pen.
/// </remarks>
internal static class DigitFinder
{
    private const int Side = 320;
    private const float SmallDigit = 0.3f;

    // Strokes wider than a third of a step are left to the next one.
    private static readonly int[] s_widest = [25, 61, 141];

    /// <summary>The digit in the picture, or null where there is no ink.</summary>
    public static FoundDigit? Find(ColorImage image)
    {
        var found = FindIn(image);
        if (found is null || found.Value.Strokes.Extent >= SmallDigit * Math.Max(found.Value.Strokes.Map.Depth.Width, found.Value.Strokes.Map.Depth.Height)) return found is { } whole ? Frame(whole, 0, 0) : null;
        // A small digit in a large photo is looked at again from near.
        var (scale, strokes) = found.Value;
        if (scale > 0.99f) return Frame(found.Value, 0, 0);
        var room = 0.75f * strokes.Extent;
        var left = (int)Math.Max(0, (strokes.Left - room) / scale);
        var top = (int)Math.Max(0, (strokes.Top - room) / scale);
        var right = (int)Math.Min(image.Width, (strokes.Left + strokes.Width + room) / scale);
        var bottom = (int)Math.Min(image.Height, (strokes.Top + strokes.Height + room) / scale);
        return FindIn(image.Crop(left, top, right - left, bottom - top)) is { } near ? Frame(near, left, top) : Frame(found.Value, 0, 0);
    }

    private static FoundDigit Frame((float Scale, Strokes Strokes) found, int left, int top)
    {
        var (scale, strokes) = found;
        return new FoundDigit(
            MnistFrame.Of(strokes),
            left + (int)(strokes.Left / scale),
            top + (int)(strokes.Top / scale),
            (int)MathF.Ceiling(strokes.Width / scale),
            (int)MathF.Ceiling(strokes.Height / scale));
    }

    private static (float Scale, Strokes Strokes)? FindIn(ColorImage image)
    {
        // A drawing on even ground shows all it has at half the size, and has no shadows that a coarse map could take for ink.
        var drawing = Reduce(image, Side / 2, lightInk: false);
        return IsEven(drawing) ? FindIn(image, drawing, s_widest[^1] / 2) : FindIn(image, Reduce(image, Side, lightInk: false), s_widest);
    }

    /// <summary>Whether more than half of the pixels have the very same brightness: no photo's have.</summary>
    private static bool IsEven(Plane brightness)
    {
        var ground = brightness.Quantile(0.5);
        return brightness.Quantile(0.5, value => Math.Abs(value - ground)) == 0;
    }

    private static (float Scale, Strokes Strokes)? FindIn(ColorImage image, Plane dark, params ReadOnlySpan<int> widest)
    {
        var side = Math.Max(dark.Width, dark.Height);
        var best = Ink.Of(dark, widest);
        // A ground darker than middle grey may be a board with light ink.
        var ground = dark.Quantile(0.5);
        if (ground < 128)
        {
            var light = Ink.Of(Reduce(image, side, lightInk: true), widest);
            // Where little is darker than the ground, what is dark is the ground between light strokes.
            var isBoard = dark.Quantile(0.99) - ground > 2 * (ground - dark.Quantile(0.01));
            if (best is null || (light is not null && light.IsMoreLikelyThan(best, isBoard))) best = light;
        }
        return best is null ? null : ((float)side / Math.Max(image.Width, image.Height), best.Strokes);
    }

    private static Plane Reduce(ColorImage image, int side, bool lightInk)
    {
        var scale = (float)side / Math.Max(image.Width, image.Height);
        return Resampling.Brightness(image, Math.Max(1, (int)MathF.Round(image.Width * scale)), Math.Max(1, (int)MathF.Round(image.Height * scale)), lightInk);
    }
}
