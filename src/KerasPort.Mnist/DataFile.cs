namespace KerasPort.Mnist;

/// <summary>Where mnist.npz lies.</summary>
internal static class DataFile
{
    private const string Name = "mnist.npz";

    /// <summary>The given path, else ./mnist.npz, else the copy beside the program.</summary>
    public static string Locate(string? given) => given ?? (File.Exists(Name) ? Name : Path.Combine(AppContext.BaseDirectory, Name));
}
