namespace KerasPort.Tools.Doctor.Images;

/// <summary>The version resource of a Windows image.</summary>
/// <param name="Language">The string table's language and code page, such as 040904E4.</param>
/// <param name="Strings">CompanyName, FileVersion, ProductName and the like.</param>
/// <param name="FileVersion">The four fixed numbers of the file.</param>
/// <param name="ProductVersion">The four fixed numbers of the product; NVIDIA leaves sample values there.</param>
internal sealed record VersionResource(
    string Language,
    IReadOnlyDictionary<string, string> Strings,
    IReadOnlyList<int> FileVersion,
    IReadOnlyList<int> ProductVersion)
{
    /// <summary>The text of that name, without blanks around it, or null.</summary>
    public string? Text(string name) =>
        Strings.TryGetValue(name, out var text) && text.Trim() is { Length: > 0 } trimmed ? trimmed : null;
}
