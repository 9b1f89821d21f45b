using KerasPort.TensorFlow.Runtime;
using KerasPort.Tools.Commands;

namespace KerasPort.Tools.Tests.Commands;

public sealed class RuntimeCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task ListShowsEveryBuildAndEveryPlace()
    {
        Assert.Equal(0, await RunAsync("runtime", "list"));
        var lines = _output.ToString().Split(Environment.NewLine);
        Assert.Equal($"libtensorflow for {RuntimeCatalogue.CurrentPlatform}:", lines[0]);
        foreach (var package in RuntimeCatalogue.ForThisPlatform)
        {
            var line = Assert.Single(lines, line => line.StartsWith($"  {package.Version,-8} {package.Kind,-4} ", StringComparison.Ordinal));
            Assert.Equal(package.IsDefault, line.Contains(", default", StringComparison.Ordinal));
            Assert.EndsWith(package.IsTested ? ", tested" : ", not tested by us", line, StringComparison.Ordinal);
        }
        foreach (var entry in RuntimeLocator.Trace())
            Assert.Contains($"  {(entry.IsFound ? "*" : "-")} {entry}", lines);
        Assert.Empty(_error.ToString());
    }

    [TensorFlowFact]
    public async Task PathPrintsOnlyThePath()
    {
        Assert.Equal(0, await RunAsync("runtime", "path"));
        Assert.Equal(RuntimeLocator.Find() + Environment.NewLine, _output.ToString());
    }

    [Fact]
    public async Task PathOfAVersionThatIsNotInstalledSaysHowToInstallIt()
    {
        Assert.Equal(1, await RunAsync("runtime", "path", "0.1"));
        Assert.Equal($"libtensorflow 0.1 is not installed in {RuntimeCache.Folder}: `kerasport runtime install 0.1` installs it.{Environment.NewLine}", _error.ToString());
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task InstallFailsInOneMessage()
    {
        using var server = new LoopbackServer();
        Assert.Equal(1, await RunAsync("runtime", "install", DefaultVersion, "--mirror", server.Address.AbsoluteUri, "--cache", _folder.Path));
        Assert.Contains("can't be had: the server answers 404 Not Found", _error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", _error.ToString(), StringComparison.Ordinal);
        Assert.Empty(_output.ToString());
    }

    [Fact]
    public async Task CancellationIs130()
    {
        using var server = new LoopbackServer { IsSilent = true };
        using var cancellation = new CancellationTokenSource();
        var running = ToolCommand.RunAsync(
            ["runtime", "install", DefaultVersion, "--mirror", server.Address.AbsoluteUri, "--cache", _folder.Path], _output, _error, cancellation.Token);
        while (server.Requests.IsEmpty)
            await Task.Delay(10);
        await cancellation.CancelAsync();
        Assert.Equal(130, await running);
        Assert.EndsWith($"Cancelled.{Environment.NewLine}", _error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("`Version`: must be one of ", "runtime", "install", "2.99")]
    [InlineData("`--mirror`: must be an http or https address. Received: ftp://x.", "runtime", "install", "--mirror", "ftp://x")]
    [InlineData("Argument 'tpu' not recognized.", "runtime", "install", "--kind", "tpu")]
    [InlineData("Unrecognized command or argument 'frobnicate'.", "runtime", "frobnicate")]
    [InlineData("Required command was not provided.", "runtime")]
    public async Task WrongUsageIs64(string expected, params string[] arguments)
    {
        Assert.Equal(64, await RunAsync(arguments));
        Assert.Contains(expected, _error.ToString(), StringComparison.Ordinal);
    }

    private static string DefaultVersion => RuntimeCatalogue.ForThisPlatform.First(package => package.IsDefault).Version;

    private Task<int> RunAsync(params string[] arguments) => ToolCommand.RunAsync(arguments, _output, _error);
}
