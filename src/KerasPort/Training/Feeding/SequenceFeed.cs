using System.Runtime.ExceptionServices;
using KerasPort.Utils;

namespace KerasPort.Training.Feeding;

/// <summary>
/// A sequence's batches, pass after pass. Several workers make several batches at once, yet they come in the pass' order, so a
/// result does not depend on the number of workers. Keras: OrderedEnqueuer.
/// </summary>
internal sealed class SequenceFeed : BatchFeed
{
    private readonly Sequence _sequence;
    private readonly FeedOptions _options;
    private readonly Dictionary<int, (Batch? Batch, ExceptionDispatchInfo? Error)> _made = [];
    private BatchOrder? _shuffle;
    private int[] _order = [];
    private int _pass;
    private bool _isOpen;
    private bool _failed;
    private int _claimed;
    private int _taken;

    public SequenceFeed(Sequence sequence, FeedOptions options)
    {
        options.Check();
        (_sequence, _options, _pass) = (sequence, options, options.FirstPass);
        OpenPass();
        Start(options.Workers, Work);
    }

    public override int? Count => _sequence.Count;

    public override Batch? Next(CancellationToken cancellation)
    {
        if (_isOpen && _taken == _order.Length)
            ClosePass();
        if (!_isOpen)
            OpenPass();
        if (_options.Workers == 0)
            return Checked(_sequence[_order[_taken]], _order[_taken++]);
        WaitUntil(() => _made.ContainsKey(_taken), cancellation);
        lock (Gate)
        {
            _made.Remove(_taken, out var made);
            var index = _order[_taken++];
            Monitor.PulseAll(Gate);
            made.Error?.Throw();
            return Checked(made.Batch, index);
        }
    }

    public override void EndSteps(bool goesOn)
    {
        if (!_isOpen || _taken < _order.Length)
            return;
        ClosePass();
        if (goesOn)
            OpenPass();
    }

    private void ClosePass()
    {
        _isOpen = false;
        _pass++;
        _sequence.OnEpochEnd();
    }

    private void OpenPass()
    {
        var count = _sequence.Count;
        if (count < 1)
            throw new ArgumentException($"A Sequence or list of batches must have at least one batch. Received: Count={count}.");
        if (_order.Length != count)
            _shuffle = new BatchOrder(count, 1, _options.Shuffle, _options.Seed);
        var order = _shuffle!.ForEpoch(_pass);
        lock (Gate)
        {
            (_order, _claimed, _taken, _isOpen) = (order, 0, 0, true);
            Monitor.PulseAll(Gate);
        }
    }

    private void Work()
    {
        while (true)
        {
            int place, index;
            lock (Gate)
            {
                while (!IsStopped && !(_isOpen && !_failed && _claimed < _order.Length && _claimed - _taken < _options.MaxQueueSize))
                    Monitor.Wait(Gate);
                if (IsStopped)
                    return;
                place = _claimed++;
                index = _order[place];
            }
            (Batch?, ExceptionDispatchInfo?) made;
            try
            {
                made = (_sequence[index], null);
            }
#pragma warning disable CA1031 // Whatever a user's code throws is thrown again where the batch is taken.
            catch (Exception error)
#pragma warning restore CA1031
            {
                made = (null, ExceptionDispatchInfo.Capture(error));
            }
            lock (Gate)
            {
                _made[place] = made;
                _failed |= made.Item2 is not null;
                Monitor.PulseAll(Gate);
            }
        }
    }

    private static Batch Checked(Batch? batch, int index) =>
        batch ?? throw new InvalidOperationException($"Every batch of a Sequence or list must be there. Received: null at index {index}.");
}
