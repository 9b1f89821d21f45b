using KerasPort.TensorFlow;

namespace KerasPort;

/// <summary>Settings of the TensorFlow runtime in this process.</summary>
public static class Runtime
{
    /// <summary>Sets threads and devices, before TensorFlow is first used.</summary>
    /// <param name="threads">Threads inside and between operations; 0, the default: one a core.</param>
    /// <param name="gpuMemoryGrowth">Whether GPU memory is taken as it is needed; default: all at once.</param>
    /// <param name="visibleGpus">The GPUs to use by number ("0,1"); "" uses none; default: all.</param>
    /// <exception cref="InvalidOperationException">TensorFlow is in use already.</exception>
    public static void Configure(int threads = 0, bool gpuMemoryGrowth = false, string? visibleGpus = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(threads);
        Context.Configure(new ContextOptions { IntraOpThreads = threads, InterOpThreads = threads, GpuMemoryGrowth = gpuMemoryGrowth, VisibleGpus = visibleGpus });
    }
}
