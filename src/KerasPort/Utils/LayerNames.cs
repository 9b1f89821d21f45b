using System.Globalization;

namespace KerasPort.Utils;

/// <summary>The process-wide counters behind default names: dense_1, dense_2.</summary>
internal static class LayerNames
{
    private static readonly Lock s_lock = new();
    private static readonly Dictionary<string, int> s_counts = [];
    private static long s_streams;

    public static string Next(string prefix)
    {
        lock (s_lock)
        {
            s_counts.TryGetValue(prefix, out var count);
            s_counts[prefix] = ++count;
            return prefix + "_" + count.ToString(CultureInfo.InvariantCulture);
        }
    }

    public static long NextStream() => Interlocked.Increment(ref s_streams);

    /// <summary>Lets the numbers begin at 1 again.</summary>
    public static void Reset()
    {
        lock (s_lock)
        {
            s_counts.Clear();
            s_streams = 0;
        }
    }

    /// <summary>As Keras derives names: Conv2D gives conv2d, MaxPooling2D max_pooling2d, LSTM lstm, PReLU p_re_lu.</summary>
    public static string ToSnakeCase(string name)
    {
        // Keras: (.)([A-Z][a-z0-9]+) -> \1_\2, then ([a-z])([A-Z]) -> \1_\2, then lower case.
        var first = System.Text.RegularExpressions.Regex.Replace(name, "(.)([A-Z][a-z0-9]+)", "$1_$2");
        var second = System.Text.RegularExpressions.Regex.Replace(first, "([a-z])([A-Z])", "$1_$2").ToLowerInvariant();
        return second.StartsWith('_') ? "private" + second : second;
    }

    /// <summary>As the .keras format derives the names of groups: ConvLSTM2D gives conv_lstm2d, where Keras 2 says conv_lst_m2d.</summary>
    public static string ToGroupName(string name)
    {
        var first = System.Text.RegularExpressions.Regex.Replace(name, "(.)([A-Z][a-z]+)", "$1_$2");
        return System.Text.RegularExpressions.Regex.Replace(first, "([a-z])([A-Z])", "$1_$2").ToLowerInvariant();
    }
}
