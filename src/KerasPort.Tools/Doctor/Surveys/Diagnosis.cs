using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>What is known of one machine; each part is looked up when a check first asks for it.</summary>
internal sealed class Diagnosis
{
    // A GPU's program may take seconds to answer; where no GPU is to be seen its answer changes nothing.
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_shortPatience = TimeSpan.FromSeconds(0.5);
    private readonly Lazy<IReadOnlyList<TensorFlowFound>> _tensorFlow;
    private readonly Lazy<NvidiaSmi?> _smi;
    private readonly Lazy<IReadOnlyList<Gpu>> _seen;
    private readonly Lazy<string?> _compiler;
    private readonly Lazy<SearchPath> _search;
    private readonly Lazy<DriverSurvey> _driver;
    private readonly Lazy<IReadOnlyList<string>> _places;
    private readonly Lazy<LibrarySurvey?> _libraries;
    private readonly Lazy<CudnnSurvey?> _cudnn;
    private readonly Lazy<Surroundings> _surroundings;
    private readonly Lazy<IReadOnlyDictionary<string, LoadAnswer>> _loaderAnswers;

    public Diagnosis(IMachine machine)
    {
        Machine = machine;
        _surroundings = new(() => Surroundings.Of(machine));
        _tensorFlow = new(() => [.. machine.TensorFlow.Select(candidate => TensorFlowFound.Of(machine, candidate))]);
        _seen = new(() => GpuSurvey.Seen(machine));
        _smi = new(() => NvidiaSmi.Of(machine, _seen.Value.Count > 0 ? s_patience : s_shortPatience));
        _compiler = new(() => machine.Run("nvcc", s_shortPatience, "--version").Text);
        _search = new(() => new SearchPath(machine, Target ?? Chosen));
        _driver = new(() => DriverSurvey.Of(machine, Search, Smi));
        _places = new(() => KnownPlaces.Of(machine, machine.TensorFlow.Select(candidate => candidate.Path)));
        _libraries = new(() => Target?.Release is { } release ? new LibrarySurvey(machine, Search, Places, release) : null);
        _cudnn = new(() => Target?.Release is { } release ? CudnnSurvey.Of(machine, Search, Places, release) : null);
        _loaderAnswers = new(() => machine.TryLoad([.. Loadable()]));
    }

    public IMachine Machine { get; }

    public bool Windows => Machine.Facts.IsWindows;

    public Surroundings Surroundings => _surroundings.Value;

    /// <summary>Every TensorFlow library found, the one that is used first.</summary>
    public IReadOnlyList<TensorFlowFound> TensorFlow => _tensorFlow.Value;

    /// <summary>The library that is used, or null.</summary>
    public TensorFlowFound? Chosen => TensorFlow.Count > 0 ? TensorFlow[0] : null;

    /// <summary>The GPU build whose needs the checks compare with the machine: the one used, or the one it hides.</summary>
    public TensorFlowFound? Target => TensorFlow.FirstOrDefault(found => found.IsGpuBuild && found.Release?.HasGpuBuild(Windows) != false);

    /// <summary>What nvidia-smi says; null where there is none.</summary>
    public NvidiaSmi? Smi => _smi.Value;

    public IReadOnlyList<Gpu> Gpus => Smi is { Gpus: { Count: > 0 } listed } ? listed : _seen.Value;

    /// <summary>What nvcc says of its version, or null.</summary>
    public string? Compiler => _compiler.Value;

    public DriverSurvey Driver => _driver.Value;

    public SearchPath Search => _search.Value;

    /// <summary>Folders in which NVIDIA's libraries are installed, searched or not.</summary>
    public IReadOnlyList<string> Places => _places.Value;

    /// <summary>The CUDA libraries that the target needs; null where there is no target of known version.</summary>
    public LibrarySurvey? Libraries => _libraries.Value;

    /// <summary>The cuDNN that the target needs; null where there is no target of known version.</summary>
    public CudnnSurvey? Cudnn => _cudnn.Value;

    /// <summary>What the operating system's loader says of the libraries that look right.</summary>
    public IReadOnlyDictionary<string, LoadAnswer> LoaderAnswers => _loaderAnswers.Value;

    /// <summary>Whether the missing libraries keep TensorFlow itself from loading.</summary>
    public bool ImportsCuda => Target is { } target && target == Chosen && target.Release?.ImportsCuda(Windows) == true;

    private IEnumerable<string> Loadable()
    {
        var libraries = (Libraries?.States ?? []).Where(state => state.Trouble is LibraryTrouble.None or LibraryTrouble.OtherVersion).Select(state => state.Path!);
        return Cudnn?.Reached is { Good: true } cudnn ? libraries.Append(cudnn.Path) : libraries;
    }
}
