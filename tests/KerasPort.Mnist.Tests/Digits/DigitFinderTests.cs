using KerasPort.Mnist.Digits;
using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Tests.Digits;

/// <summary>A digit of MNIST that was drawn into a photo comes out as the digit it was.</summary>
public sealed class DigitFinderTests
{
    private const int Count = 25;
    private const int Size = 28;
    private const int Photo = 280;

    private static readonly byte[] s_digits = Keras.Datasets.Mnist.LoadData(Path.Combine(Repository.Root, "mnist.npz")).Test.X.ToArray<byte>();

    public static TheoryData<string> Papers => ["white", "grey", "shadow", "edge of a shadow", "mostly in shadow", "board", "corner"];

    [Theory]
    [MemberData(nameof(Papers))]
    public void ComesOutAsItWas(string paper)
    {
        var likeness = new List<double>();
        for (var index = 0; index < Count; index++)
        {
            var digit = s_digits.AsSpan(index * Size * Size, Size * Size).ToArray();
            var found = DigitFinder.Find(Draw(digit, paper));
            Assert.NotNull(found);
            likeness.Add(Correlation(digit, found.Pixels));
        }
        Assert.True(likeness.Average() > 0.8, $"{paper}: mean correlation {likeness.Average()}");
        Assert.True(likeness.Count(value => value < 0.6) <= 1, $"{paper}: {likeness.Count(value => value < 0.6)} of {Count} digits are something else");
    }

    [Fact]
    public void TheBoxIsWhereTheDigitIs()
    {
        var pixels = Paper(Photo, _ => 230);
        for (var y = 100; y < 180; y++)
            for (var x = 60; x < 72; x++)
                Set(pixels, x, y, 30);
        var found = DigitFinder.Find(new ColorImage(Photo, Photo, pixels))!;
        Assert.InRange(found.X, 55, 62);
        Assert.InRange(found.Y, 95, 102);
        Assert.InRange(found.Width, 10, 20);
        Assert.InRange(found.Height, 78, 90);
    }

    [Fact]
    public void BlankPaperHoldsNoDigit()
    {
        Assert.Null(DigitFinder.Find(new ColorImage(Photo, Photo, Paper(Photo, _ => 240))));
        Assert.Null(DigitFinder.Find(new ColorImage(1, 1, [7, 7, 7])));
    }

    private static ColorImage Draw(byte[] digit, string paper)
    {
        var large = new GrayImage(Size, Size, digit).Resize(Photo, Photo);
        Func<int, double> light = paper switch
        {
            "grey" => _ => 150,
            "shadow" => x => 230 - x * 110.0 / Photo,
            "edge of a shadow" => x => x < 130 ? 105 : 215,
            "mostly in shadow" => x => x < 170 ? 100 : 230,
            "board" => _ => 40,
            _ => _ => 250,
        };
        var side = paper == "corner" ? 3 * Photo : Photo;
        var pixels = Paper(side, light);
        for (var y = 0; y < Photo; y++)
            for (var x = 0; x < Photo; x++)
            {
                var (ink, ground) = (large[x, y] / 255.0, light(x));
                Set(pixels, x, y, (byte)(paper == "board" ? ground + ink * 190 : ground * (1 - 0.85 * ink)), side);
            }
        return new ColorImage(side, side, pixels);
    }

    private static byte[] Paper(int side, Func<int, double> light)
    {
        var pixels = new byte[side * side * 3];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (byte)light(i / 3 % side);
        return pixels;
    }

    private static void Set(byte[] pixels, int x, int y, byte value, int side = Photo) => pixels.AsSpan((y * side + x) * 3, 3).Fill(value);

    private static double Correlation(byte[] a, byte[] b)
    {
        var (meanA, meanB) = (a.Average(value => (double)value), b.Average(value => (double)value));
        var (ab, aa, bb) = (0.0, 0.0, 0.0);
        for (var i = 0; i < a.Length; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }
        return ab / Math.Sqrt(aa * bb);
    }
}
