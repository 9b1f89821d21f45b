using System.Xml.Linq;
using KerasPort.Layers;
using KerasPort.Models;
using SkiaSharp;

namespace KerasPort.Plotting.Tests;

public sealed class ModelPlotsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("plots").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Names => [.. PlottedModels.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void BoxesStandApartAndEveryEdgeLeadsFromItsBoxToItsBox(string name)
    {
        foreach (var (rankdir, shapes, expand) in new[] { ("TB", true, true), ("LR", false, true), ("LR", true, false), ("TB", false, false) })
        {
            using var model = PlottedModels.All[name]();
            var svg = Svg(model, $"{name}-{rankdir}-{shapes}-{expand}", rankdir, shapes, expand);
            var boxes = svg.Nodes;
            Assert.Equal(PlottedModels.LayerNames(model, expand), boxes.Select(box => box.Name).Order(StringComparer.Ordinal));
            Assert.Equal(PlottedModels.Edges(model, expand), svg.Edges.Select(edge => $"{edge.From}->{edge.To}").Order(StringComparer.Ordinal));
            for (var i = 0; i < boxes.Count; i++)
            {
                Assert.True(svg.Page.Contains(boxes[i].Area), $"{boxes[i].Name} lies within the picture");
                for (var j = 0; j < i; j++)
                    Assert.False(Inner(boxes[i].Area).IntersectsWith(Inner(boxes[j].Area)), $"{boxes[i].Name} and {boxes[j].Name} overlap");
            }
            foreach (var edge in svg.Edges)
            {
                Assert.True(Touches(boxes.Single(box => box.Name == edge.From).Area, edge.Start), $"{edge.From}->{edge.To} starts at {edge.Start}");
                Assert.True(Touches(boxes.Single(box => box.Name == edge.To).Area, edge.Tip), $"{edge.From}->{edge.To} ends at {edge.Tip}");
                foreach (var box in boxes)
                    Assert.False(Array.Exists(edge.Points, Inner(box.Area).Contains), $"{edge.From}->{edge.To} runs through {box.Name}");
            }
            foreach (var frame in svg.Frames)
                foreach (var box in boxes)
                    Assert.True(frame.Area.Contains(box.Area) || !Inner(frame.Area).IntersectsWith(box.Area), $"{box.Name} stands across the frame of {frame.Name}");
        }
    }

    [Fact]
    public void BoxesSayWhatKerasSays()
    {
        using var model = PlottedModels.All["two inputs"]();
        Assert.Equal(["image: InputLayer", "input:", "output:", "(None, 8, 8, 1)", "(None, 8, 8, 1)"], Svg(model, "a", "TB", true, false).Texts("image"));
        Assert.Equal(["joined: Concatenate", "input:", "output:", "[(None, 64), (None, 4)]", "(None, 68)"], Svg(model, "a", "TB", true, false).Texts("joined"));
        Assert.Equal(["joined: Concatenate"], Svg(model, "a", "LR", false, false).Texts("joined"));
        var path = Path.Combine(_folder, "a.svg");
        Keras.Utils.PlotModel(model, path, showLayerNames: false);
        Assert.Equal(["Concatenate"], new SvgPicture(path).Texts("joined"));
        using var wrapped = new Sequential([new Bidirectional(new LSTM(3, name: "lstm"), inputShape: [4, 2], name: "both")]);
        Assert.Equal(["both(forward_lstm): Bidirectional(LSTM)"], Svg(wrapped, "a", "TB", false, false).Texts("both"));
        using var shared = PlottedModels.All["called on itself"]();
        Assert.Equal(["twice: Dense", "input:", "output:", "(None, 4)", "(None, 4)"], Svg(shared, "a", "TB", true, false).Texts("twice"));
    }

    [Fact]
    public void AChainStandsInOneLineAndTBRunsDownAndLRToTheRight()
    {
        using var model = PlottedModels.All["chain"]();
        var down = Svg(model, "a", "TB", true, false).Nodes;
        Assert.Single(down.Select(box => Math.Round(box.Area.MidX)).Distinct());
        Assert.Equal(down.Select(box => box.Area.Top).Order(), down.Select(box => box.Area.Top));
        var right = Svg(model, "a", "LR", true, false).Nodes;
        Assert.Single(right.Select(box => Math.Round(box.Area.MidY)).Distinct());
        Assert.Equal(right.Select(box => box.Area.Left).Order(), right.Select(box => box.Area.Left));
    }

    [Fact]
    public void ThePNGShowsTheBoxesOfTheSVGAtItsDotsPerInch()
    {
        using var model = PlottedModels.All["nested"]();
        var svg = Svg(model, "a", "TB", true, true, dpi: 144);
        Keras.Utils.PlotModel(model, Path.Combine(_folder, "a.png"), showShapes: true, expandNested: true, dpi: 144);
        using var picture = SKBitmap.Decode(Path.Combine(_folder, "a.png"));
        Assert.Equal(((int)Math.Ceiling(2 * svg.Page.Width), (int)Math.Ceiling(2 * svg.Page.Height)), (picture.Width, picture.Height));
        foreach (var (name, area) in svg.Nodes)
        {
            Assert.True(IsDark(area.Left, area.MidY) && IsDark(area.Right, area.MidY) && IsDark(area.MidX, area.Top) && IsDark(area.MidX, area.Bottom), $"{name} has its frame");
            Assert.True(HasText(area), $"{name} has its text");
        }
        foreach (var edge in svg.Edges)
            Assert.All(edge.Points, point => Assert.True(IsDark(point.X, point.Y), $"{edge.From}->{edge.To} at {point}"));

        // An antialiased line of one point, two pixels here, darkens the pixels on both sides of its middle.
        bool IsDark(float x, float y) => Enumerable.Range(-1, 3).Any(dx => Enumerable.Range(-1, 3).Any(dy => Dark((int)(2 * x) + dx, (int)(2 * y) + dy)));
        bool Dark(int x, int y) => picture.GetPixel(Math.Clamp(x, 0, picture.Width - 1), Math.Clamp(y, 0, picture.Height - 1)).Red < 140;
        bool HasText(SKRect area) => Enumerable.Range((int)(2 * area.Left) + 6, (int)(2 * area.Width) - 12).Any(x => Dark(x, (int)(2 * area.MidY) + 6) || Dark(x, (int)(2 * area.MidY) - 6));
    }

    [Fact]
    public void WithoutAnEndingTheFileIsAPNGAndAnOldFileIsReplaced()
    {
        using var model = PlottedModels.All["chain"]();
        var path = Path.Combine(_folder, "picture");
        File.WriteAllText(path, "old");
        Keras.Utils.PlotModel(model, path);
        using var picture = SKBitmap.Decode(path);
        Assert.True(picture.Height > picture.Width);
        Keras.Utils.PlotModel(model, path + ".SVG");
        Assert.Equal("svg", XDocument.Load(path + ".SVG").Root!.Name.LocalName);
    }

    [Fact]
    public void WrongArgumentsAreNamedAndLeaveNoFile()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "wrong")).FullName;
        var path = Path.Combine(folder, "m.png");
        using var model = PlottedModels.All["chain"]();
        Assert.StartsWith("`PlotModel`: toFile must end in .png or .svg. Received: toFile=\"m.pdf\".", Error(() => Keras.Utils.PlotModel(model, "m.pdf")), StringComparison.Ordinal);
        Assert.StartsWith("`PlotModel`: rankdir must be \"TB\" or \"LR\". Received: rankdir=\"BT\".", Error(() => Keras.Utils.PlotModel(model, path, rankdir: "BT")), StringComparison.Ordinal);
        Assert.StartsWith("`PlotModel`: dpi must be a positive number of pixels per inch. Received: dpi=0.", Error(() => Keras.Utils.PlotModel(model, path, dpi: 0)), StringComparison.Ordinal);
        Assert.StartsWith("`PlotModel`: the picture would have ", Error(() => Keras.Utils.PlotModel(model, path, dpi: 10000)), StringComparison.Ordinal);
        using var unbuilt = new Sequential([new Dense(2)], name: "early");
        Assert.Equal("`PlotModel`: the model 'early' must be built before it is drawn: give the first layer an inputShape, call Build or Fit.",
            Assert.Throws<InvalidOperationException>(() => Keras.Utils.PlotModel(unbuilt, path)).Message);
        using var own = new PlottedModels.Own();
        Assert.Equal("`PlotModel`: the model 'own' must be built before it is drawn: call Build with the inputs' shapes, or Fit.",
            Assert.Throws<InvalidOperationException>(() => Keras.Utils.PlotModel(own, path)).Message);
        var missing = Path.Combine(folder, "none", "m.png");
        Assert.Equal($"`{missing}` can't be written: there is no folder `{Path.GetDirectoryName(missing)}`.",
            Assert.Throws<DirectoryNotFoundException>(() => Keras.Utils.PlotModel(model, missing)).Message);
        Directory.CreateDirectory(path);
        Assert.Equal($"`{path}` can't be written: it must be a file. It is a folder.", Assert.Throws<IOException>(() => Keras.Utils.PlotModel(model, path)).Message);
        Assert.Equal([path], Directory.GetFileSystemEntries(folder));

        static string Error(Action action) => Assert.ThrowsAny<ArgumentException>(action).Message;
    }

    private SvgPicture Svg(Model model, string name, string rankdir, bool shapes, bool expand, int dpi = 96)
    {
        var path = Path.Combine(_folder, name.Replace(' ', '-') + ".svg");
        Keras.Utils.PlotModel(model, path, showShapes: shapes, rankdir: rankdir, expandNested: expand, dpi: dpi);
        return new SvgPicture(path);
    }

    private static SKRect Inner(SKRect area) => SKRect.Inflate(area, -0.1f, -0.1f);

    private static bool Touches(SKRect area, SKPoint point) =>
        SKRect.Inflate(area, 0.1f, 0.1f).Contains(point) && !Inner(area).Contains(point);
}
