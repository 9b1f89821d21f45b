using System.Runtime.InteropServices;
using System.Security.Cryptography;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime.Installing;

public sealed class NpmSourceTests : IDisposable
{
    private const string Folder = "node_modules/@tensorflow/tfjs-node/deps/";

    private readonly TemporaryFolder _cache = new();
    private readonly FakeNpm _npm = new();
    private readonly RecordedProgress _progress = new();
    private string _librarySum = TestArchive.Sha256(FakeLibrary.LinuxLibrary);

    public NpmSourceTests() => _npm.Package = Package(new TestArchive()
        .File($"{Folder}lib/libtensorflow.so.1.15.0", FakeLibrary.LinuxLibrary)
        .Link($"{Folder}lib/libtensorflow.so", "libtensorflow.so.1.15.0")
        .File($"{Folder}lib/libtensorflow_framework.so.1.15.0", FakeLibrary.LinuxFramework)
        .File($"{Folder}LICENSE", [1])
        .File("node_modules/other/libtensorflow.so", [2]));

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task TakesOnlyTheLibraryOutOfThePackage()
    {
        Assert.Equal(_cache["runtimes/1.15.0-cpu-linux-x64/libtensorflow.so"], await InstallAsync());
        Assert.Equal(
        [
            "install.lock", "runtimes", "runtimes/1.15.0-cpu-linux-x64", "runtimes/1.15.0-cpu-linux-x64/LICENSE", "runtimes/1.15.0-cpu-linux-x64/ORIGIN",
            "runtimes/1.15.0-cpu-linux-x64/libtensorflow.so", "runtimes/1.15.0-cpu-linux-x64/libtensorflow.so.1.15.0",
            "runtimes/1.15.0-cpu-linux-x64/libtensorflow_framework.so.1.15.0",
        ], _cache.Names);
        Assert.Contains("Downloading some-package@1.6.1 with npm (3 MB)", _progress.Steps);
    }

    [Fact]
    public async Task APackageThatNpmHasNeedsNoNetwork()
    {
        (_npm.IsCached, _npm.Trouble) = (true, "no network");
        await InstallAsync();
        Assert.DoesNotContain(_progress.Steps, step => step.StartsWith("Downloading", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AnotherPackageUnderTheSameNameIsNotEvenDownloaded()
    {
        var expected = _npm.Integrity;
        _npm.ToldIntegrity = "sha512-other";
        await FailsAsync($"npm package some-package@1.6.1: the package has the wrong checksum. Expected {expected}. Received sha512-other.");
        Assert.False(_npm.WasPacked);
    }

    [Fact]
    public async Task ADamagedPackageIsRefused()
    {
        var expected = _npm.Integrity;
        _npm.ToldIntegrity = expected;
        _npm.Package[^1] ^= 1;
        await FailsAsync($"npm package some-package@1.6.1: some-package-1.6.1.tgz has the wrong checksum. Expected {expected}. Received {_npm.Integrity}.", expected);
    }

    [Fact]
    public async Task ALibraryWithAnotherSumIsRefused()
    {
        _librarySum = new string('0', 64);
        await FailsAsync($"npm package some-package@1.6.1: libtensorflow.so.1.15.0 has the wrong checksum. Expected {_librarySum}. "
            + $"Received {TestArchive.Sha256(FakeLibrary.LinuxLibrary)}.");
    }

    [Fact]
    public async Task APackageWithoutTheEntryIsRefused()
    {
        _npm.Package = new TestArchive().File("package/other.br", [1]).ToTarGz();
        await FailsAsync("npm package some-package@1.6.1 can't be unpacked: it has no entry package/tf.br");
    }

    [Fact]
    public async Task APackageWithoutTheLibraryIsRefused()
    {
        _npm.Package = Package(new TestArchive().File($"{Folder}LICENSE", [1]));
        await FailsAsync("npm package some-package@1.6.1 does not hold libtensorflow.so.1.15.0");
    }

    [Fact]
    public async Task NpmsOwnTroubleIsOneLine()
    {
        _npm.Trouble = "npm is not installed";
        await FailsAsync("npm is not installed");
    }

    [Fact]
    public async Task TheDefaultVersionsArchiveIsTriedFirstAndThenNpm()
    {
        using var server = new LoopbackServer();
        var preferred = new RuntimePackage("2.18.0", "linux-x64", "cpu", IsDefault: true, IsTested: true)
        {
            Archive = new ArchiveOrigin("https://storage.googleapis.com/tensorflow/a.tar.gz", new string('0', 64)),
        };
        await InstallAsync(server.Address, preferred);
        Assert.Equal(["/a.tar.gz"], server.Requests);
        Assert.Equal(
        [
            $"Installing libtensorflow 2.18.0 (cpu, linux-x64) from {server.Address}a.tar.gz",
            $"{server.Address}a.tar.gz can't be had: the server answers 404 Not Found",
            "Installing libtensorflow 1.15.0 (cpu, linux-x64) from npm package some-package@1.6.1",
        ], _progress.Steps.Take(3));
        // The second run is content with what the first one got.
        await InstallAsync(server.Address, preferred);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task CancellationLeavesNothing()
    {
        using var cancellation = new CancellationTokenSource();
        _npm.Packing = cancellation.Cancel;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => InstallAsync(cancellationToken: cancellation.Token));
        Assert.Equal(["install.lock", "runtimes"], _cache.Names);
    }

    private static byte[] Package(TestArchive inner) => new TestArchive()
        .File("package/package.json", [1]).File("package/tf.br", inner.ToTarBr()).File("package/z", [2]).ToTarGz();

    private async Task FailsAsync(string line, string? integrity = null)
    {
        var error = await Assert.ThrowsAsync<RuntimeInstallException>(() => InstallAsync(integrity: integrity));
        Assert.Contains($"{Environment.NewLine}  - {line}{Environment.NewLine}", error.Message, StringComparison.Ordinal);
        Assert.Equal(["install.lock", "runtimes"], _cache.Names);
    }

    private Task<string> InstallAsync(Uri? mirror = null, RuntimePackage? preferred = null, string? integrity = null, CancellationToken cancellationToken = default)
    {
        var package = new RuntimePackage("1.15.0", "linux-x64", "cpu", IsDefault: preferred is null, IsTested: true)
        {
            Npm = new NpmOrigin("some-package", "1.6.1", 3_400_000, integrity ?? _npm.Integrity, "package/tf.br", Folder, new Dictionary<string, string>
            {
                ["libtensorflow.so.1.15.0"] = _librarySum,
                ["libtensorflow_framework.so.1.15.0"] = TestArchive.Sha256(FakeLibrary.LinuxFramework),
            }),
        };
        return RuntimeInstaller.InstallAsync(new RuntimeInstallOptions { CacheFolder = _cache.Path, Mirror = mirror }, new InstallServices
        {
            Platform = new RuntimePlatform(RuntimeSystem.Linux, Architecture.X64),
            Catalogue = preferred is null ? [package] : [preferred, package],
            Npm = _npm,
        }, _progress, cancellationToken);
    }

    private sealed class FakeNpm : INpmClient
    {
        public byte[] Package { get; set; } = [];

        public string Integrity => $"sha512-{Convert.ToBase64String(SHA512.HashData(Package))}";

        public string? ToldIntegrity { get; set; }

        public string? Trouble { get; set; }

        public Action Packing { get; set; } = () => { };

        public bool WasPacked { get; private set; }

        public bool IsCached { get; set; }

        public async Task<string?> PackCachedAsync(string package, string version, string folder, CancellationToken cancellationToken) =>
            IsCached ? await PackAsync(package, version, folder, cancellationToken) : null;

        public Task<string> IntegrityAsync(string package, string version, string folder, TimeSpan limit, CancellationToken cancellationToken) =>
            Trouble is null ? Task.FromResult(ToldIntegrity ?? Integrity) : throw new SourceFailedException(Trouble);

        public async Task<string> PackAsync(string package, string version, string folder, CancellationToken cancellationToken)
        {
            Packing();
            cancellationToken.ThrowIfCancellationRequested();
            WasPacked = true;
            var path = Path.Combine(folder, $"{package}-{version}.tgz");
            await File.WriteAllBytesAsync(path, Package, cancellationToken);
            return path;
        }
    }
}
