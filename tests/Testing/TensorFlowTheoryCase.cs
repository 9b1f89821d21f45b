using System.ComponentModel;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace KerasPort.Testing;

/// <summary>A theory whose rows are known only when it runs, left out where there is no libtensorflow.</summary>
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
        return TensorFlowTestRuntime.Problem(diagnosticMessageSink) is null
            ? base.RunAsync(diagnosticMessageSink, messageBus, constructorArguments, aggregator, cancellationTokenSource)
            : Task.FromResult(new RunSummary());
    }
}
