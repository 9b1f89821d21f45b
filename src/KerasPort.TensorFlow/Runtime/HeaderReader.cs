using System.Text;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Reads pieces of a file at given places, each checked against the file's length before anything is allocated.</summary>
internal sealed class HeaderReader(Stream file)
{
    private const int LongestPiece = 1 << 20;

    /// <summary>The length of the file.</summary>
    public long Length => file.Length;

    /// <summary>The bytes at a place.</summary>
    /// <exception cref="EndOfStreamException">They do not lie within the file.</exception>
    public ReadOnlySpan<byte> At(ulong position, int count)
    {
        if (count is < 0 or > LongestPiece || position > (ulong)Length || (ulong)Length - position < (ulong)count)
            throw new EndOfStreamException();
        var bytes = new byte[count];
        file.Position = (long)position;
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>The zero-ended text at a place.</summary>
    public string TextAt(ulong position)
    {
        var bytes = At(position, (int)Math.Min(1024UL, position > (ulong)Length ? 0 : (ulong)Length - position));
        var end = bytes.IndexOf((byte)0);
        return end < 0 ? throw new EndOfStreamException() : Encoding.UTF8.GetString(bytes[..end]);
    }
}
