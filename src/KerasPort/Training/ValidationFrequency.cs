namespace KerasPort.Training;

/// <summary>After which epochs validation runs: every n, or the epochs of a list, counted from 1.</summary>
public sealed class ValidationFrequency
{
    private readonly int _every;
    private readonly HashSet<int>? _epochs;

    private ValidationFrequency(int every, HashSet<int>? epochs) => (_every, _epochs) = (every, epochs);

    /// <summary>After every n-th epoch.</summary>
    /// <exception cref="ArgumentException">n is not positive.</exception>
    public static implicit operator ValidationFrequency(int validationFreq) => validationFreq >= 1
        ? new(validationFreq, null)
        : throw new ArgumentException($"validationFreq must be at least 1. Received: validationFreq={validationFreq}.", nameof(validationFreq));

    /// <summary>After these epochs, counted from 1.</summary>
    public static implicit operator ValidationFrequency(int[] epochs) => new(0, [.. epochs]);

    /// <summary>Whether validation runs after an epoch, counted from 0.</summary>
    internal bool Includes(int epoch) => _epochs?.Contains(epoch + 1) ?? (epoch + 1) % _every == 0;
}
