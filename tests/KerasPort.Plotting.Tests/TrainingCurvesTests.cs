using KerasPort.Plotting.Drawing;
using SkiaSharp;

namespace KerasPort.Plotting.Tests;

public sealed class TrainingCurvesTests : IDisposable
{
    private static readonly double[] s_training =
        [0.24, 0.10, 0.075, 0.06, 0.05, 0.044, 0.039, 0.035, 0.032, 0.030, 0.027, 0.025, 0.024, 0.022, 0.021, 0.02, 0.019, 0.018, 0.018, 0.017];

    private static readonly double[] s_validation =
        [0.11, 0.08, 0.083, 0.075, 0.088, 0.08, 0.09, 0.1, 0.095, 0.105, 0.11, 0.1, 0.12, 0.11, 0.125, 0.13, 0.12, 0.135, 0.13, 0.14];

    private readonly string _folder = Directory.CreateTempSubdirectory("curves").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void ABlueDotStandsAtEachEpochAndABlueLineJoinsTheValidationValues()
    {
        using var picture = Save(s_training, s_validation);
        Assert.Equal((640, 480), (picture.Width, picture.Height));
        var axes = TrainingCurves.Plot(s_training, s_validation, "loss");
        for (var epoch = 1; epoch <= 20; epoch++)
        {
            Assert.Equal(new SKColor(0, 0, 255), At(picture, axes.Pixel(epoch, s_training[epoch - 1])));
            // The dot is round and 9.7 pixels wide: blue 3 pixels from its middle, not blue 7 pixels above it.
            Assert.True(Blue(At(picture, axes.Pixel(epoch, s_training[epoch - 1]), dx: 3)));
            if (epoch < 20) Assert.True(Connected(picture, axes.Pixel(epoch, s_validation[epoch - 1]), axes.Pixel(epoch + 1, s_validation[epoch])));
        }
        // No line joins the dots: half way between the first two there is paper.
        var (first, second) = (axes.Pixel(1, s_training[0]), axes.Pixel(2, s_training[1]));
        Assert.False(Blue(At(picture, new SKPoint((first.X + second.X) / 2, (first.Y + second.Y) / 2))));
    }

    [Theory]
    [InlineData("title", 213, 34, 442, 53)]
    [InlineData("x label", 302, 455, 354, 470)]
    [InlineData("y label", 20, 228, 35, 260)]
    [InlineData("x ticks", 125, 436, 570, 450)]
    [InlineData("y ticks", 38, 60, 72, 368)]
    [InlineData("legend's texts", 464, 68, 566, 106)]
    public void TextIsDrawnWithoutAnyFontOfTheMachine(string place, int left, int top, int right, int bottom)
    {
        using var picture = Save(s_training, s_validation);
        Assert.True(DarkShare(picture, left, top, right, bottom) is > 0.015 and < 0.5, place);
        // The boxes are those of matplotlib's own figure of these values: around them there is no ink.
        Assert.Equal(0, DarkShare(picture, 0, 0, 640, 33));
        Assert.Equal(0, DarkShare(picture, 0, 472, 640, 480));
    }

    [Fact]
    public void TheLegendMovesOutOfTheWayOfThePoints()
    {
        var rising = s_training.Select(value => 1 - value).ToArray();
        using var picture = Save(rising, null);
        Assert.True(DarkShare(picture, 81, 62, 250, 84) > 0.02, "upper left, where a rising row leaves room");
    }

    [Fact]
    public void NotANumberBreaksTheLineAndLeavesOutTheDot()
    {
        double[] training = [0.5, double.NaN, 0.3];
        double[] validation = [0.4, double.PositiveInfinity, 0.2];
        using var picture = Save(training, validation);
        var axes = TrainingCurves.Plot(training, validation, "loss");
        Assert.True(Blue(At(picture, axes.Pixel(1, 0.5))));
        Assert.False(Blue(At(picture, axes.Pixel(2, 0.3))));
    }

    [Fact]
    public void OneEpochAndEqualValuesAreDrawn()
    {
        using var one = Save([0.3], [0.3]);
        using var equal = Save([0.3, 0.3, 0.3], [0, 0, 0]);
        Assert.True(Blue(At(one, TrainingCurves.Plot([0.3], [0.3], "loss").Pixel(1, 0.3))));
        Assert.True(Blue(At(equal, TrainingCurves.Plot([0.3, 0.3, 0.3], [0, 0, 0], "loss").Pixel(2, 0))));
    }

    [Fact]
    public void WrongArgumentsAreNamedAndLeaveNoFile()
    {
        var path = Path.Combine(_folder, "history.png");
        Assert.Equal("`TrainingCurves`: training must hold one value for each epoch. Received: no values. (Parameter 'training')",
            Assert.Throws<ArgumentException>(() => TrainingCurves.Save(path, [])).Message);
        Assert.Equal("`TrainingCurves`: training and validation must have the same length. Received: 2 and 1 values. (Parameter 'validation')",
            Assert.Throws<ArgumentException>(() => TrainingCurves.Save(path, [1, 2], [1])).Message);
        Assert.Equal("A picture is saved as PNG: its name must end in .png. Received: path=\"a.gif\". (Parameter 'path')",
            Assert.Throws<ArgumentException>(() => TrainingCurves.Save("a.gif", [1])).Message);
        Directory.CreateDirectory(path);
        Assert.Throws<IOException>(() => TrainingCurves.Save(path, [1]));
        Assert.Throws<DirectoryNotFoundException>(() => TrainingCurves.Save(Path.Combine(_folder, "none", "a.png"), [1]));
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder));
    }

    private SKBitmap Save(double[] training, double[]? validation)
    {
        var path = Path.Combine(_folder, "history.png");
        TrainingCurves.Save(path, training, validation);
        return SKBitmap.Decode(path);
    }

    private static SKColor At(SKBitmap picture, SKPoint point, int dx = 0) => picture.GetPixel((int)point.X + dx, (int)point.Y);

    private static bool Blue(SKColor color) => color is { Blue: > 200, Red: < 140, Green: < 140 };

    private static bool Connected(SKBitmap picture, SKPoint from, SKPoint to) => Enumerable.Range(0, 101).All(step =>
    {
        var part = step / 100f;
        var point = new SKPoint(from.X + (part * (to.X - from.X)), from.Y + (part * (to.Y - from.Y)));
        return Enumerable.Range(-1, 3).Any(dy => Blue(picture.GetPixel((int)point.X, (int)point.Y + dy)));
    });

    private static double DarkShare(SKBitmap picture, int left, int top, int right, int bottom)
    {
        var dark = 0;
        for (var y = top; y < bottom; y++)
        {
            for (var x = left; x < right; x++)
            {
                var color = picture.GetPixel(x, y);
                if (color.Red < 100 && color.Green < 100 && color.Blue < 100) dark++;
            }
        }
        return dark / (double)((right - left) * (bottom - top));
    }
}
