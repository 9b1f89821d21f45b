using System.Runtime.CompilerServices;
using Xunit.Abstractions;

namespace KerasPort.Testing;

/// <summary>Compiled into every test project that runs TensorFlow: where there is no libtensorflow, this one test fails with the
/// reason and the others are left out.</summary>
public sealed class RuntimeAvailable(RuntimeAvailable.Runtime runtime) : IClassFixture<RuntimeAvailable.Runtime>
{
    [ModuleInitializer]
    internal static void PrepareEnvironment() => TensorFlowTestRuntime.Prepare();

    [Fact]
    public void IsFoundOrInstalled() => Assert.True(
        runtime.Problem is null, $"The tests of this project that run TensorFlow were left out. {runtime.Problem}");

    /// <summary>The runtime of this test run.</summary>
    public sealed class Runtime(IMessageSink diagnostics)
    {
        /// <summary>Why there is none, or null.</summary>
        public string? Problem { get; } = TensorFlowTestRuntime.Problem(diagnostics);
    }
}
