using KerasPort.Callbacks;
using KerasPort.Training.Feeding;

namespace KerasPort.Training;

/// <summary>How Fit was asked to run.</summary>
internal sealed record FitOptions
{
    public int BatchSize { get; init; } = 32;

    public int Epochs { get; init; } = 1;

    public int Verbose { get; init; } = 1;

    public IReadOnlyList<Callback> Callbacks { get; init; } = [];

    public Shuffle Shuffle { get; init; } = true;

    public int InitialEpoch { get; init; }

    public int? StepsPerEpoch { get; init; }

    public int? ValidationSteps { get; init; }

    public FeedOptions Feed { get; init; } = new();

    public int? ValidationBatchSize { get; init; }

    public ValidationFrequency ValidationFreq { get; init; } = 1;

    public int? Seed { get; init; }

    public CancellationToken CancellationToken { get; init; }
}
