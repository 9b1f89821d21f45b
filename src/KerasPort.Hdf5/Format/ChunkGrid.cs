namespace KerasPort.Hdf5.Format;

/// <summary>One stored chunk.</summary>
/// <param name="Cell">Its number in the dataset's grid of chunks, last dimension fastest.</param>
/// <param name="Address">Where it lies.</param>
/// <param name="Size">The bytes it takes there.</param>
/// <param name="Skipped">A bit for each filter that was left out.</param>
internal readonly record struct Chunk(long Cell, long Address, long Size, uint Skipped);

/// <summary>How a dataset is cut into chunks.</summary>
internal sealed class ChunkGrid
{
    private readonly long[] _dimensions;
    private readonly long[] _chunk;
    private readonly long[] _counts;

    public ChunkGrid(Storage storage, Dataspace space, Layout layout, int elementSize, string path)
    {
        _dimensions = space.Dimensions;
        _chunk = layout.ChunkDimensions;
        if (_chunk.Length != _dimensions.Length || _chunk.Contains(0))
        {
            throw storage.Refused($"dataset `{path}`: its chunks do not have its dimensions");
        }

        _counts = new long[_dimensions.Length];
        long bytes = elementSize, cells = 1;
        for (var i = 0; i < _counts.Length; i++)
        {
            _counts[i] = CountOf(_dimensions[i], i);
            if (_chunk[i] > int.MaxValue / bytes || _counts[i] > int.MaxValue / cells)
            {
                throw storage.Refused($"dataset `{path}`: its chunks are impossibly large or many");
            }

            bytes *= _chunk[i];
            cells *= _counts[i];
        }

        ChunkBytes = (int)bytes;
        Cells = cells;
        ElementSize = elementSize;
    }

    /// <summary>The bytes of a chunk without filters.</summary>
    public int ChunkBytes { get; }

    /// <summary>How many chunks cover the dataset.</summary>
    public long Cells { get; }

    public int ElementSize { get; }

    public int Rank => _dimensions.Length;

    public long CountOf(long length, int dimension) => (length / _chunk[dimension]) + (length % _chunk[dimension] == 0 ? 0 : 1);

    /// <summary>The number of the cell at a position counted in chunks; -1 outside the dataset.</summary>
    public long CellAt(ReadOnlySpan<long> position)
    {
        long cell = 0;
        for (var i = 0; i < _counts.Length; i++)
        {
            if (position[i] < 0 || position[i] >= _counts[i])
            {
                return -1;
            }

            cell = (cell * _counts[i]) + position[i];
        }

        return cell;
    }

    /// <summary>The number of the cell whose first element is at a position counted in elements; -1 outside or between cells.</summary>
    public long CellOfElement(Span<long> position)
    {
        for (var i = 0; i < _counts.Length; i++)
        {
            var (quotient, rest) = Math.DivRem(position[i], _chunk[i]);
            if (rest != 0)
            {
                return -1;
            }

            position[i] = quotient;
        }

        return CellAt(position);
    }

    /// <summary>The position, counted in chunks, of a cell.</summary>
    public void Locate(long cell, Span<long> position)
    {
        for (var i = _counts.Length - 1; i >= 0; i--)
        {
            (cell, position[i]) = Math.DivRem(cell, _counts[i]);
        }
    }

    /// <summary>Whether a cell sticks out of the dataset.</summary>
    public bool IsPartial(long cell)
    {
        Span<long> position = stackalloc long[Rank];
        Locate(cell, position);
        for (var i = 0; i < Rank; i++)
        {
            if ((position[i] + 1) * _chunk[i] > _dimensions[i])
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Copies a chunk's elements to their places in the whole dataset.</summary>
    public void Scatter(long cell, ReadOnlySpan<byte> chunk, Span<byte> whole)
    {
        Span<long> origin = stackalloc long[Rank];
        Span<long> extent = stackalloc long[Rank];
        Span<long> at = stackalloc long[Rank];
        Locate(cell, origin);
        for (var i = 0; i < Rank; i++)
        {
            origin[i] *= _chunk[i];
            extent[i] = Math.Min(_chunk[i], _dimensions[i] - origin[i]);
        }

        var run = (int)extent[^1] * ElementSize;
        at.Clear();
        while (true)
        {
            long from = 0, to = 0;
            for (var i = 0; i < Rank; i++)
            {
                from = (from * _chunk[i]) + at[i];
                to = (to * _dimensions[i]) + origin[i] + at[i];
            }

            chunk.Slice((int)from * ElementSize, run).CopyTo(whole.Slice((int)(to * ElementSize), run));
            var dimension = Rank - 2;
            while (dimension >= 0 && ++at[dimension] == extent[dimension])
            {
                at[dimension--] = 0;
            }

            if (dimension < 0)
            {
                return;
            }
        }
    }
}
