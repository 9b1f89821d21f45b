namespace KerasPort.Tools.Doctor.Logs;

/// <summary>One recognised line.</summary>
/// <param name="Number">Its number in the log, from 1.</param>
/// <param name="Text">The line, cleaned.</param>
/// <param name="Rule">The id of the rule that recognised it.</param>
/// <param name="Matters">Whether it decides the verdict.</param>
/// <param name="Meaning">What it means.</param>
/// <param name="Advice">What to do, or null.</param>
internal sealed record ExplainedLine(int Number, string Text, string Rule, bool Matters, string Meaning, string? Advice);

/// <summary>What a log says.</summary>
/// <param name="Verdict">One of <see cref="LogVerdict"/>.</param>
/// <param name="FirstToRepair">The library to bring first, or null.</param>
/// <param name="Missing">What the log itself names as missing.</param>
/// <param name="Summary">What it means, for a beginner.</param>
/// <param name="NextStep">The one thing to do next.</param>
/// <param name="ExitCode">0 all well or nothing found, 1 GPU unusable, 2 TensorFlow unusable.</param>
/// <param name="Lines">The recognised lines.</param>
internal sealed record LogReport(
    string Verdict, string? FirstToRepair, IReadOnlyList<string> Missing, string Summary, string NextStep, int ExitCode, IReadOnlyList<ExplainedLine> Lines);
