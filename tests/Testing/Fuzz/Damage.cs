using System.Buffers.Binary;

namespace KerasPort.Testing.Fuzz;

/// <summary>Makes damaged HDF5 files of sound ones; the same seed makes the same damage.</summary>
/// <param name="original">The sound file.</param>
public sealed class Damage(byte[] original)
{
    private static readonly byte[][] s_marks = [.. new[]
        {
            "TREE", "HEAP", "SNOD", "GCOL", "OHDR", "OCHK", "FRHP", "FHIB", "FHDB", "BTHD", "BTIN", "BTLF", "FAHD", "FADB", "EAHD", "EAIB", "EASB", "EADB",
        }.Select(mark => mark.Select(c => (byte)c).ToArray())];

    private readonly Guards _guards = new(original);
    private readonly int[] _structures = [0, .. Enumerable.Range(0, original.Length - 4).Where(at => s_marks.Any(mark => original.AsSpan(at).StartsWith(mark)))];

    /// <summary>The file with bits flipped, cut short, or with hostile numbers and wrong addresses in its structures.</summary>
    public byte[] Make(int seed)
    {
        var random = new Random(seed);
        var file = (byte[])original.Clone();
        var kind = random.Next(8);
        if (kind == 0)
        {
            return file[..random.Next(file.Length)];
        }

        for (var i = kind == 1 ? 8 : random.Next(1, 4); i > 0; i--)
        {
            var at = kind < 3 ? random.Next(file.Length - 8) : Near(random);
            switch (kind)
            {
                case 1 or 2 or 3 or 4:
                    file[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 5:
                    Hostile(file, at, random);
                    break;
                case 6:
                    // An address of another structure: circles and wrong kinds.
                    BinaryPrimitives.WriteInt64LittleEndian(file.AsSpan(at), _structures[random.Next(_structures.Length)]);
                    break;
                default:
                    var length = Math.Min(random.Next(1, 64), file.Length - at);
                    original.AsSpan(random.Next(original.Length - length), length).CopyTo(file.AsSpan(at));
                    break;
            }
        }

        if (random.Next(4) > 0)
        {
            _guards.Mend(file);
        }

        return file;
    }

    private static void Hostile(byte[] file, int at, Random random)
    {
        var value = random.Next(7) switch
        {
            0 => ulong.MaxValue,
            1 => (ulong)long.MaxValue,
            2 => 0x8000_0000UL,
            3 => (ulong)(file.Length + random.Next(-16, 17)),
            4 => 1UL << random.Next(64),
            5 => (ulong)random.Next(70_000),
            _ => 0UL,
        };
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        bytes[..(1 << random.Next(4))].CopyTo(file.AsSpan(at));
    }

    /// <summary>A place in metadata: behind a structure's mark, or in its first bytes where sizes are.</summary>
    private int Near(Random random)
    {
        var structure = _structures[random.Next(_structures.Length)];
        return Math.Min(original.Length - 8, structure + random.Next(random.Next(2) == 0 ? 48 : 400));
    }
}
