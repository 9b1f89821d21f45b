namespace KerasPort.TensorFlow.Runtime;

/// <summary>Installs libtensorflow into KerasPort's cache, for this user. Nothing is ever installed without being asked for here.</summary>
public static class RuntimeInstaller
{
    /// <summary>Makes sure that there is a libtensorflow: does nothing where <see cref="RuntimeLocator"/> finds one, otherwise installs
    /// the default version.</summary>
    /// <param name="progress">Hears what is done; a <see cref="ConsoleInstallProgress"/> shows it.</param>
    /// <param name="cancellationToken">Ends the installation and leaves nothing of it behind.</param>
    /// <returns>The full path of the library.</returns>
    /// <exception cref="RuntimeInstallException">No source gave it; the message says of each one why.</exception>
    /// <exception cref="RuntimeNotFoundException">The path that the program or KERASPORT_TENSORFLOW names can't be used.</exception>
    public static async Task<string> EnsureInstalledAsync(
        IProgress<RuntimeInstallProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        if (RuntimeLocator.Find() is { } path)
            return path;
        RuntimeLocator.ThrowIfExplicitPathFails();
        await InstallAsync(null, progress, cancellationToken).ConfigureAwait(false);
        return RuntimeLocator.Locate().LibraryPath;
    }

    /// <summary>Installs a libtensorflow unless it is installed already. Several processes may do so at once: one installs, the others wait.</summary>
    /// <param name="options">What to install and from where; null for the defaults.</param>
    /// <param name="progress">Hears what is done; a <see cref="ConsoleInstallProgress"/> shows it.</param>
    /// <param name="cancellationToken">Ends the installation and leaves nothing of it behind.</param>
    /// <returns>The full path of the library.</returns>
    /// <exception cref="ArgumentException">The catalogue has no such version or kind for this platform.</exception>
    /// <exception cref="RuntimeInstallException">No source gave it; the message says of each one why.</exception>
    public static Task<string> InstallAsync(RuntimeInstallOptions? options = null,
        IProgress<RuntimeInstallProgress>? progress = null, CancellationToken cancellationToken = default) =>
        InstallAsync(options ?? new RuntimeInstallOptions(), InstallServices.Default, progress, cancellationToken);

    /// <summary>Installs by way of given services.</summary>
    internal static async Task<string> InstallAsync(
        RuntimeInstallOptions options, InstallServices services, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken)
    {
        var cache = Path.GetFullPath(options.CacheFolder ?? RuntimeCache.Folder);
        var plan = InstallPlan.Make(options, services, cache);
        if (Installed(plan, cache, services) is { } present)
            return present;
        try
        {
            using var held = await InstallLock.AcquireAsync(cache, progress, cancellationToken).ConfigureAwait(false);
            return Installed(plan, cache, services)
                ?? await InstallFirstAsync(plan, cache, services, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is UnauthorizedAccessException or (IOException and not RuntimeInstallException))
        {
            throw new RuntimeInstallException(
                $"libtensorflow can't be installed into {cache}: {error.Message} Set {RuntimeCache.Variable} to a folder with room that can be written.", error);
        }
    }

    private static string? Installed(InstallPlan plan, string cache, InstallServices services) => plan.Steps
        .Select(step => RuntimeFiles.InspectFolder(FolderOf(cache, step.Package), "", services.Platform).Runtime?.LibraryPath)
        .FirstOrDefault(path => path is not null);

    private static string FolderOf(string cache, RuntimePackage package) => Path.Combine(RuntimeCache.RuntimesOf(cache), package.Name);

    private static async Task<string> InstallFirstAsync(
        InstallPlan plan, string cache, InstallServices services, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken)
    {
        RemoveLeftovers(cache);
        var failures = new List<string>();
        foreach (var (package, source) in plan.Steps)
        {
            progress?.Report(new RuntimeInstallProgress($"Installing libtensorflow {package.Version} ({package.Kind}, {package.Platform}) from {source.Name}"));
            try
            {
                return await InstallFromAsync(package, source, cache, services, progress, cancellationToken).ConfigureAwait(false);
            }
            catch (SourceFailedException error)
            {
                failures.Add(error.Message);
                progress?.Report(new RuntimeInstallProgress(error.Message));
            }
        }
        throw RuntimeInstallException.OfSources(plan.Name, failures);
    }

    private static async Task<string> InstallFromAsync(RuntimePackage package, IRuntimeSource source, string cache,
        InstallServices services, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken)
    {
        var staging = Path.Combine(RuntimeCache.RuntimesOf(cache), $".new-{Guid.NewGuid():N}");
        Directory.CreateDirectory(staging);
        try
        {
            await source.InstallAsync(staging, progress, cancellationToken).ConfigureAwait(false);
            var finding = RuntimeFiles.InspectFolder(staging, "", services.Platform);
            if (finding.Runtime is not { } runtime)
                throw new SourceFailedException($"{source.Name} holds no usable library: {finding.Problem ?? $"no {services.Platform.LibraryDescription}"}");
            await File.WriteAllTextAsync(Path.Combine(staging, "ORIGIN"), $"{package.Name} from {source.Name}\n", cancellationToken).ConfigureAwait(false);

            var folder = FolderOf(cache, package);
            // Under the lock a folder that is there already is a damaged one: the check before would have taken a good one.
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            cancellationToken.ThrowIfCancellationRequested();
            Directory.Move(staging, folder);
            progress?.Report(new RuntimeInstallProgress($"Installed libtensorflow {package.Version} in {folder}"));
            return Path.Combine(folder, Path.GetFileName(runtime.LibraryPath));
        }
        finally
        {
            if (Directory.Exists(staging))
                Directory.Delete(staging, recursive: true);
        }
    }

    // What a process left that was killed: under the lock nobody is using it.
    private static void RemoveLeftovers(string cache)
    {
        var runtimes = RuntimeCache.RuntimesOf(cache);
        if (!Directory.Exists(runtimes))
            return;
        foreach (var folder in Directory.GetDirectories(runtimes, ".new-*"))
            Directory.Delete(folder, recursive: true);
    }
}
