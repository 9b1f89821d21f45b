using System.Buffers.Binary;
using KerasPort.Hdf5.Format;

namespace KerasPort.Testing.Fuzz;

/// <summary>The pieces of a sound file that a checksum guards, so that damage can be given the right sum.</summary>
public sealed class Guards
{
    private const int Longest = 700;

    private static readonly byte[][] s_marks =
        [.. new[] { "OHDR", "OCHK", "FRHP", "FHIB", "BTHD", "BTIN", "BTLF", "FAHD", "FADB", "EAHD", "EAIB", "EASB", "EADB", "\u0089HDF" }
            .Select(mark => mark.Select(c => (byte)c).ToArray())];

    private readonly List<(int Start, int Length)> _pieces = [];

    /// <summary>Finds the pieces.</summary>
    public Guards(byte[] file)
    {
        for (var at = 0; at + 8 < file.Length; at++)
        {
            var here = file.AsSpan(at);
            if (!s_marks.Any(mark => file.AsSpan(at).StartsWith(mark)))
            {
                continue;
            }

            for (var length = 8; length + 4 <= Math.Min(Longest, here.Length); length++)
            {
                if (BinaryPrimitives.ReadUInt32LittleEndian(here[length..]) == Checksum.Lookup3(here[..length]))
                {
                    _pieces.Add((at, length));
                    break;
                }
            }
        }
    }

    /// <summary>Where they are.</summary>
    public IReadOnlyList<(int Start, int Length)> Pieces => _pieces;

    /// <summary>Gives each piece of a damaged copy the right sum.</summary>
    public void Mend(byte[] file)
    {
        foreach (var (start, length) in _pieces)
        {
            if (start + length + 4 <= file.Length)
            {
                BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(start + length), Checksum.Lookup3(file.AsSpan(start, length)));
            }
        }
    }
}
