using System.Globalization;
using System.Text;
using System.Xml;
using KerasPort.Plotting.Drawing;
using SkiaSharp;

namespace KerasPort.Plotting.Models;

/// <summary>Writes a picture of a model as SVG: a group for each layer, frame and edge, named by its title.</summary>
internal static class SvgPainter
{
    /// <summary>The bytes of an SVG file.</summary>
    public static byte[] Encode(ModelPicture picture, string name, int dpi)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, Encoding = new UTF8Encoding(false), CheckCharacters = false }))
            Write(picture, name, dpi, xml);
        return bytes.ToArray();
    }

    private static void Write(ModelPicture picture, string name, int dpi, XmlWriter xml)
    {
        var scale = dpi / 72f;
        xml.WriteStartElement("svg", "http://www.w3.org/2000/svg");
        xml.WriteAttributeString("width", Number(picture.Width * scale));
        xml.WriteAttributeString("height", Number(picture.Height * scale));
        xml.WriteAttributeString("viewBox", $"0 0 {Number(picture.Width)} {Number(picture.Height)}");
        xml.WriteAttributeString("font-family", "DejaVu Sans, Verdana, sans-serif");
        xml.WriteAttributeString("font-size", Number(LayerBox.FontSize));
        Element(xml, "title", name);
        Shape(xml, "rect", ("width", "100%"), ("height", "100%"), ("fill", "white"));
        using var font = Typefaces.Sans(LayerBox.FontSize);
        foreach (var (title, area) in picture.Frames)
        {
            Group(xml, "cluster", title);
            Rect(xml, area, ("fill", "none"), ("stroke", "black"), ("stroke-dasharray", "5 3"));
            xml.WriteEndElement();
        }
        foreach (var (from, to, arrow) in picture.Edges)
        {
            Group(xml, "edge", $"{from}->{to}");
            Shape(xml, "path", ("fill", "none"), ("stroke", "black"), ("d", Path(picture, arrow.Line)));
            Shape(xml, "polygon", ("points", string.Join(' ', arrow.Head.Select(Point))));
            xml.WriteEndElement();
        }
        foreach (var (box, corner) in picture.Boxes)
        {
            Group(xml, "node", box.Name);
            foreach (var (area, text) in box.Cells)
            {
                var place = area;
                place.Offset(corner);
                Rect(xml, place, ("fill", "white"), ("stroke", "black"));
                Text(xml, text, place.MidX, LayerBox.Baseline(place), "middle", font);
            }
            xml.WriteEndElement();
        }
        foreach (var (text, corner) in picture.Titles)
            Text(xml, text, corner.X, corner.Y + LayerBox.FontSize + 2, "start", font);
        xml.WriteEndElement();
    }

    private static string Path(ModelPicture picture, SKPoint[] line)
    {
        var path = new StringBuilder("M").Append(Point(line[0]));
        foreach (var (from, to) in line.Zip(line.Skip(1)))
        {
            if (picture.Bend(from, to) is var (first, second))
                path.Append(CultureInfo.InvariantCulture, $" C{Point(first)} {Point(second)} {Point(to)}");
            else
                path.Append(CultureInfo.InvariantCulture, $" L{Point(to)}");
        }
        return path.ToString();
    }

    private static void Text(XmlWriter xml, string text, float x, float y, string anchor, SKFont font)
    {
        xml.WriteStartElement("text");
        xml.WriteAttributeString("x", Number(x));
        xml.WriteAttributeString("y", Number(y));
        xml.WriteAttributeString("text-anchor", anchor);
        // Where another font has to stand in, the text still fits its box.
        xml.WriteAttributeString("textLength", Number(font.MeasureText(text)));
        xml.WriteAttributeString("lengthAdjust", "spacingAndGlyphs");
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static void Group(XmlWriter xml, string kind, string title)
    {
        xml.WriteStartElement("g");
        xml.WriteAttributeString("class", kind);
        Element(xml, "title", title);
    }

    private static void Rect(XmlWriter xml, SKRect area, params (string Name, string Value)[] attributes) => Shape(xml, "rect",
        [("x", Number(area.Left)), ("y", Number(area.Top)), ("width", Number(area.Width)), ("height", Number(area.Height)), .. attributes]);

    private static void Shape(XmlWriter xml, string name, params (string Name, string Value)[] attributes)
    {
        xml.WriteStartElement(name);
        foreach (var (attribute, value) in attributes)
            xml.WriteAttributeString(attribute, value);
        xml.WriteEndElement();
    }

    private static void Element(XmlWriter xml, string name, string text)
    {
        xml.WriteStartElement(name);
        xml.WriteString(text);
        xml.WriteEndElement();
    }

    private static string Point(SKPoint point) => $"{Number(point.X)},{Number(point.Y)}";

    private static string Number(float number) => Math.Round(number, 2).ToString("0.##", CultureInfo.InvariantCulture);
}
