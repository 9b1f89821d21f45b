using System.Runtime.InteropServices;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime.Installing;

public sealed class InstallPlanTests
{
    private const string Official = "https://storage.googleapis.com/tensorflow/";

    [Fact]
    public void WithoutAVersionTheDefaultsArchiveAndThenNpm() => Assert.Equal(
        [$"2.18.0 {Official}versions/2.18.0/libtensorflow-cpu-linux-x86_64.tar.gz", "1.15.0 npm package tfjs-node-lambda-releases@1.6.1"], Steps(new RuntimeInstallOptions()));

    [Fact]
    public void OfAVersionItsArchiveAndThenNpm() => Assert.Equal(
        [$"1.15.0 {Official}libtensorflow/libtensorflow-cpu-linux-x86_64-1.15.0.tar.gz", "1.15.0 npm package tfjs-node-lambda-releases@1.6.1"],
        Steps(new RuntimeInstallOptions { Version = "1.15.0" }));

    [Fact]
    public void WithoutNpmOnlyTheArchive()
    {
        Assert.Equal([$"2.10.1 {Official}libtensorflow/libtensorflow-gpu-linux-x86_64-2.10.1.tar.gz"], Steps(new RuntimeInstallOptions { Version = "2.10.1", Kind = "gpu" }));
        Assert.Equal([$"2.18.1 {Official}versions/2.18.1/libtensorflow-cpu-windows-x86_64.zip"],
            Steps(new RuntimeInstallOptions(), new RuntimePlatform(RuntimeSystem.Windows, Architecture.X64)));
    }

    [Theory]
    [InlineData("http://mirror.example")]
    [InlineData("http://mirror.example/")]
    [InlineData("http://mirror.example/tf")]
    public void AMirrorTakesTheOfficialServersPlace(string mirror) => Assert.Equal(
        $"2.18.0 {mirror.TrimEnd('/')}/versions/2.18.0/libtensorflow-cpu-linux-x86_64.tar.gz", Steps(new RuntimeInstallOptions { Mirror = new Uri(mirror) })[0]);

    [Fact]
    public void AnUnknownVersionListsTheKnownOnes()
    {
        var error = Assert.Throws<ArgumentException>(() => Steps(new RuntimeInstallOptions { Version = "2.99" }, new RuntimePlatform(RuntimeSystem.MacOS, Architecture.Arm64)));
        Assert.Equal("`Version`: must be one of 2.18.0, 2.17.1, 2.17.0, 2.16.2, 2.16.1 for cpu on osx-arm64. Received: Version=2.99. (Parameter 'options')", error.Message);
    }

    [Fact]
    public void AnUnknownKindListsTheKnownOnes()
    {
        var error = Assert.Throws<ArgumentException>(() => Steps(new RuntimeInstallOptions { Kind = "gpu" }, new RuntimePlatform(RuntimeSystem.Windows, Architecture.X64)));
        Assert.Equal("`Kind`: must be one of cpu on win-x64. Received: Kind=gpu. (Parameter 'options')", error.Message);
    }

    [Fact]
    public void APlatformWithoutAnyIsToldOfPython()
    {
        var error = Assert.Throws<RuntimeInstallException>(() => Steps(new RuntimeInstallOptions(), new RuntimePlatform(RuntimeSystem.Linux, Architecture.Arm64)));
        Assert.Equal("No libtensorflow is published for linux-arm64. A Python environment with `pip install tensorflow` (2.12 or newer) brings one that is found "
            + "by itself; or set KERASPORT_TENSORFLOW to the file or folder of a libtensorflow that you have.", error.Message);
    }

    private static string[] Steps(RuntimeInstallOptions options, RuntimePlatform? platform = null)
    {
        var services = new InstallServices { Platform = platform ?? new RuntimePlatform(RuntimeSystem.Linux, Architecture.X64) };
        return [.. InstallPlan.Make(options, services, "/cache").Steps.Select(step => $"{step.Package.Version} {step.Source.Name}")];
    }
}
