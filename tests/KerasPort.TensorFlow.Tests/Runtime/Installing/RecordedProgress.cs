using System.Collections.Concurrent;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime.Installing;

/// <summary>Keeps what an installer reported.</summary>
internal sealed class RecordedProgress : IProgress<RuntimeInstallProgress>
{
    public ConcurrentQueue<RuntimeInstallProgress> Reports { get; } = new();

    /// <summary>The steps, each once.</summary>
    public IEnumerable<string> Steps => Reports.Select(report => report.Message).Distinct();

    public void Report(RuntimeInstallProgress value) => Reports.Enqueue(value);
}
