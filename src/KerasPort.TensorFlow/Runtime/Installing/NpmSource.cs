using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Installs from an npm package that carries the official library.</summary>
internal sealed class NpmSource(NpmOrigin origin, InstallServices services) : IRuntimeSource
{
    private static readonly string[] s_licences = ["LICENSE", "THIRD_PARTY_TF_C_LICENSES"];

    /// <inheritdoc/>
    public string Name => $"npm package {origin.Package}@{origin.Version}";

    /// <inheritdoc/>
    public async Task InstallAsync(string folder, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken)
    {
        var download = Path.Combine(folder, "npm");
        Directory.CreateDirectory(download);
        progress?.Report(new RuntimeInstallProgress($"Asking npm for {origin.Package}@{origin.Version}"));
        var package = await services.Npm.PackCachedAsync(origin.Package, origin.Version, download, cancellationToken).ConfigureAwait(false)
            ?? await DownloadAsync(download, progress, cancellationToken).ConfigureAwait(false);
        await CheckPackageAsync(package, progress, cancellationToken).ConfigureAwait(false);
        try
        {
            await UnpackAsync(package, folder, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException error)
        {
            throw new SourceFailedException($"{Name} can't be unpacked: {error.Message}", error);
        }
        Directory.Delete(download, recursive: true);
        await CheckFilesAsync(folder, progress, cancellationToken).ConfigureAwait(false);
    }

    private async Task<string> DownloadAsync(string folder, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken)
    {
        var integrity = await services.Npm.IntegrityAsync(origin.Package, origin.Version, folder, services.ConnectTimeout, cancellationToken).ConfigureAwait(false);
        if (integrity != origin.Integrity)
            throw WrongSum("the package", origin.Integrity, integrity);
        progress?.Report(new RuntimeInstallProgress($"Downloading {origin.Package}@{origin.Version} with npm ({origin.Size / 1_000_000} MB)"));
        return await services.Npm.PackAsync(origin.Package, origin.Version, folder, cancellationToken).ConfigureAwait(false);
    }

    private async Task CheckPackageAsync(string package, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken)
    {
        progress?.Report(new RuntimeInstallProgress($"Checking the SHA-512 of {Path.GetFileName(package)}"));
        var file = File.OpenRead(package);
        await using var _ = file.ConfigureAwait(false);
        var sum = $"sha512-{Convert.ToBase64String(await SHA512.HashDataAsync(file, cancellationToken).ConfigureAwait(false))}";
        if (sum != origin.Integrity)
            throw WrongSum(Path.GetFileName(package), origin.Integrity, sum);
    }

    private async Task UnpackAsync(string package, string folder, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken)
    {
        var message = $"Unpacking {Path.GetFileName(package)}";
        var file = File.OpenRead(package);
        await using var _ = file.ConfigureAwait(false);
        var unpacker = new ArchiveUnpacker(folder, Wanted, () => progress?.Report(new RuntimeInstallProgress(message, file.Position, file.Length)));
        var outer = new GZipStream(file, CompressionMode.Decompress, leaveOpen: true);
        await using var __ = outer.ConfigureAwait(false);
        var reader = new TarReader(outer, leaveOpen: true);
        await using var ___ = reader.ConfigureAwait(false);
        while (await reader.GetNextEntryAsync(copyData: false, cancellationToken).ConfigureAwait(false) is { } entry)
        {
            if (entry.Name != origin.Entry || entry.DataStream is null)
                continue;
            var inner = new BrotliStream(entry.DataStream, CompressionMode.Decompress);
            await using var ____ = inner.ConfigureAwait(false);
            await unpacker.UnpackTarAsync(inner, cancellationToken).ConfigureAwait(false);
            return;
        }
        throw new InvalidDataException($"it has no entry {origin.Entry}");
    }

    private string? Wanted(string path)
    {
        if (!path.StartsWith(origin.Folder, StringComparison.Ordinal))
            return null;
        var rest = path[origin.Folder.Length..];
        var name = rest.StartsWith("lib/", StringComparison.Ordinal) ? rest["lib/".Length..] : rest;
        return s_licences.Contains(rest) || (rest != name && (services.Platform.IsLibrary(name) || services.Platform.IsFramework(name))) ? name : null;
    }

    private async Task CheckFilesAsync(string folder, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken)
    {
        foreach (var (name, expected) in origin.Sha256)
        {
            progress?.Report(new RuntimeInstallProgress($"Checking the SHA-256 of {name}"));
            var path = Path.Combine(folder, name);
            if (!File.Exists(path))
                throw new SourceFailedException($"{Name} does not hold {name}");
            var file = File.OpenRead(path);
            await using var _ = file.ConfigureAwait(false);
            var sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
            if (sum != expected)
                throw WrongSum(name, expected, sum);
        }
    }

    private SourceFailedException WrongSum(string what, string expected, string received) =>
        new($"{Name}: {what} has the wrong checksum. Expected {expected}. Received {received}.");
}
