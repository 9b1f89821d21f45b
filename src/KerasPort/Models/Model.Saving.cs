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

    private string? _kerasVersion;

    /// <summary>The Keras that the model follows: that of its file, or of its layers' files; else 2.3.1.</summary>
    internal string KerasVersion
    {
        get => _kerasVersion ?? KerasVersions.Of(Dialect);
        set => _kerasVersion = value;
    }

    /// <summary>
    /// Writes the model with its weights, what Compile was given and the optimizer's state into a file: HDF5 as Keras 2.3.1 writes
    /// it, or Keras 3's zip where the name ends in .keras. The file is the old or the new one at any moment, never half written.
    /// Keras: model.save.
    /// </summary>
    /// <param name="path">The file: "mnist.hdf5" or "mnist.keras". What is there is replaced.</param>
    /// <param name="includeOptimizer">Whether what Compile was given and the optimizer's state are written; default: true.</param>
    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    /// <exception cref="NotSupportedException">The name ends in .keras and Keras 3 does not have one of the layers.</exception>
    /// <exception cref="IOException">The file can't be written; nothing is left of it.</exception>
    public void Save(string path, bool includeOptimizer = true)
    {
        CheckSaved(path);
        using var _ = EnterExclusive();
        if (path.EndsWith(".keras", StringComparison.OrdinalIgnoreCase))
            KerasArchiveWriter.SaveModel(this, path, includeOptimizer);
        else
            Hdf5ModelWriter.SaveModel(this, path, includeOptimizer);
    }

    /// <summary>
    /// Writes the weights alone into an HDF5 file: as Keras 2.3.1 does, or in the layout of Keras 3 (with the optimizer's state)
    /// where the name ends in .weights.h5. Keras: model.save_weights.
    /// </summary>
    /// <param name="path">The file. What is there is replaced.</param>
    /// <exception cref="InvalidOperationException">The model is not built.</exception>
    /// <exception cref="IOException">The file can't be written; nothing is left of it.</exception>
    public void SaveWeights(string path)
    {
        CheckSaved(path);
        using var _ = EnterExclusive();
        if (path.EndsWith(".weights.h5", StringComparison.OrdinalIgnoreCase))
            KerasArchiveWriter.SaveWeights(this, path);
        else
            Hdf5ModelWriter.SaveWeights(this, path);
    }

    private void CheckSaved(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Outputs.Count == 0)
            throw new InvalidOperationException($"`{Name}`: the model must be built before it is saved: give the first layer an inputShape, call Build or Fit.");
    }

    /// <summary>
    /// Reads weights from an HDF5 file of weights or of a whole model, or a .weights.h5 of Keras 3 (a compiled model's optimizer
    /// goes on from there too, as in Keras 3).
    /// </summary>
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
        PrintLoadWarnings();
    }
}
