using System.Globalization;
using KerasPort.Plotting.Drawing;
using SkiaSharp;

namespace KerasPort.Plotting.Models;

/// <summary>Draws a picture of a model in pixels.</summary>
internal static class PngPainter
{
    // Half a GiB while it is drawn.
    private const long MaxPixels = 1L << 27;

    /// <summary>The bytes of a PNG file.</summary>
    /// <exception cref="ArgumentException">The picture would be too large.</exception>
    public static SKData Encode(ModelPicture picture, int dpi)
    {
        var scale = dpi / 72f;
        var (width, height) = ((long)Math.Ceiling(picture.Width * scale), (long)Math.Ceiling(picture.Height * scale));
        if (width * height > MaxPixels)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"`PlotModel`: the picture would have {width} x {height} pixels; at most {MaxPixels} in all can be drawn. Give a smaller dpi, or a name that ends in .svg. Received: dpi={dpi}."), nameof(dpi));
        }
        return PictureFile.EncodePng((int)width, (int)height, canvas =>
        {
            canvas.Scale(scale);
            Draw(picture, canvas);
        });
    }

    private static void Draw(ModelPicture picture, SKCanvas canvas)
    {
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        using var stroke = new SKPaint { Color = SKColors.Black, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 1 };
        using var dashes = SKPathEffect.CreateDash([5, 3], 0);
        using var dashed = new SKPaint { Color = SKColors.Black, IsAntialias = true, Style = SKPaintStyle.Stroke, StrokeWidth = 1, PathEffect = dashes };
        using var font = Typefaces.Sans(LayerBox.FontSize);
        foreach (var (_, frame) in picture.Frames)
            canvas.DrawRect(frame, dashed);
        foreach (var (_, _, arrow) in picture.Edges)
        {
            using var line = new SKPath();
            line.MoveTo(arrow.Line[0]);
            foreach (var (from, to) in arrow.Line.Zip(arrow.Line.Skip(1)))
            {
                if (picture.Bend(from, to) is var (first, second))
                    line.CubicTo(first, second, to);
                else
                    line.LineTo(to);
            }
            canvas.DrawPath(line, stroke);
            using var head = new SKPath();
            head.AddPoly(arrow.Head);
            canvas.DrawPath(head, ink);
        }
        foreach (var (box, corner) in picture.Boxes)
        {
            foreach (var (area, text) in box.Cells)
            {
                var place = area;
                place.Offset(corner);
                canvas.DrawRect(place, stroke);
                canvas.DrawText(text, place.MidX, LayerBox.Baseline(place), SKTextAlign.Center, font, ink);
            }
        }
        foreach (var (text, corner) in picture.Titles)
            canvas.DrawText(text, corner.X, corner.Y + LayerBox.FontSize + 2, SKTextAlign.Left, font, ink);
    }
}
