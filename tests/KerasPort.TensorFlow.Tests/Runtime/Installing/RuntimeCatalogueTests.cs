using System.Text.Json;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime.Installing;

public sealed class RuntimeCatalogueTests
{
    [Theory]
    [InlineData("linux-x64", "2.18.0")]
    [InlineData("osx-arm64", "2.18.0")]
    [InlineData("win-x64", "2.18.1")]
    [InlineData("osx-x64", "2.16.2")]
    public void EveryPlatformHasOneDefault(string platform, string version) => Assert.Equal(
        $"{version}-cpu-{platform}", Assert.Single(RuntimeCatalogue.All, package => package.IsDefault && package.Platform == platform).Name);

    [Fact]
    public void OnlyLinuxIsTested() => Assert.Equal(["2.18.0-cpu-linux-x64", "2.10.1-cpu-linux-x64", "1.15.0-cpu-linux-x64"],
        RuntimeCatalogue.All.Where(package => package.IsTested).Select(package => package.Name));

    [Fact]
    public void EveryArchiveHasAnAddressAMirrorCanTakeOverAndASum()
    {
        Assert.All(RuntimeCatalogue.All, package =>
        {
            Assert.StartsWith(RuntimeCatalogue.ArchiveRoot, package.Archive!.Url, StringComparison.Ordinal);
            Assert.Contains(package.Version, package.Archive.Url, StringComparison.Ordinal);
            Assert.Matches("^[0-9a-f]{64}$", package.Archive.Sha256);
            Assert.Null(RuntimeVersions.Warning(package.Version));
        });
        Assert.Equal(RuntimeCatalogue.All.Count, RuntimeCatalogue.All.Select(package => package.Name).Distinct().Count());
        Assert.Equal(RuntimeCatalogue.All.Count, RuntimeCatalogue.All.Select(package => package.Archive!.Sha256).Distinct().Count());
    }

    [SkippableFact]
    public void SumsAreThoseThatWereCollected()
    {
        var path = Repository.Shared is { } shared ? Path.Combine(shared, "facts", "libtensorflow-sha256.json") : null;
        Skip.IfNot(File.Exists(path), "The collected checksums beside the checkout are not there.");
        using var collected = JsonDocument.Parse(File.ReadAllText(path!));
        var sums = collected.RootElement.EnumerateArray().ToDictionary(row => row.GetProperty("url").GetString()!, row => row.GetProperty("sha256").GetString());
        Assert.All(RuntimeCatalogue.All, package => Assert.Equal(sums[package.Archive!.Url], package.Archive.Sha256));
    }
}
