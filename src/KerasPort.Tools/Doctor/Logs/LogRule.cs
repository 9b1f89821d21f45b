using System.Text.RegularExpressions;

namespace KerasPort.Tools.Doctor.Logs;

/// <summary>One kind of line that is recognised.</summary>
/// <param name="Id">Its id, as docs/doctor.md lists it.</param>
/// <param name="Pattern">What its message contains.</param>
/// <param name="Signal">What it proves.</param>
/// <param name="Matters">Whether it decides the verdict; the others are explained and left aside.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Advice">What to do, or null.</param>
internal sealed record LogRule(string Id, Regex Pattern, LogSignal Signal, bool Matters, string Meaning, string? Advice)
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);

    public static LogRule Key(string id, string pattern, LogSignal signal, string meaning, string? advice = null) =>
        new(id, Compile(pattern), signal, true, meaning, advice);

    public static LogRule Noise(string id, string pattern, string meaning, LogSignal signal = LogSignal.None, string? advice = null) =>
        new(id, Compile(pattern), signal, false, meaning, advice);

    private static Regex Compile(string pattern) => new(pattern, RegexOptions.CultureInvariant, s_patience);
}
