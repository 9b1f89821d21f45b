using System.Globalization;
using System.Xml.Linq;
using SkiaSharp;

namespace KerasPort.Plotting.Tests;

/// <summary>What a reader of an SVG file of a model finds: boxes, frames and edges, whose curves it follows.</summary>
internal sealed class SvgPicture
{
    private static readonly XNamespace s_svg = "http://www.w3.org/2000/svg";
    private readonly XElement _root;

    public SvgPicture(string path)
    {
        _root = XDocument.Load(path).Root!;
        var view = Numbers(_root.Attribute("viewBox")!.Value);
        Page = SKRect.Create(view[0], view[1], view[2], view[3]);
        Nodes = [.. Groups("node").Select(group => (Title(group), group.Elements(s_svg + "rect").Select(Area).Aggregate(SKRect.Union)))];
        Frames = [.. Groups("cluster").Select(group => (Title(group), Area(group.Element(s_svg + "rect")!)))];
        Edges = [.. Groups("edge").Select(group => Edge.Read(
            Title(group).Split("->"), group.Element(s_svg + "path")!.Attribute("d")!.Value, Numbers(group.Element(s_svg + "polygon")!.Attribute("points")!.Value)))];
    }

    public SKRect Page { get; }

    public IReadOnlyList<(string Name, SKRect Area)> Nodes { get; }

    public IReadOnlyList<(string Name, SKRect Area)> Frames { get; }

    public IReadOnlyList<Edge> Edges { get; }

    public IEnumerable<string> Texts(string node) => Groups("node").Single(group => Title(group) == node).Elements(s_svg + "text").Select(text => text.Value);

    private static string Title(XElement group) => group.Element(s_svg + "title")!.Value;

    private IEnumerable<XElement> Groups(string kind) => _root.Elements(s_svg + "g").Where(group => group.Attribute("class")?.Value == kind);

    private static SKRect Area(XElement rect)
    {
        return SKRect.Create(Number("x"), Number("y"), Number("width"), Number("height"));

        float Number(string name) => float.Parse(rect.Attribute(name)!.Value, CultureInfo.InvariantCulture);
    }

    private static float[] Numbers(string text) =>
        [.. text.Split([' ', ',', 'M', 'L', 'C'], StringSplitOptions.RemoveEmptyEntries).Select(number => float.Parse(number, CultureInfo.InvariantCulture))];

    internal sealed record Edge(string From, string To, SKPoint[] Points, SKPoint Tip)
    {
        public SKPoint Start => Points[0];

        public static Edge Read(string[] names, string path, float[] head)
        {
            var points = new List<SKPoint>();
            foreach (var piece in path.Replace("L", "|L", StringComparison.Ordinal).Replace("C", "|C", StringComparison.Ordinal).Split('|'))
            {
                var numbers = Numbers(piece);
                var stops = numbers.Chunk(2).Select(pair => new SKPoint(pair[0], pair[1])).ToArray();
                if (points.Count == 0)
                {
                    points.Add(stops[0]);
                    continue;
                }
                SKPoint[] curve = stops.Length == 3 ? [points[^1], .. stops] : [points[^1], points[^1], stops[0], stops[0]];
                for (var step = 1; step <= 20; step++)
                    points.Add(At(curve, step / 20f));
            }
            return new Edge(names[0], names[1], [.. points], new SKPoint(head[0], head[1]));
        }

        private static SKPoint At(SKPoint[] curve, float t)
        {
            var (a, b, c, d) = ((1 - t) * (1 - t) * (1 - t), 3 * t * (1 - t) * (1 - t), 3 * t * t * (1 - t), t * t * t);
            return new SKPoint(
                a * curve[0].X + b * curve[1].X + c * curve[2].X + d * curve[3].X,
                a * curve[0].Y + b * curve[1].Y + c * curve[2].Y + d * curve[3].Y);
        }
    }
}
