using SkiaSharp;

namespace KerasPort.Plotting.Images;

/// <summary>Turns and mirrors a decoded picture as its EXIF tag says.</summary>
internal static class Orientation
{
    /// <summary>The upright picture of the red, green and blue bytes; the fourth byte of each pixel is dropped.</summary>
    public static ColorImage TurnUpright(ReadOnlySpan<byte> rgba, int width, int height, SKEncodedOrigin origin)
    {
        var swap = origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var (targetWidth, targetHeight) = swap ? (height, width) : (width, height);
        // The source's index of the target's first pixel, and its steps along the target's columns and rows.
        var (start, column, row) = origin switch
        {
            SKEncodedOrigin.TopRight => (width - 1, -1, width),
            SKEncodedOrigin.BottomRight => ((width * height) - 1, -1, -width),
            SKEncodedOrigin.BottomLeft => (width * (height - 1), 1, -width),
            SKEncodedOrigin.LeftTop => (0, width, 1),
            SKEncodedOrigin.RightTop => (width * (height - 1), -width, 1),
            SKEncodedOrigin.RightBottom => ((width * height) - 1, -width, -1),
            SKEncodedOrigin.LeftBottom => (width - 1, width, -1),
            _ => (0, 1, width),
        };
        var pixels = new byte[3 * targetWidth * targetHeight];
        var to = 0;
        for (var y = 0; y < targetHeight; y++)
        {
            var from = start + (y * row);
            for (var x = 0; x < targetWidth; x++, from += column, to += 3)
            {
                pixels[to] = rgba[4 * from];
                pixels[to + 1] = rgba[(4 * from) + 1];
                pixels[to + 2] = rgba[(4 * from) + 2];
            }
        }
        return new ColorImage(targetWidth, targetHeight, pixels);
    }
}
