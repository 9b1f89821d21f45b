using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime;

public sealed class RuntimeCacheTests
{
    private static readonly string s_home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    [Theory]
    [InlineData("/chosen", "/xdg", "/chosen")]
    [InlineData(null, "/xdg", "/xdg/kerasport")]
    [InlineData("", "relative", "~/.cache/kerasport")]
    [InlineData(null, null, "~/.cache/kerasport")]
    public void LiesWhereLinuxUsersExpectIt(string? chosen, string? cache, string expected)
    {
        string? Variable(string name) => name switch { "KERASPORT_CACHE" => chosen, "XDG_CACHE_HOME" => cache, _ => null };
        Assert.Equal(expected.Replace("~", s_home, StringComparison.Ordinal), RuntimeCache.Locate(Variable, RuntimeSystem.Linux));
    }

    [Fact]
    public void LiesInTheLibraryOnMacOS() =>
        Assert.Equal($"{s_home}/Library/Caches/kerasport", RuntimeCache.Locate(_ => null, RuntimeSystem.MacOS));
}
