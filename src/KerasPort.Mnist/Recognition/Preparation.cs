using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Recognition;

/// <summary>The article's steps from a photo to what the model takes.</summary>
internal static class Preparation
{
    /// <summary>The side of MNIST's pictures.</summary>
    public const int Size = 28;

    private const byte Middle = 127;
    private const byte Faintest = 10;

    /// <summary>Grey, cut out, 28 x 28, black and white: cv2.cvtColor, a slice, cv2.resize, cv2.threshold(127).</summary>
    /// <exception cref="ArgumentException">The rectangle has no pixel of the picture.</exception>
    public static GrayImage CutOut(ColorImage image, Rectangle rectangle)
    {
        var (x, y, width, height) = rectangle.Within(image.Width, image.Height);
        return image.Crop(x, y, width, height).ToGray().Resize(Size, Size).Threshold(Middle);
    }

    /// <summary>255 - x, then 0 where that is below 10.</summary>
    /// <param name="image">A picture of 28 x 28.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="asIs">Whether white is paper in any case; otherwise a picture with a dark rim is one in MNIST's own colours and stays as it is.</param>
    /// <exception cref="InvalidDataException">The picture has another size.</exception>
    public static byte[] ToInput(GrayImage image, string name, bool asIs)
    {
        if (image.Width != Size || image.Height != Size)
        {
            throw new InvalidDataException(FormattableString.Invariant(
                $"\"{name}\": a picture of 28 x 28, as `prepare` makes it, was expected. Received: {image.Width} x {image.Height}. Use --auto for a photo."));
        }
        var ink = !asIs && HasDarkRim(image) ? image : image.Invert();
        return Array.ConvertAll(ink.Pixels, pixel => pixel < Faintest ? byte.MinValue : pixel);
    }

    private static bool HasDarkRim(GrayImage image)
    {
        var sum = 0;
        for (var at = 0; at < Size; at++) sum += image[at, 0] + image[at, Size - 1] + image[0, at] + image[Size - 1, at];
        return sum < 4 * Size * Middle;
    }
}
