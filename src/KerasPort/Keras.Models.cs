using KerasPort.Hdf5;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Saving;

namespace KerasPort;

public static partial class Keras
{
    /// <summary>Keras: keras.models.</summary>
    public static partial class Models
    {
        /// <summary>
        /// Opens a model that Keras 1 to 3 or KerasPort saved: .h5, .hdf5 or .keras. It goes on in the arithmetic of the Keras that
        /// wrote it. Nothing stored in the file is executed.
        /// </summary>
        /// <param name="path">The file.</param>
        /// <param name="customObjects">Classes and functions of one's own by the names in the file.</param>
        /// <param name="compile">Whether optimizer, loss, metrics and the optimizer's state are read too; default: true.</param>
        /// <exception cref="FileNotFoundException">There is no such file.</exception>
        /// <exception cref="InvalidDataException">The file is damaged, is no Keras model, or needs what is not there; the message says what.</exception>
        public static Model LoadModel(string path, CustomObjects? customObjects = null, bool compile = true)
        {
            var model = LoadModelSilently(path, customObjects, compile);
            model.PrintLoadWarnings();
            return model;
        }

        /// <summary>Opens a model as <see cref="LoadModel"/> does; its warnings are for the caller to tell.</summary>
        internal static Model LoadModelSilently(string path, CustomObjects? customObjects = null, bool compile = true)
        {
            ArgumentException.ThrowIfNullOrEmpty(path);
            if (Directory.Exists(path))
                throw new InvalidDataException($"{path}: this is a folder. SavedModel folders can't be opened: save the model as .h5 or .keras in Python.");
            if (!File.Exists(path))
                throw new FileNotFoundException($"There is no file {Path.GetFullPath(path)}.", path);
            return ModelFiles.Guard(path, () =>
            {
                if (KerasArchive.IsZip(path))
                    return KerasArchive.ReadModel(path, customObjects ?? CustomObjects.Empty, compile);
                using var file = H5File.Open(path);
                return Hdf5ModelFile.ReadModel(file, customObjects ?? CustomObjects.Empty, compile);
            });
        }

        /// <summary>The same as <see cref="Model.Save"/>. Keras: keras.models.save_model.</summary>
        /// <param name="model">The model.</param>
        /// <param name="path">The file. What is there is replaced.</param>
        /// <param name="includeOptimizer">Whether what Compile was given and the optimizer's state are written; default: true.</param>
        public static void SaveModel(Model model, string path, bool includeOptimizer = true)
        {
            ArgumentNullException.ThrowIfNull(model);
            model.Save(path, includeOptimizer);
        }

        /// <summary>
        /// Makes a model of the same layers and settings with weights of its own, freshly initialised; layers and model keep their
        /// names. Keras: keras.models.clone_model.
        /// </summary>
        /// <param name="model">The model to follow.</param>
        /// <param name="cloneFunction">Makes the new layer for each layer; default: from the layer's settings. Layers of one's own classes need it.</param>
        /// <exception cref="ArgumentException">A layer is of one's own class and there is no cloneFunction.</exception>
        /// <exception cref="InvalidOperationException">The model is not built.</exception>
        public static Model CloneModel(Model model, Func<Layer, Layer>? cloneFunction = null)
        {
            ArgumentNullException.ThrowIfNull(model);
            if (model.Outputs.Count == 0 && model is not Sequential)
                throw new InvalidOperationException($"`{model.Name}`: the model must be built before it is cloned: call Build.");
            return ModelCloner.Clone(model, cloneFunction ?? ModelCloner.CloneLayer);
        }

        /// <summary>Makes a model from the text of <see cref="Model.ToJson"/> or of Python's model.to_json(), with fresh weights.</summary>
        /// <exception cref="InvalidDataException">The text describes no model.</exception>
        public static Model ModelFromJson(string json, CustomObjects? customObjects = null)
        {
            ArgumentNullException.ThrowIfNull(json);
            return ModelFiles.Guard("JSON", () =>
            {
                var node = JsonText.Parse(json, "JSON");
                var version = node["keras_version"] is System.Text.Json.Nodes.JsonValue value ? value.GetValue<string>() : "2.3.1";
                return ModelConfigReader.Read(node, new LoadContext("JSON", version, customObjects ?? CustomObjects.Empty));
            });
        }
    }
}
