namespace KerasPort.Training.Feeding;

/// <summary>Batches one after the other, made by the thread that asks or ahead by others. One thread takes them.</summary>
internal abstract class BatchFeed : IDisposable
{
    private readonly List<Thread> _threads = [];

    /// <summary>What is shared between threads is changed under it, and each change is told.</summary>
    protected object Gate { get; } = new();

    /// <summary>Set once, under the gate: threads end after what they are making.</summary>
    protected bool IsStopped { get; private set; }

    /// <summary>The number of batches in a pass now; null where it is not known.</summary>
    public abstract int? Count { get; }

    /// <summary>The next batch; null where there are no more. An exception of the one who makes it comes here, at its turn.</summary>
    public abstract Batch? Next(CancellationToken cancellation);

    /// <summary>The epoch's steps are done: a pass that is over ends.</summary>
    /// <param name="goesOn">Whether another epoch may follow, for which batches are made now.</param>
    public virtual void EndSteps(bool goesOn)
    {
    }

    protected void Start(int count, Action work)
    {
        for (var i = 0; i < count; i++)
        {
            var thread = new Thread(() => work()) { IsBackground = true, Name = "KerasPort batches" };
            _threads.Add(thread);
            thread.Start();
        }
    }

    /// <summary>Waits under the gate until something is so; a cancellation ends the wait.</summary>
    protected void WaitUntil(Func<bool> isSo, CancellationToken cancellation)
    {
        using var registration = cancellation.Register(Wake);
        lock (Gate)
            while (!isSo())
            {
                cancellation.ThrowIfCancellationRequested();
                Monitor.Wait(Gate);
            }
    }

    public void Dispose()
    {
        lock (Gate)
        {
            IsStopped = true;
            Monitor.PulseAll(Gate);
        }
        Stop();
        // A batch that is being made can't be interrupted: where it takes long its thread ends alone, after it.
        foreach (var thread in _threads)
            thread.Join(TimeSpan.FromSeconds(1));
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the feed holds, after threads were told to stop.</summary>
    protected virtual void Stop()
    {
    }

    private void Wake()
    {
        lock (Gate)
            Monitor.PulseAll(Gate);
    }
}
