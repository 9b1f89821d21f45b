using KerasPort.Plotting.Images;

namespace KerasPort.Plotting.Tests;

public sealed class ImagePlotTests
{
    [Fact]
    public void DrawsEachPixelAsASquareOfShade()
    {
        using var folder = new TemporaryFolder();
        var pixels = new byte[28 * 28];
        (pixels[0], pixels[(5 * 28) + 20]) = (255, 128);
        ImagePlot.Save(folder["one.png"], (new GrayImage(28, 28, pixels), "label: 5"));

        var picture = ImageFile.Read(folder["one.png"]).ToGray();
        Assert.Equal((640, 480), (picture.Width, picture.Height));
        // matplotlib's square of 369.6 pixels, in the middle of its frame.
        Assert.Equal(0, At(0, 0));
        Assert.InRange(At(20, 5), 126, 128);
        Assert.Equal(255, At(1, 1));
        Assert.Equal(255, At(21, 5));
        Assert.True(Ink(200, 35, 450, 55) > 30, "no title");
        Assert.True(Ink(110, 57, 140, 430) > 30, "no ticks on the left");
        Assert.True(Ink(140, 432, 520, 450) > 30, "no ticks below");

        byte At(int x, int y) => picture[(int)(143.2 + ((x + 0.5) * 13.2)), (int)(57.6 + ((y + 0.5) * 13.2))];
        int Ink(int left, int top, int right, int bottom) =>
            Enumerable.Range(top, bottom - top).Sum(y => Enumerable.Range(left, right - left).Count(x => picture[x, y] < 128));
    }

    [Fact]
    public void PutsSeveralSideBySide()
    {
        using var folder = new TemporaryFolder();
        var black = new GrayImage(2, 2, [9, 9, 0, 9]);
        ImagePlot.Save(folder["two.png"], (black, ""), (black, ""));
        var picture = ImageFile.Read(folder["two.png"]).ToGray();
        // Each takes 225.45 pixels, with a fifth of that between them.
        foreach (var left in new[] { 80.0, 350.5 })
            Assert.Equal((0, 255), (picture[(int)left + 170, 300], picture[(int)left + 50, 300]));
        Assert.Equal(255, picture[312, 300]);
    }

    [Fact]
    public void RefusesWhatIsNoPicture()
    {
        using var folder = new TemporaryFolder();
        Assert.Throws<ArgumentException>(() => ImagePlot.Save(folder["x.png"]));
        Assert.Throws<ArgumentException>(() => ImagePlot.Save(folder["x.jpg"], (new GrayImage(1, 1, [0]), "")));
        Assert.Empty(folder.Names);
    }
}
