namespace KerasPort.Testing;

/// <summary>A folder of a test's own, which is gone afterwards.</summary>
public sealed class TemporaryFolder : IDisposable
{
    /// <summary>The folder's full path.</summary>
    public string Path { get; } = Directory.CreateTempSubdirectory("kerasport-test-").FullName;

    /// <summary>The path of something in the folder.</summary>
    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Makes a folder in the folder, with its parents.</summary>
    public string Make(params string[] parts) => Directory.CreateDirectory(this[parts]).FullName;

    /// <summary>Writes a file in the folder, with its parents.</summary>
    public string Write(string path, byte[] content)
    {
        var full = this[path];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
        File.WriteAllBytes(full, content);
        return full;
    }

    /// <summary>Writes a text file in the folder, with its parents.</summary>
    public string Write(string path, string content) => Write(path, System.Text.Encoding.UTF8.GetBytes(content));

    /// <summary>The names of everything in the folder and below, with / between them.</summary>
    public IEnumerable<string> Names => Directory.EnumerateFileSystemEntries(Path, "*", SearchOption.AllDirectories)
        .Select(entry => System.IO.Path.GetRelativePath(Path, entry).Replace('\\', '/')).Order(StringComparer.Ordinal);

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
