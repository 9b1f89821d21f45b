using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow.Tests.Native;

public sealed class NativeEnvironmentTests
{
    [Fact]
    public void NativeCodeSeesWhatIsSet()
    {
        const string name = "KERASPORT_TEST_NATIVE_ENVIRONMENT";
        Assert.Null(NativeEnvironment.Get(name));
        NativeEnvironment.Set(name, "größer");
        Assert.Equal("größer", NativeEnvironment.Get(name));
        Assert.Equal("größer", Environment.GetEnvironmentVariable(name));
    }

    [Fact]
    public void AWrongNameIsRefused() => Assert.Throws<ArgumentException>(() => NativeEnvironment.Set("A=B", "1"));
}
