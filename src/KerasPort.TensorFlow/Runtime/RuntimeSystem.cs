namespace KerasPort.TensorFlow.Runtime;

/// <summary>The operating systems for which a libtensorflow exists.</summary>
internal enum RuntimeSystem
{
    /// <summary>Linux with glibc.</summary>
    Linux,

    /// <summary>Apple macOS.</summary>
    MacOS,

    /// <summary>Microsoft Windows.</summary>
    Windows,
}
