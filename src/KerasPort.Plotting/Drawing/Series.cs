using SkiaSharp;

namespace KerasPort.Plotting.Drawing;

/// <summary>One row of points in a plot: a marker each (matplotlib's 'o') or joined by a line ('-').</summary>
internal sealed record Series(string Label, IReadOnlyList<double> X, IReadOnlyList<double> Y, SKColor Color, bool Markers)
{
    /// <summary>The points that can be drawn; matplotlib leaves out NaN and infinities too.</summary>
    public IEnumerable<(double X, double Y)> Finite => X.Zip(Y).Where(point => double.IsFinite(point.Second));

    /// <summary>The line's connected pieces: a NaN in the middle breaks it in two.</summary>
    public IEnumerable<List<(double X, double Y)>> Pieces()
    {
        var piece = new List<(double, double)>();
        foreach (var (x, y) in X.Zip(Y))
        {
            if (double.IsFinite(y))
            {
                piece.Add((x, y));
                continue;
            }
            if (piece.Count > 0) yield return piece;
            piece = [];
        }
        if (piece.Count > 0) yield return piece;
    }
}
