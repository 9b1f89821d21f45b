using KerasPort.Layers;
using KerasPort.Plotting.Drawing;
using SkiaSharp;

namespace KerasPort.Plotting.Models;

/// <summary>A layer's box: cells with a text each, as Keras' records show them. Units are points.</summary>
internal sealed class LayerBox
{
    /// <summary>The size of all text.</summary>
    public const float FontSize = 14;

    private const float PadX = 8;
    private const float RowHeight = 25;

    private LayerBox(string name, IReadOnlyList<(SKRect Area, string Text)> cells) => (Name, Cells, Width, Height) =
        (name, cells, cells.Max(cell => cell.Area.Right), cells.Max(cell => cell.Area.Bottom));

    /// <summary>The layer's name.</summary>
    public string Name { get; }

    /// <summary>The cells, measured from the box' upper left corner.</summary>
    public IReadOnlyList<(SKRect Area, string Text)> Cells { get; }

    /// <summary>The width.</summary>
    public float Width { get; }

    /// <summary>The height.</summary>
    public float Height { get; }

    /// <summary>Where a cell's text stands: its capitals in the middle of the cell's height.</summary>
    public static float Baseline(SKRect cell) => cell.MidY + 0.36f * FontSize;

    /// <summary>The box of a layer: its name and class, with its shapes where they are asked for.</summary>
    public static LayerBox Of(Layer layer, PlotOptions options)
    {
        var (name, type) = (layer.Name, layer.ClassName);
        if (layer is Wrapper wrapper && !(options.ExpandNested && wrapper.Inner is KerasPort.Models.Model))
            (name, type) = ($"{name}({wrapper.Inner.Name})", $"{type}({wrapper.Inner.ClassName})");
        var label = options.ShowLayerNames ? $"{name}: {type}" : type;
        using var font = Typefaces.Sans(FontSize);
        var labelWidth = Width(label);
        if (!options.ShowShapes)
            return new LayerBox(layer.Name, [(SKRect.Create(labelWidth, RowHeight + 8), label)]);
        var (input, output) = (Shapes(layer, isInput: true), Shapes(layer, isInput: false));
        var (inputWidth, outputWidth) = (Math.Max(Width("input:"), Width(input)), Math.Max(Width("output:"), Width(output)));
        if (options.IsHorizontal)
        {
            // A record turns with the picture: the label on top, the two shapes side by side.
            var wider = Math.Max(0, (labelWidth - inputWidth - outputWidth) / 2);
            (inputWidth, outputWidth) = (inputWidth + wider, outputWidth + wider);
            return new LayerBox(layer.Name,
            [
                (SKRect.Create(0, 0, inputWidth + outputWidth, RowHeight), label),
                (SKRect.Create(0, RowHeight, inputWidth, RowHeight), "input:"),
                (SKRect.Create(inputWidth, RowHeight, outputWidth, RowHeight), "output:"),
                (SKRect.Create(0, 2 * RowHeight, inputWidth, RowHeight), input),
                (SKRect.Create(inputWidth, 2 * RowHeight, outputWidth, RowHeight), output),
            ]);
        }
        var (words, shapes) = (Math.Max(Width("input:"), Width("output:")), Math.Max(Width(input), Width(output)));
        return new LayerBox(layer.Name,
        [
            (SKRect.Create(0, 0, labelWidth, 2 * RowHeight), label),
            (SKRect.Create(labelWidth, 0, words, RowHeight), "input:"),
            (SKRect.Create(labelWidth, RowHeight, words, RowHeight), "output:"),
            (SKRect.Create(labelWidth + words, 0, shapes, RowHeight), input),
            (SKRect.Create(labelWidth + words, RowHeight, shapes, RowHeight), output),
        ]);

        float Width(string text) => MathF.Ceiling(font.MeasureText(text) + 2 * PadX);
    }

    /// <summary>The shapes of a layer's calls where all are the same, as Python prints them.</summary>
    private static string Shapes(Layer layer, bool isInput)
    {
        var texts = layer.InboundNodes.Select(node => isInput && node.Inputs.Length > 0 ? node.Inputs : node.Outputs)
            .Select(tensors => tensors.Length == 1 ? tensors[0].Shape.ToString() : $"[{string.Join(", ", tensors.Select(tensor => tensor.Shape.ToString()))}]")
            .Distinct().ToArray();
        return texts.Length == 1 ? texts[0] : "multiple";
    }
}
