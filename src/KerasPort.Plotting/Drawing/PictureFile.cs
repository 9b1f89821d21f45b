using SkiaSharp;

namespace KerasPort.Plotting.Drawing;

/// <summary>Writes pictures whole or not at all: into a file beside the target, which then takes its name.</summary>
internal static class PictureFile
{
    /// <summary>Draws a picture of the given size on white and saves it as PNG.</summary>
    public static void SavePng(string path, int width, int height, Action<SKCanvas> draw)
    {
        if (!Path.GetExtension(path).Equals(".png", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"A picture is saved as PNG: its name must end in .png. Received: path=\"{path}\".", nameof(path));
        using var data = EncodePng(width, height, draw);
        Write(path, data.AsSpan());
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
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var target = Path.GetFullPath(path);
        if (Directory.Exists(target))
            throw new IOException($"The picture can't be saved: \"{path}\" is a folder. Give the name of a file.");
        if (Path.GetDirectoryName(target) is { } folder && !Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The picture can't be saved as \"{path}\": there is no folder \"{folder}\".");
        var temporary = $"{target}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write)) file.Write(bytes);
            File.Move(temporary, target, overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The picture can't be saved as \"{path}\": {error.Message}", error);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
