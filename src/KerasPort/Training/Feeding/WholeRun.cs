using KerasPort.TensorFlow;

namespace KerasPort.Training.Feeding;

/// <summary>Steps that each take all samples: arrays with a number of steps, as Keras 2.3.1 has it.</summary>
internal sealed class WholeRun(DeviceData data, int steps, Step step) : IBatchRun
{
    private int _done;

    public int? BatchSize => null;

    public long? Samples => null;

    public int? Steps => steps;

    public bool IsOver => _done >= steps;

    public void BeginEpoch(int epoch) => _done = 0;

    public int Next(CancellationToken cancellation)
    {
        _done++;
        // Keras counts such a step as one sample.
        return 1;
    }

    public EagerTensor[] Run(MetricState? metrics) => data.Invoke(step, metrics);

    public void EndSteps(bool goesOn)
    {
    }

    public void Dispose()
    {
    }
}
