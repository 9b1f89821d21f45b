using System.Text.Json.Nodes;
using KerasPort.Hdf5;
using KerasPort.Saving;

namespace KerasPort.Models;

public partial class Model
{
    /// <inheritdoc/>
    public override JsonObject GetConfig() => ModelConfigWriter.Functional(this);

    /// <summary>The model without its weights as JSON, as Keras 2.3.1 writes it. Keras: model.to_json.</summary>
    public string ToJson() => PythonJson.Write(new JsonObject
    {
        ["class_name"] = ClassName,
        ["config"] = GetConfig(),
        ["keras_version"] = "2.3.1",
        ["backend"] = "tensorflow",
    });

    /// <summary>Reads weights from an HDF5 file of weights or of a whole model, or a .weights.h5 of Keras 3.</summary>
    /// <param name="path">The file.</param>
    /// <param name="byName">Whether only layers whose names are in the file get weights; default: all, in order.</param>
    /// <param name="skipMismatch">Whether, by name, layers whose shapes differ are passed over; default: they are an error.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged or was made for another model; no weight is changed then.</exception>
    public void LoadWeights(string path, bool byName = false, bool skipMismatch = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (skipMismatch && !byName)
            throw new ArgumentException("`LoadWeights`: skipMismatch goes with byName: true. Received: skipMismatch=true, byName=false.", nameof(skipMismatch));
        if (!File.Exists(path))
            throw new FileNotFoundException($"There is no file {Path.GetFullPath(path)}.", path);
        if (Outputs.Count == 0)
            throw new InvalidOperationException($"`{Name}`: the model must be built before weights are loaded: give the first layer an inputShape, or call Build.");
        using var _ = EnterExclusive();
        ModelFiles.Guard(path, () =>
        {
            using var file = H5File.Open(path);
            Hdf5ModelFile.ReadWeights(file, this, byName, skipMismatch);
            return true;
        });
    }
}
