using System.Numerics;
using System.Runtime.InteropServices;

namespace KerasPort.Mnist.Digits;

/// <summary>The loops that the filters spend their time in, several floats at once.</summary>
internal static class Lanes
{
    /// <summary>values[i] = the extreme of values[i] and those that lie near, middle and far ahead, from the front to the back.</summary>
    public static void ExtremeAhead<TExtreme>(Span<float> values, int near, int middle, int far) where TExtreme : IExtreme
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        var (index, count) = (0, values.Length - far);
        for (; index <= count - Vector<float>.Count; index += Vector<float>.Count)
        {
            var one = TExtreme.Of(Vector.LoadUnsafe(ref first, (nuint)index), Vector.LoadUnsafe(ref first, (nuint)(index + near)));
            var other = TExtreme.Of(Vector.LoadUnsafe(ref first, (nuint)(index + middle)), Vector.LoadUnsafe(ref first, (nuint)(index + far)));
            TExtreme.Of(one, other).StoreUnsafe(ref first, (nuint)index);
        }
        for (; index < count; index++)
            values[index] = TExtreme.Of(TExtreme.Of(values[index], values[index + near]), TExtreme.Of(values[index + middle], values[index + far]));
    }

    /// <summary>values[i] = min(values[i], others[i] + 1).</summary>
    public static void AtMostOneMore(Span<float> values, ReadOnlySpan<float> others)
    {
        var index = 0;
        for (; index <= values.Length - Vector<float>.Count; index += Vector<float>.Count)
            Vector.MinNative(new Vector<float>(values[index..]), new Vector<float>(others[index..]) + Vector<float>.One).CopyTo(values[index..]);
        for (; index < values.Length; index++) values[index] = Math.Min(values[index], others[index] + 1);
    }

    /// <summary>missing[i] = the part of the light that is missing: 1 - light[i] / full, where full is the lesser of two but at least <paramref name="least"/> as the divisor.</summary>
    public static void Missing(ReadOnlySpan<float> light, ReadOnlySpan<float> full, ReadOnlySpan<float> other, float least, Span<float> missing)
    {
        var index = 0;
        for (; index <= missing.Length - Vector<float>.Count; index += Vector<float>.Count)
        {
            var most = Vector.MinNative(new Vector<float>(full[index..]), new Vector<float>(other[index..]));
            ((most - new Vector<float>(light[index..])) / Vector.MaxNative(most, new Vector<float>(least))).CopyTo(missing[index..]);
        }
        for (; index < missing.Length; index++)
        {
            var most = Math.Min(full[index], other[index]);
            missing[index] = (most - light[index]) / Math.Max(most, least);
        }
    }

    /// <summary>to[i] += weight * from[i], as far as both reach.</summary>
    public static void AddScaled(ReadOnlySpan<float> from, float weight, Span<float> to)
    {
        var (length, index) = (Math.Min(from.Length, to.Length), 0);
        for (; index <= length - Vector<float>.Count; index += Vector<float>.Count)
            (new Vector<float>(to[index..]) + (weight * new Vector<float>(from[index..]))).CopyTo(to[index..]);
        for (; index < length; index++) to[index] += weight * from[index];
    }

    /// <summary>to[i] = the sum of kernel[t] * from[i + t * step], in the kernel's order.</summary>
    public static void Weigh(ReadOnlySpan<float> from, ReadOnlySpan<float> kernel, int step, Span<float> to)
    {
        var (index, lanes) = (0, Vector<float>.Count);
        ref var start = ref MemoryMarshal.GetReference(from);
        for (; index <= to.Length - (4 * lanes); index += 4 * lanes)
        {
            var (first, second, third, fourth) = (Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero, Vector<float>.Zero);
            for (var (tap, at) = (0, (nuint)index); tap < kernel.Length; tap++, at += (nuint)step)
            {
                var weight = new Vector<float>(kernel[tap]);
                first += weight * Vector.LoadUnsafe(ref start, at);
                second += weight * Vector.LoadUnsafe(ref start, at + (nuint)lanes);
                third += weight * Vector.LoadUnsafe(ref start, at + (nuint)(2 * lanes));
                fourth += weight * Vector.LoadUnsafe(ref start, at + (nuint)(3 * lanes));
            }
            first.CopyTo(to[index..]);
            second.CopyTo(to[(index + lanes)..]);
            third.CopyTo(to[(index + (2 * lanes))..]);
            fourth.CopyTo(to[(index + (3 * lanes))..]);
        }
        for (; index < to.Length; index++)
        {
            var sum = 0f;
            for (var tap = 0; tap < kernel.Length; tap++) sum += kernel[tap] * from[index + (tap * step)];
            to[index] = sum;
        }
    }

    /// <summary>extremes[i] = the greatest or the least of bytes[i], bytes[i + 1] and bytes[i + 2], as far as there are three.</summary>
    public static void ExtremesOfThree(ReadOnlySpan<byte> bytes, bool greatest, Span<byte> extremes)
    {
        var (index, count) = (0, bytes.Length - 2);
        for (; index <= count - Vector<byte>.Count; index += Vector<byte>.Count)
        {
            var (one, two, three) = (new Vector<byte>(bytes[index..]), new Vector<byte>(bytes[(index + 1)..]), new Vector<byte>(bytes[(index + 2)..]));
            (greatest ? Vector.Max(one, Vector.Max(two, three)) : Vector.Min(one, Vector.Min(two, three))).CopyTo(extremes[index..]);
        }
        for (; index < count; index++)
        {
            var (one, two, three) = (bytes[index], bytes[index + 1], bytes[index + 2]);
            extremes[index] = greatest ? Math.Max(one, Math.Max(two, three)) : Math.Min(one, Math.Min(two, three));
        }
    }
}
