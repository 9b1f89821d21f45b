namespace KerasPort.TensorFlow.Runtime;

/// <summary>Lets one installer at a time into a cache folder: of all threads and all processes.</summary>
internal static class InstallLock
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(200);

    /// <summary>Waits for the lock.</summary>
    /// <returns>The lock, which is held until it is disposed. The system releases it too when the process ends in any way.</returns>
    public static async Task<IDisposable> AcquireAsync(
        string cacheFolder, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(cacheFolder);
        var path = Path.Combine(cacheFolder, "install.lock");
        for (var first = true; ; first = false)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException error) when (IsHeldByAnother(error))
            {
                if (first)
                    progress?.Report(new RuntimeInstallProgress("Waiting for another installation of libtensorflow to end"));
                await Task.Delay(s_pause, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // EWOULDBLOCK of Linux and of macOS, a sharing and a lock violation of Windows.
    private static bool IsHeldByAnother(IOException error) => (error.HResult & 0xFFFF) is 11 or 35 or 32 or 33;
}
