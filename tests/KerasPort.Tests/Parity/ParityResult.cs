using System.Globalization;

namespace KerasPort.Tests.Parity;

/// <summary>How one case went: the largest difference anywhere and where it was.</summary>
internal sealed class ParityResult(string set, string name)
{
    public string Set { get; } = set;

    public string Name { get; } = name;

    public string Outcome { get; set; } = "pass";

    public double Largest { get; private set; }

    public string Where { get; private set; } = "";

    public string Reason { get; set; } = "";

    /// <summary>Compares numbers; a difference counts as the smaller of absolute and relative.</summary>
    public void Compare(string where, IReadOnlyList<double> actual, IReadOnlyList<double> expected, double tolerance, Func<int, double>? slack = null)
    {
        if (actual.Count != expected.Count)
        {
            Fail(where, $"{where}: {actual.Count} numbers, expected {expected.Count}", double.PositiveInfinity);
            return;
        }
        for (var i = 0; i < actual.Count; i++)
        {
            if (actual[i] == expected[i] || (double.IsNaN(actual[i]) && double.IsNaN(expected[i])))
                continue;
            var difference = Math.Max(0, Math.Abs(actual[i] - expected[i]) - (slack?.Invoke(i) ?? 0));
            difference /= Math.Max(1, Math.Abs(expected[i]));
            if (double.IsNaN(difference))
                difference = double.PositiveInfinity;
            if (difference > Largest)
                (Largest, Where) = (difference, where);
            if (difference > tolerance)
                Fail(where, string.Create(CultureInfo.InvariantCulture, $"{where}[{i}]: {actual[i]:R}, expected {expected[i]:R}"), difference);
        }
    }

    public void Fail(string where, string reason, double difference)
    {
        Outcome = "fail";
        if (Reason.Length == 0)
            Reason = reason;
        if (difference > Largest)
            (Largest, Where) = (difference, where);
    }

    public string ToLine() => string.Join('\t', Set, Name, Outcome, Largest.ToString("G4", CultureInfo.InvariantCulture), Where, Reason.ReplaceLineEndings(" ").Replace('\t', ' '));
}
