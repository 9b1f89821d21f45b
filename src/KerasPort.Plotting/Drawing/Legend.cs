using SkiaSharp;

namespace KerasPort.Plotting.Drawing;

/// <summary>The box that names the series, in the corner that hides the least of them (matplotlib's loc='best').</summary>
internal sealed class Legend(IReadOnlyList<Series> series, Func<double, double, SKPoint> pixel)
{
    private const float Point = 100f / 72;
    private const float Em = 10 * Point;
    private const float Padding = 0.4f * Em;
    private const float Line = 21f;

    /// <summary>Draws the box.</summary>
    public void Draw(SKCanvas canvas)
    {
        using var font = Typefaces.Sans(Em);
        var width = (2 * Padding) + (2.8f * Em) + series.Max(one => font.MeasureText(one.Label));
        var box = Best(width, (series.Count * Line) + (Padding / 2));
        using var fill = new SKPaint { Color = SKColors.White.WithAlpha(204), IsAntialias = true };
        using var edge = PlotAxes.Stroke(new SKColor(204, 204, 204), 1);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        canvas.DrawRoundRect(box, 0.2f * Em, 0.2f * Em, fill);
        canvas.DrawRoundRect(box, 0.2f * Em, 0.2f * Em, edge);
        var (left, middle) = (box.Left + Padding, box.Top + Padding + (Em / 2));
        foreach (var one in series)
        {
            if (one.Markers)
            {
                PlotAxes.DrawMarker(canvas, new SKPoint(left + Em, middle), one.Color);
            }
            else
            {
                using var stroke = PlotAxes.Stroke(one.Color, 1.5f);
                canvas.DrawLine(left, middle, left + (2 * Em), middle, stroke);
            }
            canvas.DrawText(one.Label, left + (2.8f * Em), middle + (0.36f * Em), SKTextAlign.Left, font, ink);
            middle += Line;
        }
    }

    private SKRect Best(float width, float height)
    {
        var frame = PlotAxes.Frame;
        const float gap = 0.5f * Em;
        float[] columns = [frame.Right - gap - width, frame.Left + gap, frame.MidX - (width / 2)];
        float[] rows = [frame.Top + gap, frame.Bottom - gap - height, frame.MidY - (height / 2)];
        // matplotlib's order: the four corners, then the sides, then the middle.
        (int Column, int Row)[] order = [(0, 0), (1, 0), (1, 1), (0, 1), (0, 2), (1, 2), (2, 1), (2, 0), (2, 2)];
        return order.Select(place => SKRect.Create(columns[place.Column], rows[place.Row], width, height)).MinBy(Hidden);
    }

    private int Hidden(SKRect box)
    {
        var hidden = 0;
        foreach (var one in series)
        {
            hidden += one.Finite.Count(point => box.Contains(pixel(point.X, point.Y)));
            if (one.Markers) continue;
            foreach (var piece in one.Pieces())
                hidden += piece.Zip(piece.Skip(1)).Count(ends => Crosses(box, pixel(ends.First.X, ends.First.Y), pixel(ends.Second.X, ends.Second.Y)));
        }
        return hidden;
    }

    private static bool Crosses(SKRect box, SKPoint from, SKPoint to)
    {
        const int samples = 50;
        return Enumerable.Range(0, samples + 1).Select(step => step / (float)samples)
            .Any(part => box.Contains(from.X + (part * (to.X - from.X)), from.Y + (part * (to.Y - from.Y))));
    }
}
