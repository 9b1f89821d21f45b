using System.Globalization;

namespace KerasPort.Hdf5.Format;

/// <summary>
/// The one door to a file's bytes: every address and size that the file states passes here before anything is
/// allocated, and every complaint about the file is made here.
/// </summary>
internal sealed class Storage(Source source, string name) : IDisposable
{
    /// <summary>An address of all ones: what it would point at does not exist.</summary>
    public const long Undefined = -1;

    /// <summary>Bytes that a small file may stand for without storing them (fill values, compression).</summary>
    private const long FreeExpansion = 32L << 20;

    private long _loaded;
    private long _opened;
    private long _read;
    private long _expanded;

    public string Name => name;

    /// <summary>Where address 0 lies: behind the user block, if there is one.</summary>
    public long Base { get; set; }

    /// <summary>Bytes from <see cref="Base"/> to the end.</summary>
    public long Length => source.Length - Base;

    public int OffsetSize { get; set; } = 8;

    public int LengthSize { get; set; } = 8;

    /// <summary>Held while metadata is parsed and remembered.</summary>
    public Lock Gate { get; } = new();

    public InvalidDataException Damaged(string what, long offset) => new(string.Create(
        CultureInfo.InvariantCulture, $"`{name}`: {what} (byte {Base + Math.Max(0, offset)})."));

    public InvalidDataException Refused(string what) => new($"`{name}`: {what}.");

    /// <summary>Checks that a piece lies inside the file.</summary>
    public void Require(long address, long size, string what)
    {
        if (address < 0)
        {
            throw Refused($"{what} is missing: its address is not set");
        }

        if (size < 0 || address > Length || size > Length - address)
        {
            throw Damaged(
                string.Create(CultureInfo.InvariantCulture, $"{what} of {size} bytes does not fit in the file of {source.Length} bytes"),
                address);
        }
    }

    /// <summary>Fills the destination from a piece of the file.</summary>
    public void Read(long address, Span<byte> destination, string what)
    {
        Require(address, destination.Length, what);
        if (source.Read(Base + address, destination) != destination.Length)
        {
            throw Damaged($"{what} ends early: the file got shorter while it was read", address);
        }
    }

    /// <summary>A piece of metadata, in memory. All pieces together may not be far larger than the file: a sound
    /// file is read once, so more means that its structures overlap.</summary>
    public byte[] Load(long address, long size, string what)
    {
        Require(address, size, what);
        if (size > Array.MaxLength)
        {
            throw Damaged($"{what} is too large", address);
        }

        if (Interlocked.Add(ref _loaded, size) > (4 * source.Length) + (64L << 20))
        {
            throw Damaged($"{what} overlaps others too often", address);
        }

        var bytes = new byte[size];
        Read(address, bytes, what);
        return bytes;
    }

    public Cursor At(long address, long size, string what) => new(this, Load(address, size, what), address, what);

    /// <summary>Counts an object that is seen for the first time under its path; many paths to few objects
    /// (hard links) would let a small file look endless.</summary>
    public void ChargeObject(long address)
    {
        if (Interlocked.Increment(ref _opened) > 64 + (source.Length / 16))
        {
            throw Damaged("more objects than the file has room for: hard links repeat them", address);
        }
    }

    /// <summary>Counts a dataset that is read for the first time under its path.</summary>
    /// <param name="size">The bytes that it stands for.</param>
    /// <param name="stored">The bytes of them that the file holds.</param>
    /// <param name="path">Where it lies.</param>
    public void ChargeData(long size, long stored, string path)
    {
        var expansion = Math.Max(0, size - stored);
        if (Interlocked.Add(ref _read, Math.Min(size, stored)) > source.Length + FreeExpansion)
        {
            throw Refused($"dataset `{path}` overlaps others: together they are larger than the file");
        }

        if (Interlocked.Add(ref _expanded, expansion) > Math.Max(FreeExpansion, 4 * source.Length))
        {
            throw Refused(string.Create(
                CultureInfo.InvariantCulture,
                $"dataset `{path}` claims {size} bytes, of which the file of {source.Length} bytes stores {stored}"));
        }
    }

    public void Dispose() => source.Dispose();
}
