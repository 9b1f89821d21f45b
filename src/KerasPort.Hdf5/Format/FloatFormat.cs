namespace KerasPort.Hdf5.Format;

/// <summary>How a floating-point number is made of bits.</summary>
internal readonly record struct FloatFormat(
    int SignBit, int ExponentBit, int ExponentSize, int MantissaBit, int MantissaSize, long Bias, bool HasHiddenBit)
{
    public static readonly FloatFormat Half = new(15, 10, 5, 0, 10, 15, true);
    public static readonly FloatFormat BFloat16 = new(15, 7, 8, 0, 7, 127, true);
    public static readonly FloatFormat Single = new(31, 23, 8, 0, 23, 127, true);
    public static readonly FloatFormat Double = new(63, 52, 11, 0, 52, 1023, true);

    public bool FitsIn(int bits) =>
        bits is >= 8 and <= 64 && SignBit < bits
        && ExponentSize is >= 1 and <= 16 && ExponentBit + ExponentSize <= bits
        && MantissaSize is >= 1 and <= 52 && MantissaBit + MantissaSize <= bits;

    public double Decode(ulong bits)
    {
        var sign = ((bits >> SignBit) & 1) != 0 ? -1.0 : 1.0;
        var largest = (1L << ExponentSize) - 1;
        var exponent = (long)(bits >> ExponentBit) & largest;
        var mantissa = bits >> MantissaBit & ((1UL << MantissaSize) - 1);
        if (exponent == largest)
        {
            return mantissa == 0 ? sign * double.PositiveInfinity : double.NaN;
        }

        var hidden = HasHiddenBit && exponent != 0 ? 1UL << MantissaSize : 0;
        var power = Math.Clamp(Math.Max(exponent, HasHiddenBit ? 1 : 0) - Bias - MantissaSize, -5000, 5000);
        return sign * Math.ScaleB(hidden | mantissa, (int)power);
    }
}
