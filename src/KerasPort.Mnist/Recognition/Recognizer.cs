using KerasPort.Mnist.Digits;
using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Recognition;

/// <summary>Says which digit a picture shows. Any number of threads may ask.</summary>
internal sealed class Recognizer(DigitModel model)
{
    /// <summary>Finds the digit in a photo or a drawing, frames it as MNIST's are and asks the model.</summary>
    /// <exception cref="InvalidDataException">There is no ink in the picture.</exception>
    public Answer Find(ColorImage image, string name)
    {
        var found = DigitFinder.Find(image)
            ?? throw new InvalidDataException(FormattableString.Invariant($"\"{name}\": no digit was found in the picture of {image.Width} x {image.Height}: a digit in clear ink on plain paper was expected."));
        return new Answer(model.Predict(found.Pixels), found.Pixels, found);
    }

    /// <summary>Asks the model of a picture of 28 x 28 that `prepare` made.</summary>
    /// <param name="image">The picture.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="asIs">Whether white is paper whatever the picture looks like, as in the article.</param>
    /// <exception cref="InvalidDataException">The picture has another size.</exception>
    public Answer Read(GrayImage image, string name, bool asIs)
    {
        var pixels = Preparation.ToInput(image, name, asIs);
        return new Answer(model.Predict(pixels), pixels);
    }
}
