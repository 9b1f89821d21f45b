namespace KerasPort.Mnist;

/// <summary>Where mnist.npz lies, and its first digits.</summary>
internal static class DataFile
{
    private const string Name = "mnist.npz";
    private const int Pixels = 784;

    /// <summary>The given path, else ./mnist.npz, else the copy beside the program.</summary>
    public static string Locate(string? given) => given ?? (File.Exists(Name) ? Name : Path.Combine(AppContext.BaseDirectory, Name));

    /// <summary>The first digits of the test set, or null where there is no such file.</summary>
    /// <exception cref="InvalidDataException">The file is damaged or something else.</exception>
    public static (byte[][] Pictures, byte[] Labels)? FirstDigits(string path, int count)
    {
        if (!File.Exists(path))
            return null;
        var (_, (x, y)) = Keras.Datasets.Mnist.LoadData(path);
        return ([.. x[$":{count}"].ToArray<byte>().Chunk(Pixels)], y[$":{count}"].ToArray<byte>());
    }
}
