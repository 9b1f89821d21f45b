using System.Globalization;
using KerasPort.Plotting.Drawing;
using SkiaSharp;

namespace KerasPort.Plotting;

/// <summary>The picture of a training: a blue dot for each epoch's training value and a blue line through the validation values.</summary>
/// <remarks>
/// It looks like the figure that matplotlib draws with <c>plt.plot(epochs, loss, 'bo')</c> and <c>plt.plot(epochs, val_loss, 'b')</c>,
/// and is the same on every machine: the font is part of the assembly.
/// </remarks>
public static class TrainingCurves
{
    /// <summary>Saves the curves of one quantity over the epochs 1, 2, ... as a PNG of 640 x 480 pixels.</summary>
    /// <param name="path">The file to write; its name ends in <c>.png</c>. An existing file is replaced whole.</param>
    /// <param name="training">The training value of each epoch (<c>history.history["loss"]</c>). NaN and infinities are left out.</param>
    /// <param name="validation">The validation value of each epoch (<c>history.history["val_loss"]</c>), or null without validation data.</param>
    /// <param name="quantity">What the values are: it stands in the title, the legend and on the axis. Default: <c>loss</c>.</param>
    /// <exception cref="ArgumentException">There is no epoch, the two rows differ in length, or the name does not end in <c>.png</c>.</exception>
    /// <exception cref="IOException">The file can't be written; nothing is left behind then.</exception>
    public static void Save(string path, IReadOnlyList<double> training, IReadOnlyList<double>? validation = null, string quantity = "loss")
    {
        var axes = Plot(training, validation, quantity);
        PictureFile.SavePng(path, PlotAxes.Width, PlotAxes.Height, axes.Draw);
    }

    /// <summary>The plot as it is saved, for tests that look for its points.</summary>
    internal static PlotAxes Plot(IReadOnlyList<double> training, IReadOnlyList<double>? validation, string quantity)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentException.ThrowIfNullOrWhiteSpace(quantity);
        if (training.Count == 0)
            throw new ArgumentException("`TrainingCurves`: training must hold one value for each epoch. Received: no values.", nameof(training));
        if (validation is not null && validation.Count != training.Count)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture,
                $"`TrainingCurves`: training and validation must have the same length. Received: {training.Count} and {validation.Count} values."), nameof(validation));
        }
        double[] epochs = [.. Enumerable.Range(1, training.Count)];
        var blue = new SKColor(0, 0, 255);
        List<Series> series = [new($"Training {quantity}", epochs, training, blue, Markers: true)];
        if (validation is not null) series.Add(new($"Validation {quantity}", epochs, validation, blue, Markers: false));
        var title = validation is null ? $"Training {quantity}" : $"Training and validation {quantity}";
        return new PlotAxes(title, "Epochs", char.ToUpperInvariant(quantity[0]) + quantity[1..], series);
    }
}
