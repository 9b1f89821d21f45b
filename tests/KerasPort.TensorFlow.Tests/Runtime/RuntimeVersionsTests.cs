using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime;

public sealed class RuntimeVersionsTests
{
    [Theory]
    [InlineData("1.15.0")]
    [InlineData("2.0.0")]
    [InlineData("2.5.0-dev20201212")]
    [InlineData("2.18.1")]
    public void SupportedVersionsLoadSilently(string version) => Assert.Null(RuntimeVersions.Warning(version));

    [Theory]
    [InlineData("1.14.0")]
    [InlineData("2.19.0")]
    [InlineData("3.0.0-rc1")]
    [InlineData("unknown")]
    public void OthersGetOneLineOfWarning(string version) => Assert.Equal(
        $"KerasPort: libtensorflow {version} is outside of the supported versions 1.15 to 2.18; it may behave differently.", RuntimeVersions.Warning(version));
}
