using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using KerasPort.Saving;

namespace KerasPort.Callbacks;

/// <summary>Fills names into a pattern as Python's str.format does: {epoch:02d}, {val_loss:.2f}.</summary>
internal static partial class PythonFormat
{
    /// <exception cref="ArgumentException">The pattern has a format that numbers do not have.</exception>
    public static string Fill(string pattern, Func<string, object> value)
    {
        var text = new StringBuilder();
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] is '{' or '}' && i + 1 < pattern.Length && pattern[i + 1] == pattern[i])
            {
                text.Append(pattern[i++]);
                continue;
            }
            if (pattern[i] != '{')
            {
                text.Append(pattern[i]);
                continue;
            }
            var end = pattern.IndexOf('}', i);
            if (end < 0)
                throw Wrong(pattern, "a brace is not closed");
            var field = pattern[(i + 1)..end];
            var colon = field.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? field : field[..colon];
            text.Append(Format(value(name), colon < 0 ? "" : field[(colon + 1)..], pattern));
            i = end;
        }
        return text.ToString();
    }

    /// <summary>[[fill]align][sign][0][width][.precision][kind], as in Python.</summary>
    private static string Format(object value, string format, string pattern)
    {
        var match = Spec().Match(format);
        if (!match.Success)
            throw Wrong(pattern, $"the format '{format}' is not known");
        var number = Convert.ToDouble(value, CultureInfo.InvariantCulture);
        var precision = Number(match.Groups["precision"], 6);
        var text = match.Groups["kind"].Value switch
        {
            "d" when value is int whole => whole.ToString(CultureInfo.InvariantCulture),
            "f" or "F" => Fixed(number, precision),
            "e" => Exponent(number, precision),
            "g" => General(number, precision),
            "%" => Fixed(number * 100, precision) + "%",
            "" when match.Groups["precision"].Length == 0 => value is int whole ? whole.ToString(CultureInfo.InvariantCulture) : PythonJson.Repr(number),
            _ => throw Wrong(pattern, $"the format '{format}' does not fit {(value is int ? "a whole number" : "a number")}"),
        };
        if (match.Groups["sign"].Value is "+" or " " && !text.StartsWith('-'))
            text = match.Groups["sign"].Value + text;
        return Align(text, match);
    }

    private static string Align(string text, Match match)
    {
        var width = Number(match.Groups["width"], 0);
        var zero = match.Groups["zero"].Length > 0;
        var align = match.Groups["align"].Length > 0 ? match.Groups["align"].Value : zero ? "=" : ">";
        var fill = match.Groups["fill"].Length > 0 ? match.Groups["fill"].Value[0] : zero ? '0' : ' ';
        var missing = Math.Max(0, width - text.Length);
        return align switch
        {
            "<" => text.PadRight(width, fill),
            "^" => new string(fill, missing / 2) + text + new string(fill, missing - missing / 2),
            "=" when text[0] is '-' or '+' => text[0] + text[1..].PadLeft(width - 1, fill),
            _ => text.PadLeft(width, fill),
        };
    }

    private static string Fixed(double value, int precision) => value.ToString("F" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    private static string Exponent(double value, int precision) =>
        value.ToString((precision == 0 ? "0" : "0." + new string('0', precision)) + "e+00", CultureInfo.InvariantCulture);

    /// <summary>The shorter of both forms with so many digits, without zeros at the end.</summary>
    private static string General(double value, int digits)
    {
        digits = Math.Max(digits, 1);
        var exponent = value == 0 ? 0 : int.Parse(Exponent(value, digits - 1).Split('e')[1], CultureInfo.InvariantCulture);
        if (exponent < -4 || exponent >= digits)
        {
            var parts = Exponent(value, digits - 1).Split('e');
            return Trim(parts[0]) + "e" + parts[1];
        }
        return Trim(Fixed(value, digits - 1 - exponent));

        static string Trim(string text) => text.Contains('.', StringComparison.Ordinal) ? text.TrimEnd('0').TrimEnd('.') : text;
    }

    private static int Number(Group group, int otherwise) => group.Length > 0 ? int.Parse(group.ValueSpan, CultureInfo.InvariantCulture) : otherwise;

    private static ArgumentException Wrong(string pattern, string what) =>
        new($"The path's pattern must be one of Python's str.format, such as 'weights.{{epoch:02d}}-{{val_loss:.2f}}.hdf5': {what}. Received: '{pattern}'.");

    [GeneratedRegex(@"^((?<fill>.)?(?<align>[<>^=]))?(?<sign>[-+ ]?)(?<zero>0?)(?<width>\d{0,4})(\.(?<precision>\d{1,2}))?(?<kind>[dfFeg%]?)$", RegexOptions.ExplicitCapture)]
    private static partial Regex Spec();
}
