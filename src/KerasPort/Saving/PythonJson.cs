using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace KerasPort.Saving;

/// <summary>Writes JSON as Python's json.dumps does, so that a file's texts equal those that Keras writes.</summary>
internal static class PythonJson
{
    public static string Write(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    /// <summary>A float as Python's repr writes it: 0.001, 1e-07, 1.0.</summary>
    public static string Repr(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        var roundTrip = value.ToString("R", CultureInfo.InvariantCulture);
        if (value == 0)
            return double.IsNegative(value) ? "-0.0" : "0.0";
        var (digits, sign) = Digits(roundTrip);
        var exponent = Exponent(roundTrip.TrimStart('-'));
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length > 1 ? $"{digits[0]}.{digits.AsSpan(1)}" : digits;
            var e = Math.Abs(exponent);
            return string.Create(CultureInfo.InvariantCulture, $"{sign}{mantissa}e{(exponent < 0 ? '-' : '+')}{e:00}");
        }
        if (exponent < 0)
            return $"{sign}0.{new string('0', -exponent - 1)}{digits}";
        return digits.Length <= exponent + 1
            ? $"{sign}{digits}{new string('0', exponent + 1 - digits.Length)}.0"
            : $"{sign}{digits.AsSpan(0, exponent + 1)}.{digits.AsSpan(exponent + 1)}";
    }

    /// <summary>The significant digits of a number's shortest text, without zeros before or after.</summary>
    private static (string Digits, string Sign) Digits(string text)
    {
        var sign = text.StartsWith('-') ? "-" : "";
        var end = text.IndexOf('E');
        var mantissa = (end < 0 ? text : text[..end]).TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        return (mantissa.TrimStart('0').TrimEnd('0'), sign);
    }

    /// <summary>The power of ten of the first significant digit in a number's shortest text.</summary>
    private static int Exponent(string text)
    {
        var end = text.IndexOf('E');
        var power = end < 0 ? 0 : int.Parse(text.AsSpan(end + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var mantissa = end < 0 ? text : text[..end];
        var point = mantissa.IndexOf('.');
        var first = mantissa.AsSpan().IndexOfAnyExcept('0', '.');
        var whole = point < 0 ? mantissa.Length : point;
        return power + (first < whole ? whole - 1 - first : whole - first);
    }

    private static void Write(JsonNode? node, StringBuilder text)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject members:
                text.Append('{');
                var first = true;
                foreach (var (key, value) in members)
                {
                    if (!first)
                        text.Append(", ");
                    first = false;
                    WriteString(key, text);
                    text.Append(": ");
                    Write(value, text);
                }
                text.Append('}');
                break;
            case JsonArray items:
                text.Append('[');
                for (var i = 0; i < items.Count; i++)
                {
                    if (i > 0)
                        text.Append(", ");
                    Write(items[i], text);
                }
                text.Append(']');
                break;
            case JsonValue value:
                WriteValue(value, text);
                break;
        }
    }

    private static void WriteValue(JsonValue value, StringBuilder text)
    {
        if (value.TryGetValue(out JsonElement element))
        {
            switch (element.ValueKind)
            {
                case JsonValueKind.String:
                    WriteString(element.GetString()!, text);
                    return;
                case JsonValueKind.Number:
                    var raw = element.GetRawText();
                    text.Append(raw.AsSpan().IndexOfAny('.', 'e', 'E') < 0 ? raw : Repr(element.GetDouble()));
                    return;
                default:
                    text.Append(element.ValueKind == JsonValueKind.True ? "true" : element.ValueKind == JsonValueKind.False ? "false" : "null");
                    return;
            }
        }
        if (value.TryGetValue(out string? s))
            WriteString(s, text);
        else if (value.TryGetValue(out bool b))
            text.Append(b ? "true" : "false");
        else if (value.TryGetValue(out int i))
            text.Append(i.ToString(CultureInfo.InvariantCulture));
        else if (value.TryGetValue(out long l))
            text.Append(l.ToString(CultureInfo.InvariantCulture));
        else if (value.TryGetValue(out double d))
            text.Append(Repr(d));
        else if (value.TryGetValue(out float f))
            text.Append(Repr(f));
        else
            throw new ArgumentException($"JSON values must be texts, numbers or truth values. Received: {value}.", nameof(value));
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                case < ' ' or > '~':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
                    break;
                default: text.Append(c); break;
            }
        }
        text.Append('"');
    }
}
