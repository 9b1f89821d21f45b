using System.Globalization;
using System.Text.RegularExpressions;
using KerasPort.Tools.Doctor.Images;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>The real version of a library, whatever its file is called.</summary>
/// <param name="Cuda">The CUDA toolkit it comes from, or null.</param>
/// <param name="Own">The library's own version where it has one, or null.</param>
/// <param name="Evidence">What told it.</param>
/// <param name="RenamedFrom">The name under which it was linked where that is another than its file's name, or null.</param>
internal sealed partial record LibraryVersion(CudaVersion? Cuda, Version? Own, string Evidence, string? RenamedFrom = null)
{
    /// <summary>What a Windows image's version resource tells; ProductName before FileVersion.</summary>
    public static LibraryVersion? FromResource(VersionResource? resource)
    {
        if (resource is null)
        {
            return null;
        }

        foreach (var (name, text) in new[] { ("ProductName", resource.Text("ProductName")), ("FileDescription", resource.Text("FileDescription")) })
        {
            if (text is not null && CudaInText().Match(text) is { Success: true } match && Version.TryParse(match.Groups[1].Value, out var version))
            {
                return new LibraryVersion(CudaVersion.Of(version), version, $"{name} \"{text}\"");
            }
        }

        var file = resource.Text("FileVersion");
        // NVIDIA's 6.14.11 line carries the toolkit in its last part: 11070 is 11.7.
        if (file is not null && DriverLine().Match(file) is { Success: true } line)
        {
            var number = int.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture);
            return new LibraryVersion(new CudaVersion(number / 1000, number % 1000 / 10), null, $"FileVersion \"{file}\"");
        }

        foreach (var (name, text) in new[] { ("ProductVersion", resource.Text("ProductVersion")), ("FileVersion", file) })
        {
            if (text is not null && Version.TryParse(text.Replace(',', '.'), out var own))
            {
                return new LibraryVersion(null, own, $"{name} \"{text}\"");
            }
        }

        return null;
    }

    [GeneratedRegex(@"CUDA\D{0,24}?(\d+\.\d+(\.\d+){0,2})")]
    private static partial Regex CudaInText();

    [GeneratedRegex(@"^6[.,]14[.,]11[.,](\d{4,5})$")]
    private static partial Regex DriverLine();
}
