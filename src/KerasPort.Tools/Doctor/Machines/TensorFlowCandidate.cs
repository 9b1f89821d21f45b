namespace KerasPort.Tools.Doctor.Machines;

/// <summary>A TensorFlow library that was found.</summary>
/// <param name="Path">The file.</param>
/// <param name="Version">Its version where it is known without loading it.</param>
/// <param name="Source">How it was found, as words that follow "found in".</param>
/// <param name="VersionSource">What told the version.</param>
internal sealed record TensorFlowCandidate(string Path, string? Version, string Source, string VersionSource);
