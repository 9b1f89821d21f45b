namespace KerasPort.Hdf5.Format;

/// <summary>Undoes LibLZF, the compression that h5py brings along.</summary>
internal static class LzfDecoder
{
    /// <summary>The decompressed bytes, at most <paramref name="size"/>; null if they are damaged.</summary>
    public static byte[]? Decode(ReadOnlySpan<byte> data, int size)
    {
        var result = new byte[size];
        int to = 0, from = 0;
        while (from < data.Length)
        {
            int control = data[from++];
            if (control < 32)
            {
                // A run of literal bytes.
                var count = control + 1;
                if (count > data.Length - from || count > size - to)
                {
                    return null;
                }

                data.Slice(from, count).CopyTo(result.AsSpan(to));
                from += count;
                to += count;
                continue;
            }

            // A repetition of bytes that came out before.
            var length = control >> 5;
            if (from + (length == 7 ? 2 : 1) > data.Length)
            {
                return null;
            }

            length += length == 7 ? data[from++] : 0;
            length += 2;
            var back = to - ((control & 31) << 8) - data[from++] - 1;
            if (back < 0 || length > size - to)
            {
                return null;
            }

            for (var i = 0; i < length; i++)
            {
                result[to++] = result[back++];
            }
        }

        return to == size ? result : result[..to];
    }
}
