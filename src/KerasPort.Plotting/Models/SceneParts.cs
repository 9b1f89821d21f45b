using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Plotting.Drawing;
using KerasPort.Plotting.Layout;

namespace KerasPort.Plotting.Models;

#pragma warning disable NDW016 // The analyzer takes whoever knows a layer for an owner of its arrays.
/// <summary>The boxes and edges of one model: each layer once, however often it is called.</summary>
internal sealed class SceneParts
{
    private readonly List<ScenePart> _parts = [];
    private readonly HashSet<PartEdge> _edges = [];
    private readonly Dictionary<Layer, (int First, int Last)> _places = [];

    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    public SceneParts(Model model, PlotOptions options, bool isNested)
    {
        var graph = model.Graph ?? throw NoGraph(model);
        if (isNested)
            _parts.Add(Title(model.Name, options));
        foreach (var layer in model.AllLayers)
            Add(layer, options);
        foreach (var node in graph.NodesByDepth.SelectMany(level => level))
        {
            for (var i = 0; i < node.Inputs.Length; i++)
            {
                var (source, slot) = Source(node.Inputs[i]);
                var target = _places[node.Layer].First;
                _edges.Add(new PartEdge(source, slot, target, _parts[target].Scene is null ? 0 : i));
            }
        }
        Turns = [.. _edges.Where(edge => edge.From == edge.To)];
        foreach (var edge in Turns)
            _parts[edge.From] = _parts[edge.From] with { Box = _parts[edge.From].Box with { Right = _parts[edge.From].Box.Right + ScenePart.LoopRoom } };
        if (isNested)
            AddBorder(model, options);
        Edges = [.. _edges.Where(edge => edge.From != edge.To)];
        Links = [.. Edges.Concat(Entries).Concat(Exits).Select(edge => (edge.From, edge.To)).Distinct()];
    }

    /// <summary>All parts.</summary>
    public IReadOnlyList<ScenePart> Parts => _parts;

    /// <summary>The edges between layers.</summary>
    public IReadOnlyList<PartEdge> Edges { get; }

    /// <summary>The edges from a layer to itself.</summary>
    public IReadOnlyList<PartEdge> Turns { get; }

    /// <summary>Of a nested model: the edges from its frame, an input each.</summary>
    public IReadOnlyList<PartEdge> Entries { get; private set; } = [];

    /// <summary>Of a nested model: the edges to its frame, an output each.</summary>
    public IReadOnlyList<PartEdge> Exits { get; private set; } = [];

    /// <summary>All pairs of parts that edges join.</summary>
    public IReadOnlyList<(int From, int To)> Links { get; }

    private void Add(Layer layer, PlotOptions options)
    {
        var first = _parts.Count;
        if (options.ExpandNested && layer is Model nested)
        {
            _parts.Add(ScenePart.Of(ModelScene.Nested(nested, options)));
        }
        else
        {
            _parts.Add(ScenePart.Of(layer, options));
            // A wrapper around a model: its own box, then the model's layers.
            if (options.ExpandNested && layer is Wrapper { Inner: Model inner })
            {
                _parts.Add(ScenePart.Of(ModelScene.Nested(inner, options)));
                _edges.Add(new PartEdge(first, 0, first + 1, 0));
            }
        }
        _places[layer] = (first, _parts.Count - 1);
    }

    private (int Part, int Slot) Source(KerasTensor tensor)
    {
        var part = _places[tensor.Layer].Last;
        return (part, _parts[part].Scene is null ? 0 : tensor.TensorIndex);
    }

    private void AddBorder(Model model, PlotOptions options)
    {
        var titleLength = _parts[0].Box.Length;
        var entries = model.Inputs.Select(input =>
        {
            _parts.Add(new ScenePart(LayoutBox.Line(titleLength) with { Rank = BoxRank.First }));
            return new PartEdge(_parts.Count - 1, 0, _places[input.Layer].First, 0);
        });
        Entries = [.. entries];
        var exits = model.Outputs.Select(output =>
        {
            var (part, slot) = Source(output);
            _parts.Add(new ScenePart(LayoutBox.Line(ModelScene.FramePadding) with { Rank = BoxRank.Last }));
            return new PartEdge(part, slot, _parts.Count - 1, 0);
        });
        Exits = [.. exits];
    }

    private static ScenePart Title(string name, PlotOptions options)
    {
        const double height = 22;
        using var font = Typefaces.Sans(LayerBox.FontSize);
        var width = Math.Ceiling(font.MeasureText(name));
        var (breadth, length) = options.IsHorizontal ? (height, width + 2 * ModelScene.FramePadding) : (width, height);
        return new ScenePart(new LayoutBox(0, breadth, length) { Rank = BoxRank.First }, Title: name);
    }

    private static InvalidOperationException NoGraph(Model model) => new(
        $"`PlotModel`: the model '{model.Name}' must be built before it is drawn: {(model is Sequential ? "give the first layer an inputShape, call Build or Fit" : "call Build with the inputs' shapes, or Fit")}.");
}
