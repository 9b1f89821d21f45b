namespace KerasPort.Tools.Doctor.Knowledge;

/// <summary>A CUDA toolkit and the file names of its libraries, as NVIDIA ships them.</summary>
/// <param name="Version">Major and minor version, such as 10.1.</param>
/// <param name="Numbers">The number in each library's name by its stem, such as cufft: 10.</param>
internal sealed record CudaToolkit(Version Version, IReadOnlyDictionary<string, string> Numbers)
{
    /// <summary>Every toolkit known, oldest first.</summary>
    public static IReadOnlyList<CudaToolkit> All { get; } =
    [
        Row("8.0", "80", null, "80", "80", "80", "80", "80"),
        Row("9.0", "90", null, "90", "90", "90", "90", "90"),
        Row("9.2", "92", null, "92", "92", "92", "92", "92"),
        Row("10.0", "100", null, "100", "100", "100", "100", "100"),
        Row("10.1", "101", "10", "10", "10", "10", "10", "10"),
        Row("10.2", "102", "10", "10", "10", "10", "10", "10"),
        Row("11.0", "110", "11", "11", "10", "10", "10", "11"),
        .. Enumerable.Range(1, 8).Select(minor => Row(FormattableString.Invariant($"11.{minor}"), "110", "11", "11", "10", "10", "11", "11")),
        .. Enumerable.Range(0, 10).Select(minor => Row(FormattableString.Invariant($"12.{minor}"), "12", "12", "12", "11", "10", "11", "12")),
        Row("13.0", "13", "13", "13", "12", "10", "12", "13"),
    ];

    /// <summary>The toolkit of that version, or null where it is not known.</summary>
    public static CudaToolkit? Find(Version? version) =>
        version is null ? null : All.FirstOrDefault(toolkit => toolkit.Version.Major == version.Major && toolkit.Version.Minor == version.Minor);

    /// <summary>The file's name of the library with that stem, or null where this toolkit has none.</summary>
    public string? NameOf(string stem, bool windows)
    {
        if (!Numbers.TryGetValue(stem, out var number))
        {
            return null;
        }

        return windows ? $"{stem}64_{number}.dll" : $"lib{stem}.so.{LinuxNumber(stem, number)}";
    }

    // On Linux the number is the major version of the library itself, but the whole version where Windows shows its digits.
    private string LinuxNumber(string stem, string number) => number.Length switch
    {
        3 when stem == "cudart" && Version.Major == 11 => "11.0",
        2 or 3 when Version < new Version(10, 1) => Version.ToString(2),
        3 => Version.ToString(2),
        _ => number,
    };

    private static CudaToolkit Row(
        string version, string cudart, string? cublasLt, string cublas, string cufft, string curand, string cusolver, string cusparse)
    {
        var numbers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["cudart"] = cudart,
            ["cublas"] = cublas,
            ["cufft"] = cufft,
            ["curand"] = curand,
            ["cusolver"] = cusolver,
            ["cusparse"] = cusparse,
        };
        if (cublasLt is not null)
        {
            numbers["cublasLt"] = cublasLt;
        }

        return new CudaToolkit(new Version(version), numbers);
    }
}
