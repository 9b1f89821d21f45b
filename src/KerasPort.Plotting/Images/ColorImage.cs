namespace KerasPort.Plotting.Images;

/// <summary>A picture of red, green and blue bytes, as <see cref="ImageFile"/> reads it.</summary>
public sealed class ColorImage
{
    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="pixels">Three bytes a pixel (red, green, blue), row after row.</param>
    public ColorImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength != 3L * width * height)
            throw new ArgumentException(FormattableString.Invariant($"`ColorImage`: pixels must hold 3 x {width} x {height} bytes. Received: {pixels.Length} bytes."), nameof(pixels));
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>Three bytes a pixel (red, green, blue), row after row.</summary>
    public byte[] Pixels { get; }

    /// <summary>The grey values 0.299 R + 0.587 G + 0.114 B, in the whole numbers that OpenCV computes them with.</summary>
    /// <remarks>Port of <c>cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)</c>: equal for all 16.7 million colours.</remarks>
    public GrayImage ToGray()
    {
        var gray = new byte[Width * Height];
        for (var index = 0; index < gray.Length; index++)
        {
            var at = 3 * index;
            gray[index] = (byte)(((9798 * Pixels[at]) + (19235 * Pixels[at + 1]) + (3735 * Pixels[at + 2]) + (1 << 14)) >> 15);
        }
        return new GrayImage(Width, Height, gray);
    }

    /// <summary>A copy of a rectangle that lies inside the picture.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle is empty or reaches over an edge.</exception>
    public ColorImage Crop(int x, int y, int width, int height)
    {
        if (x < 0 || y < 0 || width < 1 || height < 1 || x > Width - width || y > Height - height)
        {
            throw new ArgumentOutOfRangeException(nameof(width), FormattableString.Invariant(
                $"`Crop`: the rectangle must lie inside the picture of {Width} x {Height}. Received: x={x}, y={y}, width={width}, height={height}."));
        }
        var pixels = new byte[3 * width * height];
        for (var row = 0; row < height; row++)
            Pixels.AsSpan(3 * (((y + row) * Width) + x), 3 * width).CopyTo(pixels.AsSpan(3 * row * width));
        return new ColorImage(width, height, pixels);
    }
}
