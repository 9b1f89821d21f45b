using KerasPort.Testing;

namespace KerasPort.Tests;

/// <summary>Compares numbers with those of fixtures.</summary>
internal static class Numbers
{
    /// <summary>How far a float32 result may be from the fixture's, absolutely and relatively.</summary>
    public const double Tolerance = 5e-6;

    public static void AssertClose(NpyArray expected, NpyArray actual, string what, double tolerance = Tolerance)
    {
        Assert.True(expected.Shape.SequenceEqual(actual.Shape), $"{what}: the shape must be ({string.Join(", ", expected.Shape)}). Received: ({string.Join(", ", actual.Shape)}).");
        var difference = Difference(expected, actual);
        Assert.True(difference <= tolerance, $"{what}: off by {difference}.{Environment.NewLine}Expected: {Text(expected)}{Environment.NewLine}Received: {Text(actual)}");
    }

    /// <summary>The largest difference, relative where numbers are larger than 1; infinite where shapes differ or one is no number.</summary>
    public static double Difference(NpyArray expected, NpyArray actual)
    {
        if (!expected.Shape.SequenceEqual(actual.Shape))
            return double.PositiveInfinity;
        var largest = 0.0;
        foreach (var (a, b) in expected.Doubles().Zip(actual.Doubles()))
        {
            if (a.Equals(b))
                continue;
            var difference = Math.Abs(a - b) / Math.Max(1, Math.Abs(a));
            largest = double.IsNaN(difference) ? double.PositiveInfinity : Math.Max(largest, difference);
        }
        return largest;
    }

    private static string Text(NpyArray array) => string.Join(", ", array.Doubles().Take(30));
}
