namespace KerasPort.Tools.Inspecting;

/// <summary>What an array of numbers looks like: a dead, exploded or never trained layer shows here.</summary>
/// <param name="Count">Its elements.</param>
/// <param name="Least">The least finite one; NaN where there is none.</param>
/// <param name="Greatest">The greatest finite one; NaN where there is none.</param>
/// <param name="Mean">The mean of the finite ones.</param>
/// <param name="Deviation">Their standard deviation (divided by n).</param>
/// <param name="Zeros">How many are exactly 0.</param>
/// <param name="NotFinite">How many are NaN or infinite.</param>
internal sealed record ArrayStatistics(long Count, double Least, double Greatest, double Mean, double Deviation, long Zeros, long NotFinite)
{
    public static ArrayStatistics Of(ReadOnlySpan<double> values)
    {
        var (least, greatest, sum) = (double.PositiveInfinity, double.NegativeInfinity, 0.0);
        long zeros = 0, notFinite = 0;
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                notFinite++;
                continue;
            }

            zeros += value == 0 ? 1 : 0;
            (least, greatest, sum) = (Math.Min(least, value), Math.Max(greatest, value), sum + value);
        }

        var finite = values.Length - notFinite;
        if (finite == 0)
        {
            return new ArrayStatistics(values.Length, double.NaN, double.NaN, double.NaN, double.NaN, 0, notFinite);
        }

        // Around the mean in a second pass: a sum of squares would lose the digits of a narrow array.
        var mean = sum / finite;
        var squares = 0.0;
        foreach (var value in values)
        {
            squares += double.IsFinite(value) ? (value - mean) * (value - mean) : 0;
        }

        return new ArrayStatistics(values.Length, least, greatest, mean, Math.Sqrt(squares / finite), zeros, notFinite);
    }
}
