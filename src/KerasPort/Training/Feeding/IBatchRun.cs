using KerasPort.TensorFlow;

namespace KerasPort.Training.Feeding;

/// <summary>
/// The batches of a run, epoch by epoch, and the step on each: what the loops of Fit and Evaluate see of arrays, whole arrays as
/// steps, and batches that others make.
/// </summary>
internal interface IBatchRun : IDisposable
{
    /// <summary>Samples a batch, where they were asked for.</summary>
    int? BatchSize { get; }

    /// <summary>Samples an epoch, where it is counted in samples.</summary>
    long? Samples { get; }

    /// <summary>Steps an epoch, where it is counted in steps.</summary>
    int? Steps { get; }

    /// <summary>Whether the epoch has no batch left.</summary>
    bool IsOver { get; }

    void BeginEpoch(int epoch);

    /// <summary>Takes the next batch of the epoch; its size.</summary>
    int Next(CancellationToken cancellation);

    /// <summary>Runs the step on the batch that was taken.</summary>
    EagerTensor[] Run(MetricState? metrics);

    /// <summary>The epoch's steps are done.</summary>
    /// <param name="goesOn">Whether another epoch may follow.</param>
    void EndSteps(bool goesOn);
}
