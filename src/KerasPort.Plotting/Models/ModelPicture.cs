using KerasPort.Models;
using KerasPort.Plotting.Layout;
using SkiaSharp;

namespace KerasPort.Plotting.Models;

/// <summary>A model's scene as it is drawn: turned for its direction, with a margin, in points.</summary>
internal sealed class ModelPicture
{
    private const float Margin = 4;
    private readonly bool _isHorizontal;

    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    public ModelPicture(Model model, PlotOptions options)
    {
        _isHorizontal = options.IsHorizontal;
        var scene = ModelScene.Of(model, options);
        var size = Turn(new Spot(scene.Breadth, scene.Length));
        (Width, Height) = (size.X + Margin, size.Y + Margin);
        Boxes = [.. scene.Boxes.Select(box => (box.Box, Turn(box.Corner)))];
        Titles = [.. scene.Titles.Select(title => (title.Title, Turn(title.Corner)))];
        Frames = [.. scene.Frames.Select(frame => (frame.Name, Area(frame.Corner, frame.Corner + new Spot(frame.Breadth, frame.Length))))];
        Edges = [.. scene.Edges.Select(edge => (edge.From, edge.To, Arrow.Along(Array.ConvertAll(edge.Spots, Turn), _isHorizontal)))];
    }

    /// <summary>The width.</summary>
    public float Width { get; }

    /// <summary>The height.</summary>
    public float Height { get; }

    /// <summary>The layers' boxes with their upper left corners.</summary>
    public IReadOnlyList<(LayerBox Box, SKPoint Corner)> Boxes { get; }

    /// <summary>The nested models' names with their upper left corners.</summary>
    public IReadOnlyList<(string Text, SKPoint Corner)> Titles { get; }

    /// <summary>The frames around nested models.</summary>
    public IReadOnlyList<(string Name, SKRect Area)> Frames { get; }

    /// <summary>The edges with the names of the layers that they join.</summary>
    public IReadOnlyList<(string From, string To, Arrow Arrow)> Edges { get; }

    /// <summary>The two inner points of the curve from one point of an edge to the next, or null where a straight line joins them.</summary>
    public (SKPoint First, SKPoint Second)? Bend(SKPoint from, SKPoint to)
    {
        if (from.X == to.X || from.Y == to.Y)
            return null;
        if (_isHorizontal)
            return (new SKPoint((from.X + to.X) / 2, from.Y), new SKPoint((from.X + to.X) / 2, to.Y));
        return (new SKPoint(from.X, (from.Y + to.Y) / 2), new SKPoint(to.X, (from.Y + to.Y) / 2));
    }

    private SKPoint Turn(Spot spot) => _isHorizontal
        ? new SKPoint((float)spot.Along + Margin, (float)spot.Across + Margin)
        : new SKPoint((float)spot.Across + Margin, (float)spot.Along + Margin);

    private SKRect Area(Spot corner, Spot opposite)
    {
        var (one, other) = (Turn(corner), Turn(opposite));
        return new SKRect(one.X, one.Y, other.X, other.Y);
    }
}
