using System.Diagnostics;
using System.Runtime.InteropServices;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime.Installing;

/// <summary>The installer against a web server that cuts, stalls, lies and stays silent.</summary>
public sealed class RuntimeInstallerTests : IDisposable
{
    private const string Path218 = "/versions/2.18.0/libtensorflow-cpu-linux-x86_64.tar.gz";
    private static readonly string[] s_installed =
    [
        "install.lock", "runtimes", "runtimes/2.18.0-cpu-linux-x64", "runtimes/2.18.0-cpu-linux-x64/LICENSE", "runtimes/2.18.0-cpu-linux-x64/ORIGIN",
        "runtimes/2.18.0-cpu-linux-x64/libtensorflow.so", "runtimes/2.18.0-cpu-linux-x64/libtensorflow.so.2", "runtimes/2.18.0-cpu-linux-x64/libtensorflow.so.2.18.0",
        "runtimes/2.18.0-cpu-linux-x64/libtensorflow_framework.so", "runtimes/2.18.0-cpu-linux-x64/libtensorflow_framework.so.2",
        "runtimes/2.18.0-cpu-linux-x64/libtensorflow_framework.so.2.18.0",
    ];

    private readonly TemporaryFolder _cache = new();
    private readonly LoopbackServer _server = new();
    private readonly RecordedProgress _progress = new();
    private readonly byte[] _archive = TestArchive.Official(padding: 3_000_000).ToTarGz();
    private readonly string _sum;
    private TimeSpan _patience = TimeSpan.FromSeconds(60);

    public RuntimeInstallerTests()
    {
        _sum = TestArchive.Sha256(_archive);
        _server.Files[Path218] = _archive;
    }

    public void Dispose()
    {
        _server.Dispose();
        _cache.Dispose();
    }

    [Fact]
    public async Task InstallsTheOfficialArchiveWithItsLinks()
    {
        var path = await InstallAsync();
        Assert.Equal(_cache["runtimes/2.18.0-cpu-linux-x64/libtensorflow.so"], path);
        Assert.Equal(s_installed, _cache.Names.Where(name => name != "downloads"));
        Assert.Equal("libtensorflow.so.2", new FileInfo(path).LinkTarget);
        Assert.Equal(3_000_000 + FakeLibrary.LinuxLibrary.Length, new FileInfo(_cache["runtimes/2.18.0-cpu-linux-x64/libtensorflow.so.2.18.0"]).Length);
        Assert.Equal([Path218], _server.Requests);
        var url = new Uri(_server.Address, Path218);
        Assert.Equal(
        [
            $"Installing libtensorflow 2.18.0 (cpu, linux-x64) from {url}",
            $"Downloading {url}",
            $"Checking the SHA-256 of {url}",
            "Unpacking libtensorflow-cpu-linux-x86_64.tar.gz",
            $"Installed libtensorflow 2.18.0 in {_cache["runtimes/2.18.0-cpu-linux-x64"]}",
        ], _progress.Steps);
        Assert.Contains(_progress.Reports, report => report.Done == _archive.Length && report.Total == _archive.Length);
    }

    [Fact]
    public async Task WhatIsInstalledIsNotInstalledAgain()
    {
        var first = await InstallAsync();
        Assert.Equal(first, await InstallAsync());
        Assert.Single(_server.Requests);
    }

    [Fact]
    public async Task ADamagedInstallationIsReplaced()
    {
        await InstallAsync();
        File.Delete(_cache["runtimes/2.18.0-cpu-linux-x64/libtensorflow_framework.so.2.18.0"]);
        await InstallAsync();
        Assert.Equal(s_installed, _cache.Names.Where(name => name != "downloads"));
    }

    [Fact]
    public async Task ACutConnectionIsTakenUpWhereItStopped()
    {
        (_server.CutAfter, _server.Cuts) = (1_000_000, 2);
        await InstallAsync();
        Assert.Equal([Path218, $"{Path218} bytes=1000000-", $"{Path218} bytes=2000000-"], _server.Requests);
        Assert.Contains(_progress.Steps, step => step.StartsWith("The connection broke after 1000000 bytes; going on:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task AStalledConnectionIsTakenUpToo()
    {
        (_server.CutAfter, _server.Cuts, _server.StallsInsteadOfCutting) = (1_000_000, 1, true);
        _patience = TimeSpan.FromSeconds(2);
        await InstallAsync();
        Assert.Equal([Path218, $"{Path218} bytes=1000000-"], _server.Requests);
    }

    [Fact]
    public async Task ABrokenDownloadIsResumedByTheNextRun()
    {
        (_server.CutAfter, _server.Cuts) = (100_000, int.MaxValue);
        var error = await Assert.ThrowsAsync<RuntimeInstallException>(InstallAsync);
        Assert.Contains($"{_server.Address}versions/2.18.0/libtensorflow-cpu-linux-x86_64.tar.gz broke off after 600000 bytes: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(["downloads", $"downloads/{_sum}.part", "install.lock", "runtimes"], _cache.Names);
        _server.CutAfter = null;
        await InstallAsync();
        Assert.Equal($"{Path218} bytes=600000-", _server.Requests.Last());
        Assert.Equal(s_installed, _cache.Names.Where(name => name != "downloads"));
    }

    [Fact]
    public async Task AServerWithoutRangesSendsTheWholeFile()
    {
        _server.IgnoresRanges = true;
        _cache.Write($"downloads/{_sum}.part", _archive[..1000]);
        await InstallAsync();
        Assert.Equal([$"{Path218} bytes=1000-"], _server.Requests);
    }

    [Fact]
    public async Task APartOfAnotherFileIsThrownAwayAndStartedOver()
    {
        _cache.Write($"downloads/{_sum}.part", new byte[1000]);
        await InstallAsync();
        Assert.Equal([$"{Path218} bytes=1000-", Path218], _server.Requests);
    }

    [Fact]
    public async Task APartLongerThanTheFileIsStartedOver()
    {
        _cache.Write($"downloads/{_sum}.part", new byte[_archive.Length + 1]);
        await InstallAsync();
        Assert.Equal([$"{Path218} bytes={_archive.Length + 1}-", Path218], _server.Requests);
    }

    [Fact]
    public async Task AWrongSumIsRefusedAndNothingStays()
    {
        _server.Files[Path218] = [.. _archive[..^1], (byte)(_archive[^1] ^ 1)];
        var error = await Assert.ThrowsAsync<RuntimeInstallException>(InstallAsync);
        Assert.Equal(string.Join(Environment.NewLine,
            "libtensorflow 2.18.0 (cpu, linux-x64) could not be installed:",
            $"  - {new Uri(_server.Address, Path218)} has the wrong SHA-256. Expected {_sum}. Received {TestArchive.Sha256(_server.Files[Path218])}.",
            "What to do, one of these:",
            "  - try again with a network: an interrupted download goes on where it stopped",
            "  - name a mirror of https://storage.googleapis.com/tensorflow/ with `--mirror` or KERASPORT_MIRROR",
            "  - set KERASPORT_TENSORFLOW to the file or folder of a libtensorflow that you have"), error.Message);
        Assert.Equal(["downloads", "install.lock", "runtimes"], _cache.Names);
    }

    [Fact]
    public async Task AnUnsafeArchiveIsRefusedAndNothingStays()
    {
        var evil = TestArchive.Official().File("../../../evil.so", [1]).ToTarGz();
        _server.Files[Path218] = evil;
        var error = await Assert.ThrowsAsync<RuntimeInstallException>(() => InstallAsync(TestArchive.Sha256(evil)));
        Assert.Contains("can't be unpacked: the archive's entry ../../../evil.so points outside of the archive", error.Message, StringComparison.Ordinal);
        Assert.Equal(["downloads", "install.lock", "runtimes"], _cache.Names);
    }

    [Theory]
    [InlineData("without the framework", "needs libtensorflow_framework.so.2, which is not in its folder: only half of the library is there")]
    [InlineData("without anything", "holds no usable library: no libtensorflow.so")]
    public async Task AnArchiveWithoutTheLibraryIsRefused(string what, string expected)
    {
        var archive = new TestArchive().File("./LICENSE", [1]);
        if (what == "without the framework")
            archive.File("lib/libtensorflow.so", FakeLibrary.LinuxLibrary);
        _server.Files[Path218] = archive.ToTarGz();
        var error = await Assert.ThrowsAsync<RuntimeInstallException>(() => InstallAsync(TestArchive.Sha256(_server.Files[Path218])));
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
        Assert.Equal(["downloads", "install.lock", "runtimes"], _cache.Names);
    }

    [Fact]
    public async Task AnAbsentFileIsSaidInOneLine()
    {
        _server.Files.Clear();
        var error = await Assert.ThrowsAsync<RuntimeInstallException>(InstallAsync);
        Assert.Contains($"  - {new Uri(_server.Address, Path218)} can't be had: the server answers 404 Not Found{Environment.NewLine}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASilentServerCostsTheTimeLimitAndOneLine()
    {
        _server.IsSilent = true;
        _patience = TimeSpan.FromSeconds(1);
        var clock = Stopwatch.StartNew();
        var error = await Assert.ThrowsAsync<RuntimeInstallException>(InstallAsync);
        Assert.Contains($"  - {new Uri(_server.Address, Path218)} can't be reached: no answer within 1 seconds{Environment.NewLine}", error.Message, StringComparison.Ordinal);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 9);
        Assert.Equal(["install.lock", "runtimes"], _cache.Names);
    }

    [Fact]
    public async Task AClosedPortIsSaidInOneLine()
    {
        _server.Dispose();
        var error = await Assert.ThrowsAsync<RuntimeInstallException>(InstallAsync);
        Assert.Contains("can't be reached: Connection refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CancellationLeavesNothing()
    {
        (_server.CutAfter, _server.Cuts, _server.StallsInsteadOfCutting) = (2_000_000, 1, true);
        using var cancellation = new CancellationTokenSource();
        var installing = InstallAsync(_sum, cancellation.Token);
        await _server.Sending.Task;
        while (!_progress.Reports.Any(report => report.Done > 0))
            await Task.Delay(10);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => installing);
        Assert.Equal(["downloads", "install.lock", "runtimes"], _cache.Names);
    }

    [Fact]
    public async Task CancellationBeforeTheFirstByteLeavesNothing()
    {
        _server.IsSilent = true;
        using var cancellation = new CancellationTokenSource();
        var installing = InstallAsync(_sum, cancellation.Token);
        while (_server.Requests.IsEmpty)
            await Task.Delay(10);
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => installing);
        Assert.Equal(["install.lock", "runtimes"], _cache.Names);
    }

    [Fact]
    public async Task ManyAtOnceInstallOnce()
    {
        var paths = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(InstallAsync)));
        Assert.Single(paths.Distinct());
        Assert.Single(_server.Requests);
        Assert.Equal(s_installed, _cache.Names.Where(name => name != "downloads"));
    }

    [SkippableFact]
    public async Task AnotherProcessIsWaitedFor()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/flock"), "The other process is util-linux' flock, which is not here.");
        using var other = Process.Start(new ProcessStartInfo("/usr/bin/flock", [_cache["install.lock"], "sh", "-c", "echo held; read line"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        await other.StandardOutput.ReadLineAsync();
        var installing = InstallAsync();
        while (!_progress.Steps.Contains("Waiting for another installation of libtensorflow to end"))
            await Task.Delay(10);
        await Task.Delay(500);
        Assert.False(installing.IsCompleted);
        Assert.Empty(_server.Requests);
        await other.StandardInput.WriteLineAsync();
        await other.WaitForExitAsync();
        await installing;
    }

    [Fact]
    public async Task WhatAKilledProcessLeftIsRemoved()
    {
        _cache.Write("runtimes/.new-0123/libtensorflow.so", [1]);
        await InstallAsync();
        Assert.Equal(s_installed, _cache.Names.Where(name => name != "downloads"));
    }

    [Fact]
    public async Task AFolderThatCantBeWrittenIsNamed()
    {
        File.WriteAllText(_cache["file"], "");
        var error = await Assert.ThrowsAsync<RuntimeInstallException>(() => RuntimeInstaller.InstallAsync(
            new RuntimeInstallOptions { CacheFolder = _cache["file"], Mirror = _server.Address }, Services(_sum), null, CancellationToken.None));
        Assert.StartsWith($"libtensorflow can't be installed into {_cache["file"]}: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(" Set KERASPORT_CACHE to a folder with room that can be written.", error.Message, StringComparison.Ordinal);
    }

    private Task<string> InstallAsync() => InstallAsync(_sum);

    private Task<string> InstallAsync(string sum, CancellationToken cancellationToken = default) => RuntimeInstaller.InstallAsync(
        new RuntimeInstallOptions { CacheFolder = _cache.Path, Mirror = _server.Address }, Services(sum), _progress, cancellationToken);

    private InstallServices Services(string sum) => new()
    {
        Platform = new RuntimePlatform(RuntimeSystem.Linux, Architecture.X64),
        Catalogue = [new RuntimePackage("2.18.0", "linux-x64", "cpu", IsDefault: true, IsTested: true)
        {
            Archive = new ArchiveOrigin($"https://storage.googleapis.com/tensorflow{Path218}", sum),
        }],
        ConnectTimeout = _patience,
        StallTimeout = _patience,
        RetryDelay = TimeSpan.FromMilliseconds(10),
    };
}
