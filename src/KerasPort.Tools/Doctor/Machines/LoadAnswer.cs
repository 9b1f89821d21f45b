namespace KerasPort.Tools.Doctor.Machines;

/// <summary>What the loader said of one file.</summary>
/// <param name="Code">0 when it loads; on Windows the error's number (126, 193, 1114, 1455), on Linux 1.</param>
/// <param name="Text">The loader's own words.</param>
internal sealed record LoadAnswer(int Code, string Text);
