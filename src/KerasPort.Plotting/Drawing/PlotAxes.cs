using SkiaSharp;

namespace KerasPort.Plotting.Drawing;

/// <summary>A plot with the measures of matplotlib's default figure: 640 x 480 pixels, 100 a inch.</summary>
internal sealed class PlotAxes(string title, string xLabel, string yLabel, IReadOnlyList<Series> series)
{
    /// <summary>The picture's width in pixels.</summary>
    public const int Width = 640;

    /// <summary>The picture's height in pixels.</summary>
    public const int Height = 480;

    private const float Point = 100f / 72;
    private const float Margin = 0.05f;

    /// <summary>The frame around the data: matplotlib's subplot margins 0.125, 0.9, 0.11 and 0.88.</summary>
    public static readonly SKRect Frame = new(80, 57.6f, 576, 427.2f);

    private readonly (double Low, double High) _x = View(series.SelectMany(one => one.Finite.Select(point => point.X)));
    private readonly (double Low, double High) _y = View(series.SelectMany(one => one.Finite.Select(point => point.Y)));

    /// <summary>The pixel of a point of the data.</summary>
    public SKPoint Pixel(double x, double y) => new(
        (float)(Frame.Left + ((x - _x.Low) / (_x.High - _x.Low) * Frame.Width)),
        (float)(Frame.Bottom - ((y - _y.Low) / (_y.High - _y.Low) * Frame.Height)));

    /// <summary>Draws the whole plot.</summary>
    public void Draw(SKCanvas canvas)
    {
        foreach (var one in series) DrawSeries(canvas, one);
        var yTextLeft = DrawTicks(canvas);
        using var spine = Stroke(SKColors.Black, 0.8f);
        spine.StrokeJoin = SKStrokeJoin.Miter;
        canvas.DrawRect(SKRect.Create(Snap(Frame.Left), Snap(Frame.Top), Snap(Frame.Right) - Snap(Frame.Left), Snap(Frame.Bottom) - Snap(Frame.Top)), spine);
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        using var large = Typefaces.Sans(12 * Point);
        using var normal = Typefaces.Sans(10 * Point);
        canvas.DrawText(title, Frame.MidX, Frame.Top - (6 * Point), SKTextAlign.Center, large, ink);
        canvas.DrawText(xLabel, Frame.MidX, Frame.Bottom + (28.5f * Point), SKTextAlign.Center, normal, ink);
        canvas.Save();
        canvas.RotateDegrees(-90, yTextLeft - (5.5f * Point), Frame.MidY);
        canvas.DrawText(yLabel, yTextLeft - (5.5f * Point), Frame.MidY, SKTextAlign.Center, normal, ink);
        canvas.Restore();
        new Legend(series, Pixel).Draw(canvas);
    }

    /// <summary>A brush for lines of a width in points.</summary>
    public static SKPaint Stroke(SKColor color, float points) => new()
    {
        Color = color,
        StrokeWidth = points * Point,
        Style = SKPaintStyle.Stroke,
        IsAntialias = true,
        StrokeJoin = SKStrokeJoin.Round,
        StrokeCap = SKStrokeCap.Square,
    };

    /// <summary>Draws matplotlib's marker 'o': six points across with an edge of one point.</summary>
    public static void DrawMarker(SKCanvas canvas, SKPoint at, SKColor color)
    {
        using var fill = new SKPaint { Color = color, IsAntialias = true };
        canvas.DrawCircle(at, 3.5f * Point, fill);
    }

    private void DrawSeries(SKCanvas canvas, Series one)
    {
        if (one.Markers)
        {
            foreach (var (x, y) in one.Finite) DrawMarker(canvas, Pixel(x, y), one.Color);
            return;
        }
        using var stroke = Stroke(one.Color, 1.5f);
        foreach (var piece in one.Pieces())
        {
            using var path = new SKPath();
            path.AddPoly([.. piece.Select(point => Pixel(point.X, point.Y))], close: false);
            canvas.DrawPath(path, stroke);
        }
    }

    private float DrawTicks(SKCanvas canvas)
    {
        using var stroke = Stroke(SKColors.Black, 0.8f);
        stroke.StrokeCap = SKStrokeCap.Butt;
        using var ink = new SKPaint { Color = SKColors.Black, IsAntialias = true };
        using var font = Typefaces.Sans(10 * Point);
        const float tick = 3.5f * Point;
        var (xTicks, yTicks) = (Ticks.Between(_x.Low, _x.High), Ticks.Between(_y.Low, _y.High));
        foreach (var (position, label) in xTicks.Positions.Zip(xTicks.Labels))
        {
            var x = Snap(Pixel(position, _y.Low).X);
            canvas.DrawLine(x, Frame.Bottom, x, Frame.Bottom + tick, stroke);
            canvas.DrawText(label, x, Frame.Bottom + (2 * tick) + (7.6f * Point), SKTextAlign.Center, font, ink);
        }
        var left = Frame.Left;
        foreach (var (position, label) in yTicks.Positions.Zip(yTicks.Labels))
        {
            var y = Snap(Pixel(_x.Low, position).Y);
            canvas.DrawLine(Frame.Left - tick, y, Frame.Left, y, stroke);
            canvas.DrawText(label, Frame.Left - (2 * tick), y + (3.65f * Point), SKTextAlign.Right, font, ink);
            left = Math.Min(left, Frame.Left - (2 * tick) - font.MeasureText(label));
        }
        canvas.DrawText(xTicks.Multiplier, Frame.Right, Frame.Bottom + (28.5f * Point), SKTextAlign.Right, font, ink);
        canvas.DrawText(yTicks.Multiplier, Frame.Left, Frame.Top - (3 * Point), SKTextAlign.Left, font, ink);
        return left;
    }

    private static float Snap(float pixel) => MathF.Floor(pixel) + 0.5f;

    private static (double Low, double High) View(IEnumerable<double> values)
    {
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high) return (0, 1);
        var room = (high - low) * Margin;
        // A single value gets matplotlib's room of a twentieth of itself on both sides.
        if (room <= 1e-12 * Math.Max(Math.Abs(low), Math.Abs(high))) room = low == 0 ? 0.05 : Math.Abs(low) * Margin;
        return (low - room, high + room);
    }
}
