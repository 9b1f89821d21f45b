namespace KerasPort.Mnist.Training;

/// <summary>Other hands: digits shifted, turned, slanted, stretched, with thinner and thicker strokes.</summary>
/// <remarks>What comes out depends on the seed, the epoch and the digit's index alone, not on the number of threads.</remarks>
internal sealed class Augmentation(int seed)
{
    private const int Size = 28;
    private const float Middle = (Size - 1) / 2f;

    /// <summary>A new version of all digits: (n, 28, 28) bytes in, the same number of values from 0 to 1 out.</summary>
    public float[] Apply(byte[] digits, int epoch)
    {
        var result = new float[digits.Length];
        var pixels = Size * Size;
        Parallel.For(0, digits.Length / pixels, index =>
        {
            var random = new Random(unchecked((((seed * 1_000_003) + epoch) * 1_000_003) + index));
            Draw(digits.AsSpan(index * pixels, pixels), result.AsSpan(index * pixels, pixels), random);
        });
        return result;
    }

    private static void Draw(ReadOnlySpan<byte> digit, Span<float> result, Random random)
    {
        Span<float> inked = stackalloc float[Size * Size];
        Stroke(digit, inked, Between(random, -0.6f, 0.8f));
        var (sine, cosine) = MathF.SinCos(Between(random, -15, 15) * MathF.PI / 180);
        var (across, down) = (Between(random, 0.85f, 1.15f), Between(random, 0.9f, 1.15f));
        var slant = Between(random, -0.2f, 0.2f);
        var (shiftX, shiftY) = (Between(random, -2, 2), Between(random, -2, 2));
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var (dx, dy) = (x - Middle - shiftX, y - Middle - shiftY);
                var (turnedX, turnedY) = ((cosine * dx) + (sine * dy), (cosine * dy) - (sine * dx));
                result[(y * Size) + x] = At(inked, ((turnedX + (slant * turnedY)) * across) + Middle, (turnedY * down) + Middle);
            }
        }
    }

    /// <summary>Mixes each pixel with the brightest (weight above 0) or the darkest (below 0) of its cross of five.</summary>
    private static void Stroke(ReadOnlySpan<byte> digit, Span<float> result, float weight)
    {
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var at = (y * Size) + x;
                int own = digit[at], left = x > 0 ? digit[at - 1] : 0, right = x < Size - 1 ? digit[at + 1] : 0;
                int above = y > 0 ? digit[at - Size] : 0, below = y < Size - 1 ? digit[at + Size] : 0;
                var extreme = weight > 0
                    ? Math.Max(Math.Max(own, Math.Max(left, right)), Math.Max(above, below))
                    : Math.Min(Math.Min(own, Math.Min(left, right)), Math.Min(above, below));
                result[at] = (own + (Math.Abs(weight) * (extreme - own))) / 255;
            }
        }
    }

    private static float At(ReadOnlySpan<float> pixels, float x, float y)
    {
        var (left, top) = ((int)MathF.Floor(x), (int)MathF.Floor(y));
        if (left < -1 || top < -1 || left >= Size || top >= Size) return 0;
        var (right, lower) = (x - left, y - top);
        return ((1 - lower) * (((1 - right) * Pixel(pixels, left, top)) + (right * Pixel(pixels, left + 1, top))))
            + (lower * (((1 - right) * Pixel(pixels, left, top + 1)) + (right * Pixel(pixels, left + 1, top + 1))));
    }

    private static float Pixel(ReadOnlySpan<float> pixels, int x, int y) =>
        x is < 0 or >= Size || y is < 0 or >= Size ? 0 : pixels[(y * Size) + x];

    private static float Between(Random random, float low, float high) => low + ((high - low) * random.NextSingle());
}
