namespace KerasPort.Hdf5.Format;

/// <summary>
/// How array indexes number chunks: over the grid that the dataset may grow to, last dimension fastest, with the
/// dimension that grows without end moved to the front.
/// </summary>
internal sealed class Numbering
{
    private readonly long[] _counts;
    private readonly int _swap;

    public Numbering(ChunkGrid grid, Dataspace space, int swap)
    {
        _swap = swap;
        _counts = new long[grid.Rank];
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] = grid.CountOf(Math.Max(space.Largest[i], space.Dimensions[i]), i);
        }
    }

    public long NumberAt(ReadOnlySpan<long> position)
    {
        UInt128 number = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            number = (number * (ulong)Math.Max(1, _counts[i])) + (ulong)position[i];
            number = UInt128.Min(number, long.MaxValue);
        }

        return (long)number;
    }

    /// <summary>The position that has a number.</summary>
    public void Locate(long number, Span<long> position)
    {
        for (var i = _counts.Length - 1; i >= 0; i--)
        {
            if (i != _swap)
            {
                (number, position[i]) = Math.DivRem(number, Math.Max(1, _counts[i]));
            }
        }

        if (_swap >= 0)
        {
            position[_swap] = number;
        }
        else if (number > 0)
        {
            position[0] = long.MaxValue;
        }
    }
}
