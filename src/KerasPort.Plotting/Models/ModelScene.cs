using KerasPort.Models;
using KerasPort.Plotting.Layout;

namespace KerasPort.Plotting.Models;

/// <summary>
/// A model's layers, placed. A nested model that is shown whole is laid out by itself and stands in the outer scene as one box; its
/// edges go on inside from where they enter.
/// </summary>
internal sealed class ModelScene
{
    /// <summary>The room between a frame and what it holds.</summary>
    public const double FramePadding = 12;

    private readonly List<(LayerBox Box, Spot Corner)> _boxes = [];
    private readonly List<(string Title, Spot Corner)> _titles = [];
    private readonly List<(string Name, Spot Corner, double Breadth, double Length)> _frames = [];
    private readonly List<SceneEdge> _edges = [];

    private readonly double _titleInset;

    private ModelScene(Model model, PlotOptions options, bool isNested)
    {
        (Name, _titleInset) = (model.Name, options.IsHorizontal ? FramePadding : 0);
        var parts = new SceneParts(model, options, isNested);
        var layout = LayeredLayout.Of([.. parts.Parts.Select(part => part.Box)], parts.Links);
        (Breadth, Length) = (layout.Breadth, layout.Length);
        for (var i = 0; i < parts.Parts.Count; i++)
            Place(parts.Parts[i], layout.Places[i]);

        var links = new Dictionary<(int, int), Spot[]>();
        for (var i = 0; i < parts.Links.Count; i++)
            links[parts.Links[i]] = layout.Routes[i];
        _edges.AddRange(parts.Edges.Select(edge => Edge(parts, edge, links)));
        _edges.AddRange(parts.Turns.Select(edge => Turn(parts.Parts[edge.From], layout.Places[edge.From])));
        Entries = [.. parts.Entries.Select(edge => FromBorder(Edge(parts, edge, links)))];
        Exits = [.. parts.Exits.Select(edge => ToBorder(Edge(parts, edge, links), layout.Length))];
    }

    /// <summary>The model's name.</summary>
    public string Name { get; }

    /// <summary>The size across the ranks.</summary>
    public double Breadth { get; private set; }

    /// <summary>The size along the ranks.</summary>
    public double Length { get; }

    /// <summary>The layers' boxes.</summary>
    public IReadOnlyList<(LayerBox Box, Spot Corner)> Boxes => _boxes;

    /// <summary>The frames around nested models, outer ones first.</summary>
    public IReadOnlyList<(string Name, Spot Corner, double Breadth, double Length)> Frames => _frames;

    /// <summary>The nested models' names.</summary>
    public IReadOnlyList<(string Title, Spot Corner)> Titles => _titles;

    /// <summary>The edges, from box to box.</summary>
    public IReadOnlyList<SceneEdge> Edges => _edges;

    /// <summary>For each of a nested model's inputs, the way from its frame to the box.</summary>
    public IReadOnlyList<SceneEdge> Entries { get; }

    /// <summary>For each of a nested model's outputs, the way from the box to its frame.</summary>
    public IReadOnlyList<SceneEdge> Exits { get; }

    /// <summary>Places all layers of a model.</summary>
    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    public static ModelScene Of(Model model, PlotOptions options) => new(model, options, isNested: false);

    /// <summary>Places a nested model, with a frame around it.</summary>
    public static ModelScene Nested(Model model, PlotOptions options)
    {
        var scene = new ModelScene(model, options, isNested: true);
        scene.Shift(new Spot(FramePadding, 0));
        scene.Breadth += 2 * FramePadding;
        scene._frames.Insert(0, (model.Name, default, scene.Breadth, scene.Length));
        return scene;
    }

    private void Place(ScenePart part, Spot place)
    {
        var corner = new Spot(place.Across - part.Box.Left, place.Along - part.Box.Length / 2);
        if (part.Layer is { } box)
            _boxes.Add((box, corner));
        // Nothing stands before a title in its rank: it moves to the frame's corner.
        if (part.Title is { } title)
            _titles.Add((title, new Spot(0, corner.Along + _titleInset)));
        if (part.Scene is not { } scene)
            return;
        scene.Shift(corner);
        _boxes.AddRange(scene._boxes);
        _titles.AddRange(scene._titles);
        _frames.AddRange(scene._frames);
        _edges.AddRange(scene._edges);
    }

    private static SceneEdge Edge(SceneParts parts, PartEdge edge, Dictionary<(int, int), Spot[]> links)
    {
        var (from, to) = (parts.Parts[edge.From], parts.Parts[edge.To]);
        var route = (Spot[])links[(edge.From, edge.To)].Clone();
        // An edge that runs back ends at the frames themselves: what leads on inside starts at their other side.
        var isForward = route[0].Along < route[^1].Along;
        var before = isForward ? from.Scene?.Exits[edge.FromSlot] : null;
        var after = isForward ? to.Scene?.Entries[edge.ToSlot] : null;
        if (before is not null)
            (route[0], route[1]) = (route[0] with { Across = before.Spots[^1].Across }, route[1] with { Across = before.Spots[^1].Across });
        if (after is not null)
            (route[^2], route[^1]) = (route[^2] with { Across = after.Spots[0].Across }, route[^1] with { Across = after.Spots[0].Across });
        return new SceneEdge(before?.From ?? from.Name, after?.To ?? to.Name, [.. before?.Spots ?? [], .. route, .. after?.Spots ?? []]);
    }

    private static SceneEdge Turn(ScenePart part, Spot place)
    {
        var side = place.Across + part.Box.Right - ScenePart.LoopRoom;
        var away = side + ScenePart.LoopRoom - 4;
        var (leave, arrive) = (place.Along + part.Box.Length / 4, place.Along - part.Box.Length / 4);
        return new SceneEdge(part.Name, part.Name, [new(side, leave), new(away, leave), new(away, arrive), new(side, arrive)]);
    }

    private static SceneEdge FromBorder(SceneEdge edge) => edge with { Spots = [edge.Spots[0] with { Along = 0 }, .. edge.Spots] };

    private static SceneEdge ToBorder(SceneEdge edge, double border) => edge with { Spots = [.. edge.Spots, edge.Spots[^1] with { Along = border }] };

    private void Shift(Spot by)
    {
        for (var i = 0; i < _boxes.Count; i++)
            _boxes[i] = (_boxes[i].Box, _boxes[i].Corner + by);
        for (var i = 0; i < _titles.Count; i++)
            _titles[i] = (_titles[i].Title, _titles[i].Corner + by);
        for (var i = 0; i < _frames.Count; i++)
            _frames[i] = _frames[i] with { Corner = _frames[i].Corner + by };
        foreach (var edge in _edges.Concat(Entries).Concat(Exits))
            for (var i = 0; i < edge.Spots.Length; i++)
                edge.Spots[i] += by;
    }
}

/// <summary>An edge from one layer's box to another's.</summary>
internal sealed record SceneEdge(string From, string To, Spot[] Spots);
