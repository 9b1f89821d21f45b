using KerasPort.Hdf5;
using SkiaSharp;

namespace KerasPort.Plotting.Drawing;

/// <summary>Writes pictures whole or not at all.</summary>
internal static class PictureFile
{
    /// <summary>Draws a picture of the given size on white and saves it as PNG.</summary>
    public static void SavePng(string path, int width, int height, Action<SKCanvas> draw)
    {
        if (!Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"A picture is saved as PNG: its name must end in .png. Received: path=\"{path}\".", nameof(path));
        using var data = EncodePng(width, height, draw);
        Write(path, data.ToArray());
    }

    /// <summary>Draws a picture of the given size on white, as the bytes of a PNG file.</summary>
    public static SKData EncodePng(int width, int height, Action<SKCanvas> draw)
    {
        using var surface = SKSurface.Create(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        surface.Canvas.Clear(SKColors.White);
        draw(surface.Canvas);
        using var image = surface.Snapshot();
        return image.Encode(SKEncodedImageFormat.Png, 100);
    }

    /// <summary>Replaces the file at <paramref name="path"/> by <paramref name="bytes"/>.</summary>
    /// <exception cref="IOException">The file can't be written; nothing is left behind then.</exception>
    public static void Write(string path, byte[] bytes)
    {
        try
        {
            AtomicFile.Write(path, stream => stream.Write(bytes));
        }
        catch (UnauthorizedAccessException error)
        {
            throw new IOException(error.Message, error);
        }
    }
}
