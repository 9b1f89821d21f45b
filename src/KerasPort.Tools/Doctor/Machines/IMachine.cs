using KerasPort.Tools.Doctor.Images;

namespace KerasPort.Tools.Doctor.Machines;

/// <summary>
/// All that the checks may ask of a machine. An implementation only fetches and decides nothing, so that every check
/// runs the same over the real machine and over a simulated one.
/// </summary>
internal interface IMachine
{
    /// <summary>The operating system, the process and its folders.</summary>
    MachineFacts Facts { get; }

    /// <summary>The TensorFlow libraries found, the one that would be used first.</summary>
    IReadOnlyList<TensorFlowCandidate> TensorFlow { get; }

    /// <summary>An environment variable, or null.</summary>
    string? Variable(string name);

    bool FileExists(string path);

    /// <summary>The names (not paths) of the files and folders in a folder; none where it does not exist.</summary>
    IReadOnlyList<string> List(string folder);

    /// <summary>The first 64 KB of a text file, or null where it can't be read.</summary>
    string? ReadText(string path);

    /// <summary>The path that a chain of links ends at; null where the path is no link.</summary>
    string? LinkTarget(string path);

    /// <summary>What a library's file says of itself. Throws InvalidDataException where it is damaged.</summary>
    BinaryImage ReadImage(string path);

    /// <summary>The values of a registry key, none where it does not exist.</summary>
    IReadOnlyDictionary<string, string> Registry(string key);

    /// <summary>The names of a registry key's subkeys.</summary>
    IReadOnlyList<string> RegistryKeys(string key);

    /// <summary>What a program answers within that time.</summary>
    ProgramAnswer Run(string program, TimeSpan patience, params string[] arguments);

    /// <summary>What the operating system's loader answers, by path; a file that was not tried is absent.</summary>
    IReadOnlyDictionary<string, LoadAnswer> TryLoad(IReadOnlyList<string> paths);
}
