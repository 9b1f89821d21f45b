using System.Globalization;

namespace KerasPort.Mnist.Recognition;

/// <summary>A rectangle over a picture, dragged in any direction: width and height may be negative.</summary>
internal readonly record struct Rectangle(int X, int Y, int Width, int Height)
{
    /// <summary>Reads "x,y,w,h".</summary>
    /// <exception cref="ArgumentException">The text is something else.</exception>
    public static Rectangle Parse(string text)
    {
        var numbers = text.Split(',');
        var values = new int[numbers.Length];
        for (var index = 0; index < numbers.Length; index++)
        {
            if (numbers.Length != 4 || !int.TryParse(numbers[index], NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out values[index]))
                throw new ArgumentException($"A rectangle must be four whole numbers x,y,w,h. Received: \"{text}\".");
        }
        return new Rectangle(values[0], values[1], values[2], values[3]);
    }

    /// <summary>The part of it that lies in a picture, from its upper left corner: what reaches over the right or the lower edge is left out, as a slice of NumPy does.</summary>
    /// <exception cref="ArgumentException">No pixel of the picture lies in it, or it begins left of the picture or above it, where a slice of NumPy counts from the other end.</exception>
    public (int X, int Y, int Width, int Height) Within(int width, int height)
    {
        var (left, top) = (Math.Min(X, (long)X + Width), Math.Min(Y, (long)Y + Height));
        var (right, bottom) = (Math.Min(width, Math.Max(X, (long)X + Width)), Math.Min(height, Math.Max(Y, (long)Y + Height)));
        if (left >= right || top >= bottom || right <= 0 || bottom <= 0)
            throw new ArgumentException(FormattableString.Invariant($"The rectangle must hold at least one pixel of the picture of {width} x {height}. Received: {this}."));
        if (left < 0 || top < 0)
            throw new ArgumentException(FormattableString.Invariant($"The rectangle must not begin left of the picture of {width} x {height} or above it. Received: {this}."));
        return ((int)left, (int)top, (int)(right - left), (int)(bottom - top));
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant($"{X},{Y},{Width},{Height}");
}
