using KerasPort.TensorFlow;

namespace KerasPort.Training.Feeding;

/// <summary>Batches of samples that lie on the device: a step gathers its own.</summary>
internal sealed class ArrayRun : IBatchRun
{
    private readonly DeviceData _data;
    private readonly Step _step;
    private readonly BatchOrder _order;
    private readonly int[] _rows;
    private readonly int _start;
    private readonly int _count;
    private readonly int _batchSize;
    private int[] _permutation = [];
    private int _begin;
    private int _size;

    public ArrayRun(DeviceData data, Range range, int batchSize, Step step, Shuffle shuffle = default, int? seed = null)
    {
        (_data, _step, _batchSize) = (data, step, batchSize);
        (_start, _count) = range.GetOffsetAndLength(checked((int)data.Count));
        _order = new BatchOrder(_count, batchSize, shuffle, seed);
        _rows = new int[Math.Min(batchSize, _count)];
    }

    public int? BatchSize => _batchSize;

    public long? Samples => _count;

    public int? Steps => null;

    public bool IsOver => _begin >= _count;

    public void BeginEpoch(int epoch) => (_permutation, _begin) = (_order.ForEpoch(epoch), 0);

    public int Next(CancellationToken cancellation)
    {
        _size = Math.Min(_batchSize, _count - _begin);
        for (var i = 0; i < _size; i++)
            _rows[i] = _start + _permutation[_begin + i];
        _begin += _size;
        return _size;
    }

    public EagerTensor[] Run(MetricState? metrics) => _data.Invoke(_step, _rows.AsSpan(0, _size), metrics);

    public void EndSteps(bool goesOn)
    {
    }

    public void Dispose()
    {
    }
}
