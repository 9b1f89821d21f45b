using System.Numerics;

namespace KerasPort.Mnist.Digits;

/// <summary>The three loops that the filters spend their time in, several floats at once.</summary>
internal static class Lanes
{
    /// <summary>values[i] = max(values[i], values[i + shift]), from the front to the back.</summary>
    public static void MaximumAhead(Span<float> values, int shift)
    {
        var index = 0;
        for (; index <= values.Length - shift - Vector<float>.Count; index += Vector<float>.Count)
            Vector.Max(new Vector<float>(values[index..]), new Vector<float>(values[(index + shift)..])).CopyTo(values[index..]);
        for (; index < values.Length - shift; index++) values[index] = Math.Max(values[index], values[index + shift]);
    }

    /// <summary>values[i] = min(values[i], values[i + shift]), from the front to the back.</summary>
    public static void MinimumAhead(Span<float> values, int shift)
    {
        var index = 0;
        for (; index <= values.Length - shift - Vector<float>.Count; index += Vector<float>.Count)
            Vector.Min(new Vector<float>(values[index..]), new Vector<float>(values[(index + shift)..])).CopyTo(values[index..]);
        for (; index < values.Length - shift; index++) values[index] = Math.Min(values[index], values[index + shift]);
    }

    /// <summary>to[i] += weight * from[i], as far as both reach.</summary>
    public static void AddScaled(ReadOnlySpan<float> from, float weight, Span<float> to)
    {
        var (length, index) = (Math.Min(from.Length, to.Length), 0);
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
            (new Vector<float>(to[index..]) + (weight * new Vector<float>(from[index..]))).CopyTo(to[index..]);
        for (; index < length; index++) to[index] += weight * from[index];
    }
}
