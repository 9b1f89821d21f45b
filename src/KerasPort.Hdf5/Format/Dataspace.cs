namespace KerasPort.Hdf5.Format;

/// <summary>The shape of a dataset or attribute.</summary>
/// <param name="Dimensions">Its lengths; none for a scalar and for an empty ("null") one.</param>
/// <param name="Largest">How far each may grow; -1 without end.</param>
/// <param name="Count">The number of elements: 1 for a scalar, 0 for an empty one.</param>
internal sealed record Dataspace(long[] Dimensions, long[] Largest, long Count)
{
    private const int MostDimensions = 32;

    // Elements have at least one byte and no file has more than this many: keeps every product of sizes in range.
    private const long MostElements = 1L << 48;

    public static Dataspace Read(ref Cursor cursor)
    {
        var version = cursor.Byte();
        int rank = cursor.Byte();
        var flags = cursor.Byte();
        var isNull = false;
        switch (version)
        {
            case 1:
                cursor.Skip(5);
                break;
            case 2:
                var kind = cursor.Byte();
                if (kind > 2 || (kind != 1 && rank != 0))
                {
                    throw cursor.Damaged("its kind is unknown");
                }

                isNull = kind == 2;
                break;
            default:
                throw cursor.Damaged(FormattableString.Invariant($"version must be 1 or 2. Received: {version}"));
        }

        if (rank > MostDimensions)
        {
            throw cursor.Damaged(FormattableString.Invariant($"it has {rank} dimensions, more than {MostDimensions}"));
        }

        var dimensions = new long[rank];
        foreach (ref var dimension in dimensions.AsSpan())
        {
            dimension = cursor.Length();
        }

        var largest = (long[])dimensions.Clone();
        if ((flags & 1) != 0)
        {
            foreach (ref var dimension in largest.AsSpan())
            {
                dimension = cursor.LengthOrUnlimited();
            }
        }

        return new Dataspace(dimensions, largest, isNull ? 0 : Product(dimensions, ref cursor));
    }

    private static long Product(long[] dimensions, ref Cursor cursor)
    {
        if (dimensions.Contains(0))
        {
            return 0;
        }

        long count = 1;
        foreach (var dimension in dimensions)
        {
            if (dimension > MostElements / count)
            {
                throw cursor.Damaged("its dimensions are impossibly large");
            }

            count *= dimension;
        }

        return count;
    }
}
