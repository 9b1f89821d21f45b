using System.Runtime.CompilerServices;

namespace KerasPort.Testing;

/// <summary>Compiled into every test project that runs TensorFlow: where there is no libtensorflow, this one test fails with the
/// reason and the others are skipped.</summary>
public sealed class RuntimeAvailable
{
    [ModuleInitializer]
    internal static void PrepareEnvironment() => TensorFlowTestRuntime.Prepare();

    [Fact]
    public void IsFoundOrInstalled() => Assert.True(TensorFlowTestRuntime.Problem is null, TensorFlowTestRuntime.Problem);
}
