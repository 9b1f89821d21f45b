using KerasPort.Tools.Doctor.Logs;

namespace KerasPort.Tools.Tests.Doctor.Logs;

/// <summary>Lines whose meaning depends on the lines around them.</summary>
public class LogContextTests
{
    private const string Created = "I tensorflow/core/common_runtime/gpu/gpu_device.cc:1532] Created device /job:localhost/replica:0/task:0/device:GPU:0 with 5472 MB memory:  -> device: 0, name: NVIDIA GeForce RTX 3070, pci bus id: 0000:01:00.0, compute capability: 8.6\n";
    private const string Frame = "  File \"C:\\venv\\Lib\\site-packages\\tensorflow\\python\\pywrap_tensorflow.py\", line 70, in <module>\n";
    private const string NotAllocated = "I tensorflow/stream_executor/cuda/cuda_driver.cc:763] failed to allocate 343.34M (360015104 bytes) from device: CUDA_ERROR_OUT_OF_MEMORY: out of memory\n";
    private const string NotAFailure = "W tensorflow/core/common_runtime/bfc_allocator.cc:245] Allocator (GPU_0_bfc) ran out of memory trying to allocate 272.00MiB with freed_by_count=0. The caller indicates that this is not a failure, but may mean that there could be performance gains if more memory were available.\n";
    private const string NoDevice = "E tensorflow/stream_executor/cuda/cuda_driver.cc:314] failed call to cuInit: CUDA_ERROR_NO_DEVICE: no CUDA-capable device is detected\n";
    private const string CublasFailed = "E tensorflow/stream_executor/cuda/cuda_blas.cc:428] failed to run cuBLAS routine: CUBLAS_STATUS_EXECUTION_FAILED\n";

    [Theory]
    [InlineData(">>> import tensorflow as tf\nIllegal instruction (core dumped)\n", "cpu-too-old")]
    [InlineData("./run.sh: line 3: 12345 Illegal instruction     (core dumped) python -c 'import tensorflow'\n", "cpu-too-old")]
    [InlineData("$ ./train\nIllegal instruction (core dumped)\n", "no-finding")]
    public void HowAProcessEndedCountsWhereTensorFlowWasAtWork(string log, string verdict) => Assert.Equal(verdict, LogExplainer.Explain(log).Verdict);

    [Theory]
    [InlineData(Frame)]
    [InlineData("File ~\\anaconda3\\Lib\\site-packages\\tensorflow\\python\\pywrap_tensorflow.py:70\n")]
    [InlineData("~/anaconda3/lib/python3.6/site-packages/tensorflow/python/pywrap_tensorflow.py in <module>()\n")]
    [InlineData("  File \"tensorflow\\python\\pywrap_tensorflow_internal.py\", line 20, in swig_import_helper\n")]
    public void AnImportErrorInAnotherLanguageIsTensorFlowsInItsOwnFrames(string frame)
    {
        const string Error = "ImportError: DLL load failed: 找不到指定的模块。\n";

        Assert.Equal(("dependency-missing", 2), (LogExplainer.Explain(frame + Error).Verdict, LogExplainer.Explain(frame + Error).ExitCode));
        Assert.Equal("no-finding", LogExplainer.Explain(Error).Verdict);
        Assert.Equal("no-finding", LogExplainer.Explain("import tensorflow as tf\nImportError: DLL load failed while importing _ssl: The specified module could not be found.\n").Verdict);
    }

    [Theory]
    [InlineData(Created + NotAllocated, "gpu-out-of-memory")]
    [InlineData(Created + NotAllocated + NotAFailure, "gpu-ok")]
    [InlineData(Created + NotAFailure + NotAllocated, "gpu-out-of-memory")]
    [InlineData(Created + NotAFailure, "gpu-ok")]
    public void MemoryThatWasOnlyWishedForIsNoFault(string log, string verdict) => Assert.Equal(verdict, LogExplainer.Explain(log).Verdict);

    [Theory]
    [InlineData("10.0", "gpu-too-old")]
    [InlineData("11.0", "gpu-out-of-memory")]
    public void ANewGPUFailsWithAnOldCUDA(string cuda, string verdict) => Assert.Equal(
        verdict, LogExplainer.Explain($"I a/dso_loader.cc:44] Successfully opened dynamic library libcudart.so.{cuda}\n" + Created + CublasFailed).Verdict);

    [Theory]
    [InlineData("", "CUDA_VISIBLE_DEVICES")]
    [InlineData("I a/cuda_diagnostics.cc:156] kernel driver does not appear to be running on this host (x): /proc/driver/nvidia/version does not exist\n", "--gpus all")]
    [InlineData("I a/cuda_diagnostics.cc:163] no NVIDIA GPU device is present: /dev/nvidia0 does not exist\n", "--gpus all")]
    public void WhatHidesTheGPUIsToldApart(string more, string advice)
    {
        var report = LogExplainer.Explain(NoDevice + more);

        Assert.Equal("no-device", report.Verdict);
        Assert.Contains(advice, report.NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void APluginNeedsNothingOfCUDA()
    {
        var report = LogExplainer.Explain("W a/dso_loader.cc:64] Could not load dynamic library 'cudart64_110.dll'; dlerror: cudart64_110.dll not found\n"
            + "I a/pluggable_device_factory.cc:272] Created TensorFlow device (/job:localhost/replica:0/task:0/device:GPU:0 with 3000 MB memory) -> physical PluggableDevice (device: 0, name: DML)\n");

        Assert.Equal(("gpu-ok", 0), (report.Verdict, report.ExitCode));
    }

    [Fact]
    public void WhereTheRuntimeLookedIsToldFromWhatIsMissing()
    {
        const string Log = "System.DllNotFoundException: Unable to load shared library 'tensorflow' or one of its dependencies. In order to help diagnose loading problems, consider setting the LD_DEBUG environment variable: \n"
            + "/app/tensorflow.so: cannot open shared object file: No such file or directory\n/app/libtensorflow.so: cannot open shared object file: No such file or directory\n";

        var missing = LogExplainer.Explain(Log);
        var victim = LogExplainer.Explain(Log + "libcublas.so.10.0: cannot open shared object file: No such file or directory\n");

        Assert.Equal(("libraries-missing", "libtensorflow.so", 2), (missing.Verdict, missing.FirstToRepair, missing.ExitCode));
        Assert.Contains("runtime install", missing.NextStep, StringComparison.Ordinal);
        Assert.Equal(("libraries-missing", "libcublas.so.10.0", 2), (victim.Verdict, victim.FirstToRepair, victim.ExitCode));
    }

    [Fact]
    public void ASwitchThatIsNotStartedIsToldFromABrokenDriver() => Assert.Contains(
        "fabricmanager", LogExplainer.Explain("E a/cuda_driver.cc:268] failed call to cuInit: CUDA_ERROR_SYSTEM_NOT_READY: system not yet initialized\n").NextStep, StringComparison.Ordinal);

    [Fact]
    public void TheFoldersOfOldWindowsBuildsAreSeenThrough()
    {
        var report = LogExplainer.Explain("2018-02-08 18:14:25.438352: E C:\\tf_jenkins\\rel-win\\tensorflow\\stream_executor\\cuda\\cuda_blas.cc:406] some new text\n");

        Assert.Equal("no-finding", report.Verdict);
        Assert.Equal("driver-too-old", LogExplainer.Explain("E T:\\src\\tensorflow\\gpu_device.cc:9] abc: CUDA driver version is insufficient for CUDA runtime version\n").Verdict);
    }

    [Fact]
    public void WhatALogSaysAgainAndAgainIsKeptOnce()
    {
        var facts = new LogFacts();
        for (var i = 1; i <= 3; i++)
        {
            var line = LogLine.ParseAll(i, "W a/dso_loader.cc:64] Could not load dynamic library 'libcudnn.so.8'; dlerror: libcudnn.so.8: cannot open shared object file: No such file or directory").Single();
            var (rule, match) = LogRules.Find(line)!.Value;
            facts.Add(rule, match, line);
        }

        Assert.Single(facts.Failed);
        Assert.Single(facts.Named);
    }
}
