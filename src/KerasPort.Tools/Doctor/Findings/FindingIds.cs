namespace KerasPort.Tools.Doctor.Findings;

/// <summary>The ids of findings, in the order in which the first finding is chosen; docs/doctor.md describes each.</summary>
internal static class FindingIds
{
    public const string Ok = "ok";
    public const string GpuReady = "gpu-ready";

    public const string ArchitectureUnsupported = "architecture-unsupported";
    public const string CpuFeatureMissing = "cpu-feature-missing";
    public const string TensorFlowMissing = "tensorflow-missing";
    public const string TensorFlowDamaged = "tensorflow-damaged";
    public const string TensorFlowWrongArchitecture = "tensorflow-wrong-architecture";
    public const string TensorFlowDependencyMissing = "tensorflow-dependency-missing";
    public const string TensorFlowNoCApi = "tensorflow-no-c-api";
    public const string VcRuntimeMissing = "vc-runtime-missing";
    public const string CpuPackageShadowsGpu = "cpu-package-shadows-gpu";
    public const string WindowsGpuEnded = "windows-gpu-ended";
    public const string TensorFlowCpuBuild = "tensorflow-cpu-build";
    public const string TensorFlowVersionUnknown = "tensorflow-version-unknown";
    public const string NoGpu = "no-gpu";
    public const string DriverMissing = "driver-missing";
    public const string DriverNotOnPath = "driver-not-on-path";
    public const string DriverMismatch = "driver-mismatch";
    public const string DriverNotAnswering = "driver-not-answering";
    public const string DriverNotRunning = "driver-not-running";
    public const string DriverTooOld = "driver-too-old";
    public const string GpuHidden = "gpu-hidden";
    public const string GpuTooOld = "gpu-too-old";
    public const string GpuTooNew = "gpu-too-new";
    public const string GpuKernelsByJit = "gpu-kernels-by-jit";
    public const string CudaMissing = "cuda-missing";
    public const string CudaWrongVersion = "cuda-wrong-version";
    public const string LibraryMissing = "library-missing";
    public const string LibraryMisnamed = "library-misnamed";
    public const string LibraryNotOnPath = "library-not-on-path";
    public const string LibraryWrongArchitecture = "library-wrong-architecture";
    public const string LibraryDamaged = "library-damaged";
    public const string LibraryDependencyMissing = "library-dependency-missing";
    public const string LibraryRefused = "library-refused";
    public const string PathOrder = "path-order";
    public const string CudnnMissing = "cudnn-missing";
    public const string CudnnWrongVersion = "cudnn-wrong-version";
    public const string CudnnPartMissing = "cudnn-part-missing";
    public const string ZlibMissing = "zlib-missing";
    public const string UnsupportedMix = "unsupported-mix";
    public const string TensorFlowCrashes = "tensorflow-crashes";
    public const string LibraryAnswersOtherwise = "library-answers-otherwise";
    public const string ProfilerLibraryMissing = "profiler-library-missing";
    public const string SeveralToolkits = "several-toolkits";
}
