using SkiaSharp;

namespace KerasPort.Plotting.Images;

/// <summary>Reads JPEG, PNG, WebP, BMP and GIF files as <c>cv2.imread</c> does: eight bits a channel, turned upright by EXIF, colour profiles ignored.</summary>
public static class ImageFile
{
    /// <summary>Reads the file at <paramref name="path"/>.</summary>
    /// <param name="path">The image file.</param>
    /// <param name="limits">The greatest size, or null for <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="FileNotFoundException">There is no file at the path.</exception>
    /// <exception cref="IOException">The path is a folder, or the file can't be read.</exception>
    /// <exception cref="InvalidDataException">The file is not an image, is cut off, or is larger than the limits.</exception>
    public static ColorImage Read(string path, ImageLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (Directory.Exists(path)) throw new IOException($"\"{path}\" is a folder; an image file was expected.");
        if (!File.Exists(path)) throw new FileNotFoundException($"There is no file \"{path}\".", path);
        var length = new FileInfo(path).Length;
        CheckBytes(length, path, limits ?? ImageLimits.Default);
        return Decode(File.ReadAllBytes(path), path, limits);
    }

    /// <summary>Decodes the bytes of an image file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limits">The greatest size, or null for <see cref="ImageLimits.Default"/>.</param>
    /// <exception cref="InvalidDataException">The bytes are not an image, are cut off, or are more than the limits allow.</exception>
    public static ColorImage Decode(byte[] bytes, string name, ImageLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        limits ??= ImageLimits.Default;
        CheckBytes(bytes.LongLength, name, limits);
        using var data = SKData.CreateCopy(bytes);
        using var codec = SKCodec.Create(data)
            ?? throw new InvalidDataException(FormattableString.Invariant($"\"{name}\" is not an image that can be read (JPEG, PNG, WebP, BMP, GIF). Received: {bytes.Length} bytes{Start(bytes)}."));
        var (width, height) = (codec.Info.Width, codec.Info.Height);
        if ((long)width * height > limits.MaxPixels)
            throw new InvalidDataException(FormattableString.Invariant($"\"{name}\" is too large: an image may have at most {limits.MaxPixels} pixels. Received: {width} x {height}."));
        var info = new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Unpremul);
        using var bitmap = new SKBitmap(info);
        var result = codec.GetPixels(info, bitmap.GetPixels());
        if (result != SKCodecResult.Success)
            throw new InvalidDataException($"\"{name}\" is damaged: {Reason(result)}.");
        var origin = codec.EncodedFormat == SKEncodedImageFormat.Png ? PngOrientation.Of(bytes) : codec.EncodedOrigin;
        return Orientation.TurnUpright(bitmap.GetPixelSpan(), width, height, origin);
    }

    private static void CheckBytes(long length, string name, ImageLimits limits)
    {
        if (length > limits.MaxBytes)
            throw new InvalidDataException(FormattableString.Invariant($"\"{name}\" is too large: an image file may have at most {limits.MaxBytes} bytes. Received: {length} bytes."));
    }

    private static string Start(byte[] bytes) => bytes.Length == 0 ? "" : $" that start with {Convert.ToHexString(bytes.AsSpan(0, Math.Min(8, bytes.Length)))}";

    private static string Reason(SKCodecResult result) => result == SKCodecResult.IncompleteInput
        ? "it ends before its last row of pixels"
        : $"its pixels can't be decoded ({result})";
}
