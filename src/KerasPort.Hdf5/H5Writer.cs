using KerasPort.Hdf5.Writing;

namespace KerasPort.Hdf5;

/// <summary>Builds an HDF5 file in the form that h5py writes by default, which every HDF5 library reads.</summary>
/// <example><code>
/// var writer = new H5Writer();
/// writer.Root.SetString("keras_version", "2.3.1");
/// writer.Root.AddDataset("model_weights/dense_1/dense_1/bias:0", [3], new float[] { 1, 2, 3 });
/// writer.Save("model.h5");
/// </code></example>
public sealed class H5Writer
{
    /// <summary>The group that holds all others.</summary>
    public H5GroupBuilder Root { get; } = new("/");

    /// <summary>Writes the file whole or not at all: see <see cref="AtomicFile.Write"/>, whose exceptions it throws.</summary>
    public void Save(string path) => AtomicFile.Write(path, Write);

    /// <summary>Writes the file's bytes to a stream, front to back.</summary>
    public void Write(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        new FilePlan(Root).Write(stream);
    }
}
