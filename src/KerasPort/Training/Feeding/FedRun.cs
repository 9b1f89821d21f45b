using KerasPort.TensorFlow;

namespace KerasPort.Training.Feeding;

/// <summary>Batches that others make: each is checked and brought to the device when its turn comes.</summary>
internal sealed class FedRun : IBatchRun
{
    private readonly BatchFeed _feed;
    private readonly int? _given;
    private readonly Func<Batch, DeviceData> _upload;
    private readonly Func<DeviceData, Step> _step;
    private Batch? _first;
    private DeviceData? _data;
    private int _steps;
    private int _done;
    private int _epoch;

    /// <param name="feed">The batches; this run ends them.</param>
    /// <param name="steps">Steps an epoch; null: as many as a pass has batches, asked anew before each epoch.</param>
    /// <param name="upload">Checks a batch and brings it to the device.</param>
    /// <param name="step">The step for data of these types.</param>
    public FedRun(BatchFeed feed, int? steps, Func<Batch, DeviceData> upload, Func<DeviceData, Step> step)
    {
        (_feed, _given, _upload, _step) = (feed, steps, upload, step);
        _steps = steps ?? feed.Count!.Value;
    }

    public int? BatchSize => null;

    public long? Samples => null;

    public int? Steps => _steps;

    public bool IsOver => _done >= _steps;

    /// <summary>The first batch, before its turn: what builds a model without an input shape.</summary>
    public Batch Peek(CancellationToken cancellation) => _first ??= Take(cancellation);

    public void BeginEpoch(int epoch)
    {
        (_epoch, _done) = (epoch, 0);
        _steps = _given ?? _feed.Count!.Value;
    }

    public int Next(CancellationToken cancellation)
    {
        Free();
        _data = _upload(_first ?? Take(cancellation));
        _first = null;
        if (_data.Count == 0)
            throw new ArgumentException($"A batch must have at least one sample. Received: 0 samples in step {_done + 1}.");
        _done++;
        return checked((int)_data.Count);
    }

    public EagerTensor[] Run(MetricState? metrics) => _data!.Invoke(_step(_data), metrics);

    public void EndSteps(bool goesOn)
    {
        Free();
        _feed.EndSteps(goesOn);
    }

    public void Dispose()
    {
        Free();
        _feed.Dispose();
    }

    private Batch Take(CancellationToken cancellation) => _feed.Next(cancellation) ?? throw new InvalidOperationException(
        $"The generator has run out of batches: {_steps} steps are needed in each epoch. Received: {_done} batches in epoch {_epoch + 1}.");

    private void Free()
    {
        _data?.Dispose();
        _data = null;
    }
}
