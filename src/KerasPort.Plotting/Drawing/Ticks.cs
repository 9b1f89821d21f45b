using System.Globalization;

namespace KerasPort.Plotting.Drawing;

/// <summary>The tick positions that matplotlib's AutoLocator chooses, with the texts of its ScalarFormatter.</summary>
internal sealed record Ticks(IReadOnlyList<double> Positions, IReadOnlyList<string> Labels, string Multiplier)
{
    private const int Intervals = 9;
    private static readonly double[] s_steps = [0.1, 0.2, 0.25, 0.5, 1, 2, 2.5, 5, 10, 20];

    /// <summary>Ticks inside the view from <paramref name="low"/> to <paramref name="high"/>.</summary>
    public static Ticks Between(double low, double high)
    {
        var scale = Math.Pow(10, Math.Floor(Math.Log10((high - low) / Intervals)));
        var first = Array.FindIndex(s_steps, step => step * scale >= (high - low) / Intervals);
        var positions = new List<double>();
        for (var index = first; index >= 0 && positions.Count < 2; index--)
        {
            var step = s_steps[index] * scale;
            var start = Math.Ceiling((low / step) - 1e-9);
            positions.Clear();
            for (var tick = start; tick * step <= high + (1e-9 * step); tick++) positions.Add(tick * step);
        }
        var largest = Math.Max(Math.Abs(low), Math.Abs(high));
        var magnitude = (int)Math.Floor(Math.Log10(largest));
        // matplotlib writes a common power of ten above the axis outside of 1e-5..1e6.
        var power = magnitude is < -5 or >= 6 ? magnitude : 0;
        var unit = Math.Pow(10, power);
        var digits = Digits(positions, unit);
        var format = "F" + digits.ToString(CultureInfo.InvariantCulture);
        var labels = positions.Select(position => Text((position / unit).ToString(format, CultureInfo.InvariantCulture)));
        return new Ticks(positions, [.. labels], power == 0 ? "" : Text(FormattableString.Invariant($"1e{power}")));
    }

    private static int Digits(List<double> positions, double unit)
    {
        var digits = 0;
        while (digits < 12 && positions.Exists(position =>
            Math.Abs((position / unit) - Math.Round(position / unit, digits)) > 1e-3 * (positions[1] - positions[0]) / unit))
            digits++;
        return digits;
    }

    private static string Text(string number)
    {
        var trimmed = number.TrimStart('-');
        var zero = trimmed.All(letter => letter is '0' or '.');
        return number.StartsWith('-') && !zero ? "\u2212" + trimmed : number.Contains("e-", StringComparison.Ordinal) ? number.Replace('-', '\u2212') : trimmed;
    }
}
