namespace KerasPort.TensorFlow.Runtime;

/// <summary>Which builds to try to install, from where and in which order.</summary>
/// <param name="Name">What is to be installed, in words.</param>
/// <param name="Steps">The sources in order.</param>
internal sealed record InstallPlan(string Name, IReadOnlyList<(RuntimePackage Package, IRuntimeSource Source)> Steps)
{
    /// <summary>Makes the plan: the official archive of the version first, then npm. Without a version the platform's default, then a
    /// tested version that npm has.</summary>
    /// <exception cref="ArgumentException">The catalogue has no such build.</exception>
    /// <exception cref="RuntimeInstallException">The catalogue has nothing for this platform.</exception>
    public static InstallPlan Make(RuntimeInstallOptions options, InstallServices services, string cacheFolder)
    {
        var rid = services.Platform.Rid;
        var here = services.Catalogue.Where(package => package.Platform == rid).ToList();
        if (here.Count == 0)
        {
            throw new RuntimeInstallException(
                $"No libtensorflow is published for {rid}. A Python environment with `pip install tensorflow` (2.12 or newer) brings one that is found "
                + $"by itself; or set {RuntimeLocator.Variable} to the file or folder of a libtensorflow that you have.");
        }
        var ofKind = here.Where(package => package.Kind == options.Kind).ToList();
        if (ofKind.Count == 0)
            throw new ArgumentException($"`Kind`: must be one of {List(here.Select(package => package.Kind))} on {rid}. Received: Kind={options.Kind}.", nameof(options));
        var chosen = options.Version is { } version
            ? ofKind.Find(package => package.Version == version) ?? throw new ArgumentException(
                $"`Version`: must be one of {List(ofKind.Select(package => package.Version))} for {options.Kind} on {rid}. Received: Version={version}.", nameof(options))
            : ofKind.Find(package => package.IsDefault) ?? ofKind[0];

        var mirror = options.Mirror ?? MirrorOfEnvironment();
        var steps = new List<(RuntimePackage, IRuntimeSource)>();
        if (chosen.Archive is { } archive)
            steps.Add((chosen, new ArchiveSource(archive, mirror, Path.Combine(cacheFolder, "downloads"), services)));
        if (chosen.Npm is { } npm)
            steps.Add((chosen, new NpmSource(npm, services)));
        if (options.Version is null)
        {
            steps.AddRange(ofKind.Where(package => package != chosen && package.IsTested && package.Npm is not null)
                .Select(package => (package, (IRuntimeSource)new NpmSource(package.Npm!, services))));
        }
        return new InstallPlan($"{chosen.Version} ({chosen.Kind}, {rid})", steps);
    }

    private static string List(IEnumerable<string> values) => string.Join(", ", values.Distinct());

    private static Uri? MirrorOfEnvironment()
    {
        var value = Environment.GetEnvironmentVariable(RuntimeInstallOptions.MirrorVariable);
        if (string.IsNullOrEmpty(value))
            return null;
        return Uri.TryCreate(value, UriKind.Absolute, out var mirror) && mirror.Scheme is "http" or "https"
            ? mirror
            : throw new ArgumentException($"`{RuntimeInstallOptions.MirrorVariable}`: must be an http or https address. Received: {value}.");
    }
}
