using System.Text.Json.Nodes;
using KerasPort.Hdf5;
using KerasPort.Models;

namespace KerasPort.Saving;

/// <summary>Reads whole models and weights from HDF5 files of every Keras. Keras: engine/saving.py.</summary>
internal static class Hdf5ModelFile
{
    /// <summary>Reads a whole model.</summary>
    public static Model ReadModel(H5File file, CustomObjects customObjects, bool compile)
    {
        var root = file.Root;
        if (!root.Attributes.Contains("model_config"))
            throw new InvalidDataException(Describe(file));
        var context = new LoadContext(file.Path, Version(root), customObjects);
        var model = ModelConfigReader.Read(Json(root, "model_config", file.Path), context);
        var weights = root.Contains("model_weights") ? root.GetGroup("model_weights") : root;
        var isInOrder = true;
        if (weights.Attributes.ContainsChunked("layer_names"))
        {
            // Keras 2.3 leaves out the InputLayer that a Sequential began with, and can't open the file itself.
            if (model.Outputs.Count == 0 && LayerWeightsFile.HasWeights(weights))
                throw new InvalidDataException($"{file.Path}: the file does not say the input shape of its model '{model.Name}': build the model with an inputShape and call LoadWeights.");
            isInOrder = LayerWeightsFile.Load(model, weights, context, Backend(root));
        }
        model.IsOfTheano = context.Dialect == KerasDialect.Keras2 && Backend(root) == "theano";
        if (compile && root.Attributes.Contains("training_config"))
        {
            var training = Json(root, "training_config", file.Path);
            if (TrainingConfigReader.Compile(model, training, context) && root.Contains("optimizer_weights"))
            {
                if (isInOrder)
                    ReadOptimizer(model, root.GetGroup("optimizer_weights"), context, Backend(root));
                else
                    context.Warnings.Add($"{file.Path}: the optimizer's state is in the order of the branches and starts anew.");
            }
        }
        if (!context.KerasVersion.StartsWith('1'))
            model.KerasVersion = context.KerasVersion;
        model.SetLoadWarnings(context.Warnings);
        return model;
    }

    /// <summary>Reads weights alone, from a file of weights or of a whole model.</summary>
    public static void ReadWeights(H5File file, Model model, bool byName, bool skipMismatch)
    {
        var root = file.Root;
        var weights = root.Contains("model_weights") ? root.GetGroup("model_weights") : root;
        var context = new LoadContext(file.Path, Version(weights.Attributes.Contains("keras_version") ? weights : root), CustomObjects.Empty);
        if (IsNumbered(root))
        {
            if (byName)
                throw new InvalidDataException($"{file.Path}: a file of Keras 0 numbers its layers and holds no names: load it without byName.");
            LayerWeightsFile.LoadNumbered(model, root, context);
        }
        else if (!weights.Attributes.ContainsChunked("layer_names"))
        {
            // Keras 3's own layout of weights, which .weights.h5 files have.
            if (!root.Contains("layers") && !root.Contains("_layer_checkpoint_dependencies"))
                throw new InvalidDataException(Describe(file));
            StateTree.Load(model, root, context, skipMismatch);
            // Keras 3 keeps the optimizer's state with the weights.
            if (model.IsCompiled && StateTree.ReadOptimizer(root) is { Length: > 0 } state)
                OptimizerState.Load(model, state, context);
        }
        else if (byName)
        {
            LayerWeightsFile.LoadByName(model, weights, context, Backend(weights), skipMismatch);
        }
        else
        {
            LayerWeightsFile.Load(model, weights, context, Backend(weights));
        }
        model.SetLoadWarnings(context.Warnings);
    }

    public static string Version(H5Group root) => root.Attributes.Contains("keras_version") ? root.Attributes.GetString("keras_version") : "1";

    private static string Backend(H5Group root) => root.Attributes.Contains("backend") ? root.Attributes.GetString("backend") : "tensorflow";

    private static void ReadOptimizer(Model model, H5Group group, LoadContext context, string backend)
    {
        if (!group.Attributes.ContainsChunked("weight_names"))
            return;
        var names = group.Attributes.GetStringsChunked("weight_names");
        var arrays = names.Select(name => Arrays.Read(group.GetDataset(name))).ToArray();
        OptimizerState.Load(model, WeightConversion.ConvertState(model, model.Compilation!.TrainableWeights, arrays, backend), context);
    }

    /// <summary>Whether the file is of Keras 0, which had no names.</summary>
    private static bool IsNumbered(H5Group root) => root.Attributes.Contains("nb_layers") && root.Contains("layer_0");

    private static JsonObject Json(H5Group root, string attribute, string path) => JsonText.Parse(root.Attributes.GetString(attribute), $"{path}: {attribute}");

    private static string Describe(H5File file)
    {
        var root = file.Root;
        return root.Attributes.ContainsChunked("layer_names") || IsNumbered(root)
            ? $"{file.Path}: the file holds weights only, no model. Build the model and call LoadWeights."
            : root.Contains("layers") || root.Contains("_layer_checkpoint_dependencies")
                ? $"{file.Path}: the file holds weights only, as Keras 3 writes .weights.h5. Build the model and call LoadWeights."
                : $"{file.Path}: the HDF5 file holds no Keras model: the attribute model_config is missing. Its root holds: {string.Join(", ", root.Keys.Take(10))}.";
    }
}
