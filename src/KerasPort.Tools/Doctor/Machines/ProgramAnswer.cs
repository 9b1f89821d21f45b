namespace KerasPort.Tools.Doctor.Machines;

/// <summary>What came of asking a program.</summary>
/// <param name="Text">What it printed, or null where there is none of that name, or it did not answer.</param>
/// <param name="Hung">Whether it was there and did not answer in time.</param>
internal sealed record ProgramAnswer(string? Text, bool Hung);
