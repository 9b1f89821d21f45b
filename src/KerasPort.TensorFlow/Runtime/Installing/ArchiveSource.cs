using System.IO.Compression;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Installs from the official archive, or from a mirror of it.</summary>
internal sealed class ArchiveSource(ArchiveOrigin origin, Uri? mirror, string downloadFolder, InstallServices services) : IRuntimeSource
{
    private static readonly string[] s_licences = ["LICENSE", "THIRD_PARTY_TF_C_LICENSES"];

    private readonly Uri _url = UrlOf(origin.Url, mirror);

    /// <inheritdoc/>
    public string Name => _url.AbsoluteUri;

    /// <inheritdoc/>
    public async Task InstallAsync(string folder, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken)
    {
        var partFile = Path.Combine(downloadFolder, $"{origin.Sha256}.part");
        await new Downloader(services, progress).DownloadAsync(_url, partFile, origin.Sha256, cancellationToken).ConfigureAwait(false);
        try
        {
            await UnpackAsync(partFile, folder, progress, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidDataException error)
        {
            throw new SourceFailedException($"{_url} can't be unpacked: {error.Message}", error);
        }
        finally
        {
            File.Delete(partFile);
        }
    }

    private static Uri UrlOf(string official, Uri? mirror) => mirror is null
        ? new Uri(official)
        : new Uri(new Uri(mirror.AbsoluteUri.TrimEnd('/') + "/"), official[RuntimeCatalogue.ArchiveRoot.Length..]);

    private async Task UnpackAsync(string archive, string folder, IProgress<RuntimeInstallProgress>? progress, CancellationToken cancellationToken)
    {
        var message = $"Unpacking {Path.GetFileName(_url.AbsolutePath)}";
        var file = File.OpenRead(archive);
        await using var _ = file.ConfigureAwait(false);
        var unpacker = new ArchiveUnpacker(folder, Wanted, () => progress?.Report(new RuntimeInstallProgress(message, file.Position, file.Length)));
        if (origin.Url.EndsWith(".zip", StringComparison.Ordinal))
        {
            await unpacker.UnpackZipAsync(file, cancellationToken).ConfigureAwait(false);
            return;
        }
        var tar = new GZipStream(file, CompressionMode.Decompress);
        await using var __ = tar.ConfigureAwait(false);
        await unpacker.UnpackTarAsync(tar, cancellationToken).ConfigureAwait(false);
    }

    // Some archives for Windows had tensorflow.dll at their root instead of in lib.
    private string? Wanted(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var isInPlace = path == name || path == $"lib/{name}";
        return isInPlace && (s_licences.Contains(name) || services.Platform.IsLibrary(name) || services.Platform.IsFramework(name)) ? name : null;
    }
}
