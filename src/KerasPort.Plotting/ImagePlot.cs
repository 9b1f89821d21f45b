using KerasPort.Plotting.Drawing;
using KerasPort.Plotting.Images;
using SkiaSharp;

namespace KerasPort.Plotting;

/// <summary>Pictures of grey values with ticks that count their pixels, side by side.</summary>
/// <remarks>
/// It looks like the figure that matplotlib draws with <c>plt.imshow(image, cmap=plt.cm.binary)</c>: the least value white, the
/// greatest black, each pixel a square; with several images each has its <c>plt.subplot(1, n, k)</c>.
/// </remarks>
public static class ImagePlot
{
    private const float Point = 100f / 72;
    private const float Gap = 0.2f;

    /// <summary>Saves the images as a PNG of 640 x 480 pixels.</summary>
    /// <param name="path">The file to write; its name ends in <c>.png</c>. An existing file is replaced whole.</param>
    /// <param name="images">The images, from left to right, each with a title above it; an empty title leaves none.</param>
    /// <exception cref="ArgumentException">There is no image, or the name does not end in <c>.png</c>.</exception>
    /// <exception cref="IOException">The file can't be written; nothing is left behind then.</exception>
    public static void Save(string path, params IReadOnlyList<(GrayImage Image, string Title)> images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (images.Count == 0)
            throw new ArgumentException("`ImagePlot`: there must be at least one image. Received: none.", nameof(images));
        PictureFile.SavePng(path, PlotAxes.Width, PlotAxes.Height, canvas =>
        {
            var width = PlotAxes.Frame.Width / (images.Count + (Gap * (images.Count - 1)));
            for (var index = 0; index < images.Count; index++)
                Draw(canvas, images[index].Image, images[index].Title, SKRect.Create(PlotAxes.Frame.Left + (index * width * (1 + Gap)), PlotAxes.Frame.Top, width, PlotAxes.Frame.Height));
        });
    }

    private static void Draw(SKCanvas canvas, GrayImage image, string title, SKRect room)
    {
        var scale = Math.Min(room.Width / image.Width, room.Height / image.Height);
        var box = SKRect.Create(room.MidX - (image.Width * scale / 2), room.MidY - (image.Height * scale / 2), image.Width * scale, image.Height * scale);
        using var bitmap = ToBitmap(image);
        using (var picture = SKImage.FromBitmap(bitmap))
            canvas.DrawImage(picture, box, new SKSamplingOptions(SKFilterMode.Nearest));
        using var stroke = PlotAxes.Stroke(SKColors.Black, 0.8f);
        stroke.StrokeCap = SKStrokeCap.Butt;
        canvas.DrawRect(box, stroke);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        using var large = Typefaces.Sans(12 * Point);
        using var normal = Typefaces.Sans(10 * Point);
        canvas.DrawText(title, box.MidX, box.Top - (6 * Point), SKTextAlign.Center, large, ink);
        const float tick = 3.5f * Point;
        // A pixel's number stands under its middle.
        var (across, down) = (Ticks.Between(-0.5, image.Width - 0.5), Ticks.Between(-0.5, image.Height - 0.5));
        foreach (var (position, label) in across.Positions.Zip(across.Labels))
        {
            var x = box.Left + ((float)(position + 0.5) * scale);
            canvas.DrawLine(x, box.Bottom, x, box.Bottom + tick, stroke);
            canvas.DrawText(label, x, box.Bottom + (2 * tick) + (7.6f * Point), SKTextAlign.Center, normal, ink);
        }
        foreach (var (position, label) in down.Positions.Zip(down.Labels))
        {
            var y = box.Top + ((float)(position + 0.5) * scale);
            canvas.DrawLine(box.Left - tick, y, box.Left, y, stroke);
            canvas.DrawText(label, box.Left - (2 * tick), y + (3.65f * Point), SKTextAlign.Right, normal, ink);
        }
    }

    private static SKBitmap ToBitmap(GrayImage image)
    {
        var (least, most) = (image.Pixels.Min(), image.Pixels.Max());
        var bitmap = new SKBitmap(new SKImageInfo(image.Width, image.Height, SKColorType.Gray8, SKAlphaType.Opaque));
        var pixels = bitmap.GetPixelSpan();
        for (var y = 0; y < image.Height; y++)
        {
            for (var x = 0; x < image.Width; x++)
                pixels[(y * bitmap.RowBytes) + x] = most == least ? byte.MaxValue : (byte)(255 - MathF.Round(255f * (image[x, y] - least) / (most - least)));
        }
        return bitmap;
    }
}
