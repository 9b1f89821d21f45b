namespace KerasPort.TensorFlow.Runtime;

/// <summary>A libtensorflow that was found and looked at, but not loaded yet.</summary>
/// <param name="LibraryPath">The full path of the library with the C functions.</param>
/// <param name="FrameworkPath">The full path of libtensorflow_framework, or null where the library is one file.</param>
/// <param name="FoundBy">The name of the place that had it.</param>
/// <param name="Folder">The folder of the library.</param>
internal sealed record LocatedRuntime(string LibraryPath, string? FrameworkPath, string FoundBy, string Folder);
