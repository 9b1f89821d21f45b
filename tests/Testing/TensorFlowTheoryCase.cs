using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace KerasPort.Testing;

/// <summary>A theory whose rows are known only when it runs, skipped where there is no libtensorflow.</summary>
public sealed class TensorFlowTheoryCase : SkippableTheoryTestCase
{
    [EditorBrowsable(EditorBrowsableState.Never)]
    [Obsolete("For the deserializer.")]
    public TensorFlowTheoryCase()
    {
    }

    internal TensorFlowTheoryCase(
        IMessageSink diagnostics, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod method)
        : base([typeof(Xunit.SkipException).FullName!], diagnostics, display, options, method)
    {
    }

    public override Task<RunSummary> RunAsync(
        IMessageSink diagnosticMessageSink, IMessageBus messageBus, object[] constructorArguments,
        ExceptionAggregator aggregator, CancellationTokenSource cancellationTokenSource)
    {
        if (TensorFlowTestRuntime.SkipReason(diagnosticMessageSink) is not { } reason)
            return base.RunAsync(diagnosticMessageSink, messageBus, constructorArguments, aggregator, cancellationTokenSource);
        SkipReason = reason;
        // A theory's runner reads its data before it looks at the reason: run it as a plain case, which does not.
        return new XunitTestCaseRunner(this, DisplayName, reason, constructorArguments, [], messageBus, aggregator, cancellationTokenSource).RunAsync();
    }
}
