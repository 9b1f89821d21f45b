using System.Globalization;
using System.Text.RegularExpressions;

namespace KerasPort.Tools.Doctor.Logs;

/// <summary>What the lines of a log prove, gathered while reading.</summary>
internal sealed partial class LogFacts
{
    private readonly Dictionary<LogSignal, int> _first = [];
    private readonly List<FailedLibrary> _failed = [];
    private readonly List<string> _named = [];

    /// <summary>Libraries without which the build gives the GPU up, in the log's order.</summary>
    public IReadOnlyList<FailedLibrary> Failed => _failed;

    /// <summary>What the log names as missing, once each.</summary>
    public IReadOnlyList<string> Named => _named;

    /// <summary>Whether the log is one of Windows.</summary>
    public bool Windows { get; private set; }

    /// <summary>The major version of CUDA that the log hints at, or null.</summary>
    public int? CudaMajor { get; private set; }

    /// <summary>The name of CUDA's runtime library where the log tells it, or null.</summary>
    public string? Cudart { get; private set; }

    /// <summary>The part of cuDNN, or a library of its kind, that failed at first use, or null.</summary>
    public string? Part { get; private set; }

    /// <summary>The file or program of CUDA's that XLA compiles with and did not find, or null.</summary>
    public string? Compiler { get; private set; }

    /// <summary>The compute capability of the first GPU that the log shows, or null.</summary>
    public Version? Capability { get; private set; }

    /// <summary>The cuDNN versions of a mismatch, or null.</summary>
    public (string Has, string Needs)? Cudnn { get; private set; }

    /// <summary>How often taking memory failed.</summary>
    public int FailedAllocations { get; private set; }

    /// <summary>The line of the last failed allocation, and of the last proof that the GPU worked on.</summary>
    public (int Allocation, int Work) Last { get; private set; }

    /// <summary>What TensorFlow needs of a system that is too old, such as GLIBC_2.29, or null.</summary>
    public string? SystemNeeds { get; private set; }

    /// <summary>TensorFlow's own file where it can't be loaded, or null.</summary>
    public string? Broken { get; private set; }

    /// <summary>The two versions of a driver mismatch, or the driver's error, in the log's words.</summary>
    public string? DriverWords { get; private set; }

    public bool Has(LogSignal signal) => _first.ContainsKey(signal);

    /// <summary>Takes a line in; gives a meaning of its own where the line has one, else null.</summary>
    public string? Add(LogRule rule, Match match, LogLine line)
    {
        AddHints(line);
        var library = match.Groups["library"].Success ? match.Groups["library"].Value : null;
        string? meaning = null;
        var signal = rule.Signal;
        switch (rule.Signal)
        {
            case LogSignal.LibraryFailed or LogSignal.DriverMissing when library is not null:
                var failed = FailedLibrary.Of(library, match.Groups["error"].Value.Trim());
                Name(failed.Name);
                if (rule.Signal == LogSignal.LibraryFailed || failed.Failure != LibraryFailure.Absent)
                {
                    // A driver's library that is there but broken is no missing driver.
                    signal = LogSignal.LibraryFailed;
                    Fail(failed);
                    meaning = Meaning(failed);
                }

                break;
            case LogSignal.ImportFailed:
                Name(library!);
                Fail(new FailedLibrary(library!, library!, LibraryFailure.Absent, line.Message));
                break;
            case LogSignal.PartMissing or LogSignal.PartBroken:
                Part ??= library;
                Name(library!);
                break;
            case LogSignal.SystemTooOld:
                SystemNeeds ??= match.Groups["error"].Value;
                break;
            case LogSignal.TensorFlowBroken:
                Broken ??= library;
                break;
            case LogSignal.CompilerMissing:
                Compiler ??= library;
                Name(library!);
                break;
            case LogSignal.CudnnVersion:
                Cudnn ??= (match.Groups["has"].Value, match.Groups["needs"].Value);
                meaning = $"cuDNN {Cudnn.Value.Has} was found, but this build was compiled with {Cudnn.Value.Needs}: the major version must be the same and the minor not lower.";
                break;
            case LogSignal.AllocationFailed:
                FailedAllocations++;
                Last = (line.Number, Last.Work);
                break;
            case LogSignal.WorkDone:
                Last = (Last.Allocation, line.Number);
                break;
            case LogSignal.DriverMismatch when match.Groups["kernel"].Success:
                DriverWords = $"kernel module {match.Groups["kernel"].Value}, library {match.Groups["library"].Value}";
                break;
            case LogSignal.DriverError:
                DriverWords ??= match.Groups["error"].Value.Trim();
                break;
        }

        if (rule.Id == "profiler-library-missing")
        {
            Name(library!);
        }
        else if (rule.Id == "library-opened" && FailedAllocations > 0)
        {
            Last = (Last.Allocation, line.Number);
        }

        _first.TryAdd(signal, line.Number);
        return meaning;
    }

    /// <summary>A line that no rule knows still shows that TensorFlow ran if it has TensorFlow's form and one of its CUDA files.</summary>
    public void AddUnknown(LogLine line)
    {
        if (line.File is { } file && (file.StartsWith("cuda_", StringComparison.Ordinal) || file is "gpu_device.cc" or "dso_loader.cc" or "cudart_stub.cc"))
        {
            AddHints(line);
            _first.TryAdd(LogSignal.GpuBuild, line.Number);
        }
    }

    private static string Meaning(FailedLibrary failed) => failed.Failure switch
    {
        LibraryFailure.Dependency => $"{failed.Asked} is there, but needs {failed.Name}, which is missing.",
        LibraryFailure.Broken => $"{failed.Asked} is there, but can't be loaded: {failed.Detail}",
        _ => $"{failed.Name} was not found.",
    };

    // A log may say the same a million times.
    private void Fail(FailedLibrary library)
    {
        if (!_failed.Any(known => (known.Name, known.Asked, known.Failure) == (library.Name, library.Asked, library.Failure)))
        {
            _failed.Add(library);
        }
    }

    private void Name(string library)
    {
        if (!_named.Contains(library, StringComparer.Ordinal))
        {
            _named.Add(library);
        }
    }

    private void AddHints(LogLine line)
    {
        Windows |= WindowsTrace().IsMatch(line.Message);
        if (Capability is null && CapabilityText().Match(line.Message) is { Success: true } capability)
        {
            Capability = new Version(
                int.Parse(capability.Groups["major"].Value, CultureInfo.InvariantCulture), int.Parse(capability.Groups["minor"].Value, CultureInfo.InvariantCulture));
        }

        if (CudartNumber().Match(line.Message) is { Success: true } cudart)
        {
            Cudart ??= cudart.Groups["name"].Value;
            var digits = cudart.Groups[1].Success ? cudart.Groups[1].Value : cudart.Groups[2].Value;
            // cudart64_101 and libcudart.so.10.1 are CUDA 10, cudart64_12 and libcudart.so.12 CUDA 12, cudart64_90 CUDA 9.
            var major = digits.Length == 3 ? digits[..2] : digits is "80" or "90" or "92" ? digits[..1] : digits;
            CudaMajor ??= int.Parse(major, CultureInfo.InvariantCulture);
        }
        else if (CudaMajor is null && line.File == "cudart_stub.cc" && line.Text.Contains("tensorflow/tsl/", StringComparison.Ordinal)
            && !line.Text.Contains("external/", StringComparison.Ordinal))
        {
            // Before 2.15 the file lay in TensorFlow's own tree, and those builds were made with CUDA 11.
            CudaMajor = 11;
        }
    }

    [GeneratedRegex(@"\b(?:cudart|cublas|cublasLt|cufft|curand|cusolver|cusparse|cudnn\w*|nvcuda|cupti)(?:64_[\d.]+)?\.dll\b|not implemented on Windows|Unable to load DLL", RegexOptions.IgnoreCase)]
    private static partial Regex WindowsTrace();

    [GeneratedRegex(@"compute ?capability:? (?<major>\d{1,2})\.(?<minor>\d)\b|\bmajor: (?<major>\d{1,2}) minor: (?<minor>\d)\b", RegexOptions.IgnoreCase)]
    private static partial Regex CapabilityText();

    [GeneratedRegex(@"\b(?<name>cudart64_(\d{2,3})\.dll|libcudart\.so\.(\d{1,3})(?:\.\d+)?)")]
    private static partial Regex CudartNumber();
}
