using KerasPort.Plotting.Images;

namespace KerasPort.Bench;

/// <summary>A picture as the page sends it.</summary>
internal sealed record Drawing(byte[] Png, int Digit, string Kind);

/// <summary>Digits of MNIST's test set as people draw them on the page: wide strokes, thin ones, small in a corner, grey and on noisy paper.</summary>
internal static class Drawings
{
    private const int Side = 560;
    private static readonly (string Kind, Func<GrayImage, GrayImage> Make)[] s_kinds =
    [
        ("wide strokes", digit => Draw(digit, Side, 0, 0, 80)),
        ("thin strokes", digit => Draw(digit, Side, 0, 0, 190)),
        ("small, in a corner", digit => Draw(digit, 200, 30, 40, 120)),
        ("grey edges", digit => digit.Resize(Side / 2, Side / 2).Invert()),
        ("noisy paper", Noisy),
    ];

    public static List<Drawing> Make(string data, int count)
    {
        var (_, (x, y)) = Keras.Datasets.Mnist.LoadData(data);
        var (pixels, labels) = (x.ToArray<byte>(), y.ToArray<byte>());
        return [.. Enumerable.Range(0, count).Select(index =>
        {
            var (kind, make) = s_kinds[index % s_kinds.Length];
            return new Drawing(make(new GrayImage(28, 28, pixels.AsSpan(784 * index, 784).ToArray())).ToPng(), labels[index], kind);
        })];
    }

    /// <summary>Black on white, in a canvas as large as the page's.</summary>
    private static GrayImage Draw(GrayImage digit, int size, int left, int top, byte threshold)
    {
        var ink = digit.Resize(size, size).Threshold(threshold);
        var canvas = new byte[Side * Side];
        Array.Fill(canvas, byte.MaxValue);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
                canvas[((top + row) * Side) + left + column] = (byte)(255 - ink[column, row]);
        }
        return new GrayImage(Side, Side, canvas);
    }

    private static GrayImage Noisy(GrayImage digit)
    {
        const int size = Side / 2;
        var random = new Random(1);
        var ink = digit.Resize(size, size);
        return new GrayImage(size, size, Array.ConvertAll(ink.Pixels, pixel => (byte)(220 - (pixel * 150 / 255) + random.Next(-12, 13))));
    }
}
