using KerasPort.Plotting.Drawing;
using SkiaSharp;

namespace KerasPort.Plotting.Images;

/// <summary>A picture of grey bytes (0 black, 255 white) with the steps of OpenCV that a digit's photo goes through, pixel for pixel.</summary>
public sealed class GrayImage
{
    private const int JpegQuality = 95;

    /// <summary>Wraps pixels without copying them.</summary>
    /// <param name="width">The width in pixels.</param>
    /// <param name="height">The height in pixels.</param>
    /// <param name="pixels">One byte a pixel, row after row.</param>
    public GrayImage(int width, int height, byte[] pixels)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentNullException.ThrowIfNull(pixels);
        if (pixels.LongLength != (long)width * height)
            throw new ArgumentException(FormattableString.Invariant($"`GrayImage`: pixels must hold {width} x {height} bytes. Received: {pixels.Length} bytes."), nameof(pixels));
        (Width, Height, Pixels) = (width, height, pixels);
    }

    /// <summary>The width in pixels.</summary>
    public int Width { get; }

    /// <summary>The height in pixels.</summary>
    public int Height { get; }

    /// <summary>One byte a pixel, row after row.</summary>
    public byte[] Pixels { get; }

    /// <summary>The grey value in a column and a row.</summary>
    public byte this[int x, int y] => Pixels[(y * Width) + x];

    /// <summary>A copy of a rectangle that lies inside the picture.</summary>
    /// <remarks>Port of <c>image[y:y+height, x:x+width]</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The rectangle is empty or reaches over an edge.</exception>
    public GrayImage Crop(int x, int y, int width, int height)
    {
        if (x < 0 || y < 0 || width < 1 || height < 1 || x > Width - width || y > Height - height)
        {
            throw new ArgumentOutOfRangeException(nameof(width), FormattableString.Invariant(
                $"`Crop`: the rectangle must lie inside the picture of {Width} x {Height}. Received: x={x}, y={y}, width={width}, height={height}."));
        }
        var pixels = new byte[width * height];
        for (var row = 0; row < height; row++) Pixels.AsSpan(((y + row) * Width) + x, width).CopyTo(pixels.AsSpan(row * width));
        return new GrayImage(width, height, pixels);
    }

    /// <summary>The picture in another size, between whose pixels the values run linearly.</summary>
    /// <remarks>Port of <c>cv2.resize(image, (width, height))</c>, whose interpolation is INTER_LINEAR, rounding included.</remarks>
    public GrayImage Resize(int width, int height) => new(width, height, LinearResize.Run(this, width, height));

    /// <summary>White where a pixel is greater than the threshold, black elsewhere.</summary>
    /// <remarks>Port of <c>cv2.threshold(image, threshold, 255, cv2.THRESH_BINARY)</c>.</remarks>
    public GrayImage Threshold(byte threshold) => new(Width, Height, Array.ConvertAll(Pixels, pixel => pixel > threshold ? byte.MaxValue : byte.MinValue));

    /// <summary>The negative: 255 minus each pixel.</summary>
    public GrayImage Invert() => new(Width, Height, Array.ConvertAll(Pixels, pixel => (byte)(byte.MaxValue - pixel)));

    /// <summary>Saves the picture as the kind that the name's ending says: <c>.png</c>, or <c>.jpg</c> and <c>.jpeg</c> in quality 95.</summary>
    /// <remarks>Port of <c>cv2.imwrite</c>: OpenCV reads the same pixels from this file as from its own.</remarks>
    /// <exception cref="ArgumentException">The name ends otherwise.</exception>
    /// <exception cref="IOException">The file can't be written; nothing is left behind then.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var format = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".PNG" => SKEncodedImageFormat.Png,
            ".JPG" or ".JPEG" => SKEncodedImageFormat.Jpeg,
            _ => throw new ArgumentException($"A picture's name must end in .png, .jpg or .jpeg. Received: path=\"{path}\".", nameof(path)),
        };
        PictureFile.Write(path, Encode(format));
    }

    /// <summary>The picture as the bytes of a PNG file.</summary>
    public byte[] ToPng() => Encode(SKEncodedImageFormat.Png);

    private byte[] Encode(SKEncodedImageFormat format)
    {
        using var image = SKImage.FromPixelCopy(new SKImageInfo(Width, Height, SKColorType.Gray8, SKAlphaType.Opaque), Pixels);
        using var data = image.Encode(format, JpegQuality);
        return data.ToArray();
    }
}
