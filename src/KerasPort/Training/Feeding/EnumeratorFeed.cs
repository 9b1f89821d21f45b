using System.Runtime.ExceptionServices;

namespace KerasPort.Training.Feeding;

/// <summary>
/// An enumeration's batches, one enumeration for the whole run. A worker goes ahead of the one who takes them by up to the
/// queue's size. Keras: GeneratorEnqueuer.
/// </summary>
internal sealed class EnumeratorFeed : BatchFeed
{
    private readonly FeedOptions _options;
    private readonly Queue<Batch> _queue = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<CancellationToken, IEnumerator<Batch>> _open;
    private IEnumerator<Batch>? _own;
    private ExceptionDispatchInfo? _error;
    private bool _isOver;

    public EnumeratorFeed(Func<CancellationToken, IEnumerator<Batch>> open, FeedOptions options)
    {
        options.Check();
        (_open, _options) = (open, options);
        if (options.Workers > 0)
            Start(1, Work);
    }

    public override int? Count => null;

    public override Batch? Next(CancellationToken cancellation)
    {
        if (_options.Workers == 0)
        {
            using var registration = cancellation.Register(_stop.Cancel);
            _own ??= _open(_stop.Token);
            return _own.MoveNext() ? _own.Current : null;
        }
        WaitUntil(() => _queue.Count > 0 || _isOver, cancellation);
        lock (Gate)
        {
            if (_queue.TryDequeue(out var batch))
            {
                Monitor.PulseAll(Gate);
                return batch;
            }
            _error?.Throw();
            return null;
        }
    }

    protected override void Stop()
    {
        _stop.Cancel();
        _own?.Dispose();
    }

    private void Work()
    {
        try
        {
            // This thread is the only one that ever sees the enumerator, its end too.
            using var batches = _open(_stop.Token);
            while (WaitForRoom() && batches.MoveNext())
                lock (Gate)
                {
                    _queue.Enqueue(batches.Current);
                    Monitor.PulseAll(Gate);
                }
        }
#pragma warning disable CA1031 // Whatever a user's code throws is thrown again where the batch is taken.
        catch (Exception error)
#pragma warning restore CA1031
        {
            _error = ExceptionDispatchInfo.Capture(error);
        }
        finally
        {
            lock (Gate)
            {
                _isOver = true;
                Monitor.PulseAll(Gate);
            }
        }
    }

    private bool WaitForRoom()
    {
        lock (Gate)
        {
            while (!IsStopped && _queue.Count >= _options.MaxQueueSize)
                Monitor.Wait(Gate);
            return !IsStopped;
        }
    }
}
