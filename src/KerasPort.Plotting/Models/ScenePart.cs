using KerasPort.Layers;
using KerasPort.Plotting.Layout;

namespace KerasPort.Plotting.Models;

/// <summary>One of the boxes that a layout places: a layer, a nested model shown whole, its title, or where its edges enter and leave.</summary>
/// <param name="Box">Its measures for the layout.</param>
/// <param name="Layer">The layer's box, if it is one.</param>
/// <param name="Scene">The nested model, if it is one.</param>
/// <param name="Title">The title, if it is one.</param>
internal sealed record ScenePart(LayoutBox Box, LayerBox? Layer = null, ModelScene? Scene = null, string? Title = null)
{
    /// <summary>The room beside a box for an edge that comes back to it: a layer called on its own output.</summary>
    public const double LoopRoom = 20;

    /// <summary>What edges call it.</summary>
    public string Name => Layer?.Name ?? Scene?.Name ?? "";

    /// <summary>A layer as a box.</summary>
    public static ScenePart Of(Layer layer, PlotOptions options)
    {
        var box = LayerBox.Of(layer, options);
        var (breadth, length) = options.IsHorizontal ? (box.Height, box.Width) : (box.Width, box.Height);
        return new ScenePart(new LayoutBox(breadth / 2, breadth / 2, length), Layer: box);
    }

    /// <summary>A nested model shown whole: its line is where its edges enter.</summary>
    public static ScenePart Of(ModelScene scene)
    {
        var line = scene.Entries.Average(entry => entry.Spots[0].Across);
        return new ScenePart(new LayoutBox(line, scene.Breadth - line, scene.Length), Scene: scene);
    }
}

/// <summary>An edge between parts; a slot is which input or output of a nested model it means.</summary>
internal readonly record struct PartEdge(int From, int FromSlot, int To, int ToSlot);
