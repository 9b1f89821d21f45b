using System.Buffers.Binary;
using System.IO.Compression;

namespace KerasPort.Mnist;

/// <summary>Where mnist.npz lies, and its first digits.</summary>
internal static class DataFile
{
    private const string Name = "mnist.npz";
    private const int Pixels = 784;

    /// <summary>The given path, else ./mnist.npz, else the copy beside the program.</summary>
    public static string Locate(string? given) => given ?? (File.Exists(Name) ? Name : Path.Combine(AppContext.BaseDirectory, Name));

    /// <summary>The first digits of the test set; the rest of the file is not unpacked.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or something else.</exception>
    public static (byte[][] Pictures, byte[] Labels) FirstDigits(string path, int count)
    {
        try
        {
            using var archive = ZipFile.OpenRead(path);
            return ([.. Read(archive, "x_test.npy", count * Pixels).Chunk(Pixels)], Read(archive, "y_test.npy", count));
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException)
        {
            throw new InvalidDataException($"{path}: the file can't be read as MNIST's archive of x_test and y_test: {error.Message}", error);
        }
    }

    private static byte[] Read(ZipArchive archive, string name, int length)
    {
        using var stream = (archive.GetEntry(name) ?? throw new InvalidDataException($"it holds no {name}")).Open();
        // NumPy's header is a mark and a version of eight bytes, a length, and as many bytes that describe the array.
        var header = new byte[10];
        stream.ReadExactly(header);
        stream.ReadExactly(new byte[BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(8))]);
        var content = new byte[length];
        stream.ReadExactly(content);
        return content;
    }
}
