using System.Runtime.InteropServices;
using SkiaSharp;

namespace KerasPort.Plotting.Images;

/// <summary>Turns and mirrors a decoded picture as its EXIF tag says.</summary>
internal static class Orientation
{
    private const int Square = 64;

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
        var source = MemoryMarshal.Cast<byte, uint>(rgba);
        var pixels = GC.AllocateUninitializedArray<byte>(3 * targetWidth * targetHeight);
        // Square by square: a turned picture's rows lie far apart, and whole lines of it would be fetched for one pixel each.
        for (var top = 0; top < targetHeight; top += Square)
        {
            for (var left = 0; left < targetWidth; left += Square)
            {
                for (var y = top; y < Math.Min(top + Square, targetHeight); y++)
                {
                    var from = start + (y * row) + (left * column);
                    var line = pixels.AsSpan(3 * ((y * targetWidth) + left), 3 * Math.Min(Square, targetWidth - left));
                    for (var to = 0; to < line.Length; to += 3, from += column)
                    {
                        var pixel = source[from];
                        (line[to], line[to + 1], line[to + 2]) = ((byte)pixel, (byte)(pixel >> 8), (byte)(pixel >> 16));
                    }
                }
            }
        }
        return new ColorImage(targetWidth, targetHeight, pixels);
    }
}
