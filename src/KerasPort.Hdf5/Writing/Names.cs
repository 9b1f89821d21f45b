namespace KerasPort.Hdf5.Writing;

/// <summary>What HDF5 can't have in a name or text.</summary>
internal static class Names
{
    public static void RequireNoZero(string text, string what)
    {
        if (text.Contains('\0'))
        {
            throw new ArgumentException($"{what}: a text must not contain the character 0. Received: `{text.Replace("\0", "\\0", StringComparison.Ordinal)}`.");
        }
    }
}
