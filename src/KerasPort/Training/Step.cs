using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Training;

/// <summary>A compiled step: a function with the weights it reads and changes.</summary>
internal sealed class Step(Function function, IReadOnlyList<Weight> weights) : IDisposable
{
    /// <summary>Runs the step on data; the caller disposes the results.</summary>
    public EagerTensor[] Invoke(ReadOnlySpan<EagerTensor> data, MetricState? metrics = null)
    {
        var inputs = new EagerTensor[data.Length + weights.Count];
        data.CopyTo(inputs);
        for (var i = 0; i < weights.Count; i++)
            inputs[data.Length + i] = metrics?.Handle(weights[i]) ?? weights[i].Variable.Handle;
        return function.Invoke(inputs);
    }

    /// <summary>The function itself, for measuring what calling it costs without us.</summary>
    internal Function Function => function;

    public void Dispose() => function.Dispose();
}
