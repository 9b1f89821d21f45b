namespace KerasPort.Tests;

/// <summary>
/// Shows that fixtures see a formula's constants: each one of a graph is changed alone, by a twentieth, or by three tenths where that
/// falls between two thresholds; an epsilon, which matters only near zero, tenfold. A case must fail each time. A formula without
/// constants has its factor 1 changed: its result.
/// </summary>
internal static class Mutation
{
    /// <summary>Asserts that every change is seen.</summary>
    /// <param name="constants">The graphs' constants.</param>
    /// <param name="fails">Whether a case fails when a constant becomes another, or results are multiplied by a factor.</param>
    /// <param name="what">What is tested, for the message.</param>
    /// <param name="without">Constants that no result depends on, such as a bound that is never reached.</param>
    public static void AssertSeen(IEnumerable<double> constants, Func<(double Constant, double Instead)?, double, bool> fails, string what, params double[] without)
    {
        var all = constants.Distinct().ToArray();
        var unseen = all.Except(without).Where(constant => !Changed(constant).Any(instead => fails((constant, instead), 1))).ToArray();
        Assert.True(unseen.Length == 0, $"{what}: no fixture fails when one of the constants {string.Join(", ", unseen)} is changed. All: {string.Join(", ", all)}.");
        Assert.True(all.Length > 0 || fails(null, 1.05), $"{what}: no fixture fails when the result is multiplied by 1.05.");
    }

    private static double[] Changed(double constant) => constant == 0 ? [0.05, -0.05] : Math.Abs(constant) < 1e-5 ? [constant * 10, constant / 10] : [constant * 1.05, constant * 0.95, constant * 1.3, constant * 0.7];
}
