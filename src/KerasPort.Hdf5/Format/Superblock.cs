using System.Globalization;

namespace KerasPort.Hdf5.Format;

/// <summary>Finds the file's entry point.</summary>
internal static class Superblock
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1a, (byte)'\n'];

    /// <summary>Sets the storage's base and widths; returns the address of the root group's object header.</summary>
    public static long Read(Storage storage)
    {
        var start = Find(storage);
        var size = Math.Min(128, storage.Length - start);
        var cursor = storage.At(start, size, "superblock");
        cursor.Skip(8);
        var version = cursor.Byte();
        if (version > 3)
        {
            throw cursor.Damaged(FormattableString.Invariant($"version must be 0 to 3. Received: {version}"));
        }

        return version < 2 ? ReadOld(storage, ref cursor, version, start) : ReadNew(storage, ref cursor, start);
    }

    private static long Find(Storage storage)
    {
        Span<byte> found = stackalloc byte[8];
        for (long at = 0; at + 8 <= storage.Length; at = at == 0 ? 512 : at * 2)
        {
            storage.Read(at, found, "signature");
            if (found.SequenceEqual(Signature))
            {
                return at;
            }
        }

        throw storage.Refused("not an HDF5 file: the signature is not there");
    }

    private static long ReadOld(Storage storage, ref Cursor cursor, int version, long start)
    {
        cursor.Skip(4);
        SetWidths(storage, ref cursor);
        cursor.Skip(1 + 2 + 2 + 4);
        if (version == 1)
        {
            cursor.Skip(4);
        }

        var baseAddress = cursor.Offset();
        cursor.Offset();
        var end = cursor.Number(storage.OffsetSize);
        cursor.Number(storage.OffsetSize);
        SetBase(storage, baseAddress, end, start);
        cursor.Number(storage.OffsetSize);
        return cursor.Target();
    }

    private static long ReadNew(Storage storage, ref Cursor cursor, long start)
    {
        SetWidths(storage, ref cursor);
        cursor.Skip(1);
        var baseAddress = cursor.Offset();
        cursor.Offset();
        var end = cursor.Number(storage.OffsetSize);
        var root = cursor.Target();
        cursor.Checksum();
        SetBase(storage, baseAddress, end, start);
        return root;
    }

    private static void SetWidths(Storage storage, ref Cursor cursor)
    {
        int offsets = cursor.Byte(), lengths = cursor.Byte();
        if (offsets is not (2 or 4 or 8) || lengths is not (2 or 4 or 8))
        {
            throw cursor.Damaged(string.Create(
                CultureInfo.InvariantCulture, $"addresses and sizes must have 2, 4 or 8 bytes. Received: {offsets} and {lengths}"));
        }

        (storage.OffsetSize, storage.LengthSize) = (offsets, lengths);
    }

    private static void SetBase(Storage storage, long baseAddress, ulong end, long start)
    {
        if (baseAddress != start && baseAddress != 0)
        {
            throw storage.Damaged("superblock: the base address is not where the superblock lies", start);
        }

        if (end > (ulong)storage.Length)
        {
            throw storage.Refused(string.Create(
                CultureInfo.InvariantCulture, $"truncated: it should have {end} bytes and has {storage.Length}"));
        }

        storage.Base = baseAddress;
    }
}
