using SkiaSharp;

namespace KerasPort.Plotting.Models;

/// <summary>An edge's line and the head at its end: the line stops where the head begins, the head's tip touches the box.</summary>
internal sealed record Arrow(SKPoint[] Line, SKPoint[] Head)
{
    private const float Length = 9;
    private const float HalfWidth = 3.5f;

    /// <summary>The arrow along the points of an edge.</summary>
    /// <param name="points">The points.</param>
    /// <param name="isHorizontal">Whether curves arrive from the side.</param>
    public static Arrow Along(SKPoint[] points, bool isHorizontal)
    {
        var line = new List<SKPoint> { points[0] };
        foreach (var point in points.Skip(1))
            if (point != line[^1])
                line.Add(point);
        var (tip, before) = (line[^1], line[^2]);
        var isStraight = tip.X == before.X || tip.Y == before.Y;
        var isLevel = isStraight ? tip.Y == before.Y : isHorizontal;
        var way = isLevel ? new SKPoint(MathF.Sign(tip.X - before.X), 0) : new SKPoint(0, MathF.Sign(tip.Y - before.Y));
        // A last piece shorter than the head gives way: the curve before it leads on to the head.
        if (isStraight && line.Count > 2 && SKPoint.Distance(before, tip) <= Length)
            line.RemoveAt(line.Count - 2);
        var heel = new SKPoint(tip.X - way.X * Length, tip.Y - way.Y * Length);
        line[^1] = heel;
        var side = new SKPoint(way.Y * HalfWidth, way.X * HalfWidth);
        return new Arrow([.. line], [tip, heel + side, heel - side]);
    }
}
