using System.Text.RegularExpressions;

namespace KerasPort.Tools.Doctor.Logs;

/// <summary>One kind of line that is recognised.</summary>
/// <param name="Id">Its id, as JSON shows it.</param>
/// <param name="Pattern">What its message contains.</param>
/// <param name="Signal">What it proves.</param>
/// <param name="Matters">Whether it decides the verdict; the others are explained and left aside.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Advice">What to do, or null.</param>
internal sealed partial record LogRule(string Id, Regex Pattern, LogSignal Signal, bool Matters, string Meaning, string? Advice)
{
    // A log may hold anything, so the time for a long line must be linear in its length; such an expression takes long to make.
    private const int LongestUsual = 1000;
    private readonly Lazy<Regex> _linear = new(() => new Regex(Pattern.ToString(), Pattern.Options | RegexOptions.NonBacktracking));

    /// <summary>Whether the text is CUDA's own, which every program prints: it counts only in TensorFlow's form or words, or alone.</summary>
    public bool IsCudas { get; private init; }

    /// <summary>Whether the text is anybody's: it counts only where the lines before it are TensorFlow's.</summary>
    public bool NeedsTensorFlow { get; private init; }

    /// <summary>What the rule picks out of a line, or null.</summary>
    public Match? Find(LogLine line)
    {
        // A rule may ask for the source file's name, never for its folder or line number: those differ by version.
        var text = line.File is null ? line.Message : $"{line.File}] {line.Message}";
        var match = (text.Length > LongestUsual ? _linear.Value : Pattern).Match(text);
        return match.Success && (!IsCudas || line.File is not null || Start().IsMatch(text.AsSpan(0, match.Index)) || TensorFlowsWords().IsMatch(text)) ? match : null;
    }

    /// <summary>A rule for a text of CUDA's own.</summary>
    public static LogRule Cudas(string id, string pattern, LogSignal signal, string meaning, string? advice = null) => Key(id, pattern, signal, meaning, advice) with { IsCudas = true };

    /// <summary>A rule for a text that any program may print: it counts only where the lines before it are TensorFlow's.</summary>
    public static LogRule InTensorFlow(string id, string pattern, LogSignal signal, string meaning, string? advice = null) => Key(id, pattern, signal, meaning, advice) with { NeedsTensorFlow = true };

    public static LogRule Key(string id, string pattern, LogSignal signal, string meaning, string? advice = null) =>
        new(id, Compile(pattern), signal, true, meaning, advice);

    public static LogRule Noise(string id, string pattern, string meaning, LogSignal signal = LogSignal.None, string? advice = null) =>
        new(id, Compile(pattern), signal, false, meaning, advice);

    // Nothing, or what containers and services put before a line.
    [GeneratedRegex(@"^$|[|\]]:? *$|>>> *$")]
    private static partial Regex Start();

    [GeneratedRegex(@"Status: |\bInternal(?:Error)?: |tensorflow|in-memory CUBIN|GPU:\d", RegexOptions.IgnoreCase)]
    private static partial Regex TensorFlowsWords();

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.CultureInvariant);
}
