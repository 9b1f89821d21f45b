using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace KerasPort.Testing;

/// <summary>One test, or one row of a theory, that is left out where there is no libtensorflow.</summary>
public sealed class TensorFlowFactCase : SkippableFactTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For the deserializer.")]
    public TensorFlowFactCase()
    {
    }

    internal TensorFlowFactCase(
        IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method, object[]? row)
        : base([typeof(Xunit.SkipException).FullName!], diagnostics, display, options, method, row)
    {
    }

    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments,
        ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        // Hundreds of skipped tests would bury the one message of RuntimeAvailable: a test that can't run is not reported at all.
        return TensorFlowTestRuntime.Problem(diagnosticMessageSink) is null
            ? base.RunAsync(diagnosticMessageSink, messageBus, constructorArguments, aggregator, cancellationTokenSource)
            : Task.FromResult(new RunSummary());
    }
}
