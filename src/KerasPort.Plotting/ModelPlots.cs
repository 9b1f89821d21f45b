using KerasPort.Models;
using KerasPort.Plotting.Drawing;
using KerasPort.Plotting.Models;

namespace KerasPort.Plotting;

/// <summary>Pictures of models: with <c>using KerasPort.Plotting;</c> they are part of <c>Keras.Utils</c>.</summary>
public static class ModelPlots
{
    extension(Keras.Utils)
    {
        /// <summary>
        /// Saves a picture of a model's layers: a box a layer ("name: Class") and an arrow wherever one layer's output is another's
        /// input. It is laid out here: no other program is needed.
        /// </summary>
        /// <param name="model">The model; Sequential ones and classes of one's own must be built.</param>
        /// <param name="toFile">The file to write: PNG (<c>.png</c>, or no ending) or SVG (<c>.svg</c>). An existing file is replaced whole. Default: model.png.</param>
        /// <param name="showShapes">Whether boxes show the shapes of inputs and outputs, the batch first. Default: false.</param>
        /// <param name="showLayerNames">Whether boxes show names, not classes alone. Default: true.</param>
        /// <param name="rankdir">"TB": from top to bottom (default); "LR": from left to right.</param>
        /// <param name="expandNested">Whether models within the model are shown with their layers, in a dashed frame. Default: false.</param>
        /// <param name="dpi">Pixels per inch; text is 14 points high. Default: 96.</param>
        /// <remarks>Keras: keras.utils.plot_model. Nested models with several inputs or outputs get each edge where it belongs (Keras leads all to the first layer).</remarks>
        /// <exception cref="ArgumentException">The name's ending or another argument is not one of those above, or the picture would be too large.</exception>
        /// <exception cref="InvalidOperationException">The model is not built.</exception>
        /// <exception cref="IOException">The file can't be written; nothing is left behind then.</exception>
        public static void PlotModel(Model model, string toFile = "model.png", bool showShapes = false, bool showLayerNames = true, string rankdir = "TB", bool expandNested = false, int dpi = 96)
        {
            ArgumentNullException.ThrowIfNull(model);
            ArgumentException.ThrowIfNullOrEmpty(toFile);
            var isSvg = Path.GetExtension(toFile).ToUpperInvariant() switch
            {
                ".SVG" => true,
                ".PNG" or "" => false,
                _ => throw new ArgumentException($"`PlotModel`: toFile must end in .png or .svg. Received: toFile=\"{toFile}\".", nameof(toFile)),
            };
            if (rankdir is not ("TB" or "LR"))
                throw new ArgumentException($"`PlotModel`: rankdir must be \"TB\" or \"LR\". Received: rankdir=\"{rankdir}\".", nameof(rankdir));
            if (dpi <= 0)
                throw new ArgumentOutOfRangeException(nameof(dpi), FormattableString.Invariant($"`PlotModel`: dpi must be a positive number of pixels per inch. Received: dpi={dpi}."));
            var picture = new ModelPicture(model, new PlotOptions(showShapes, showLayerNames, rankdir == "LR", expandNested));
            if (isSvg)
            {
                PictureFile.Write(toFile, SvgPainter.Encode(picture, model.Name, dpi));
                return;
            }
            using var png = PngPainter.Encode(picture, dpi);
            PictureFile.Write(toFile, png.ToArray());
        }
    }
}
