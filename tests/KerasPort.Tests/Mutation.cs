namespace KerasPort.Tests;

/// <summary>
/// Shows that fixtures see a formula's constants: each one of a graph is changed by a twentieth, one at a time, and at least one
/// change must make at least one case fail. The epsilons, which matter only near zero, become a twentieth themselves; a formula
/// without other constants has its factor 1 changed: its result.
/// </summary>
internal static class Mutation
{
    /// <summary>Asserts that some change is seen.</summary>
    /// <param name="constants">The graph's constants.</param>
    /// <param name="fails">Whether a case fails when a constant becomes another, or results are multiplied by a factor.</param>
    /// <param name="what">What is tested, for the message.</param>
    public static void AssertSeen(IEnumerable<double> constants, Func<(double Constant, double Instead)?, double, bool> fails, string what)
    {
        var all = constants.Distinct().ToArray();
        var seen = all.Any(constant => Changed(constant).Any(instead => fails((constant, instead), 1)))
            || (Array.TrueForAll(all, IsEpsilon) && fails(null, 1.05));
        Assert.True(seen, $"{what}: no fixture fails when one of the constants {string.Join(", ", all)} is changed.");
    }

    private static double[] Changed(double constant) => IsEpsilon(constant) ? [0.05] : [constant * 1.05, constant * 0.95];

    private static bool IsEpsilon(double constant) => Math.Abs(constant) < 1e-5;
}
