namespace KerasPort.Hdf5.Format;

/// <summary>Guards the walk over one tree of blocks: no block twice, and no more bytes than the file has.</summary>
internal sealed class Walk(Storage storage, string what)
{
    private readonly HashSet<long> _seen = [];
    private long _total;

    public void Visit(long address, long size)
    {
        storage.Require(address, size, what);
        _total += size;
        if (!_seen.Add(address) || _total > storage.Length)
        {
            throw storage.Damaged($"{what} runs in a circle", address);
        }
    }
}
