namespace KerasPort.Plotting.Images;

/// <summary>How large an image file may be; both are checked before a single pixel is decoded.</summary>
/// <param name="MaxBytes">The file's greatest size in bytes.</param>
/// <param name="MaxPixels">The greatest product of the width and the height that the file's header names.</param>
public sealed record ImageLimits(long MaxBytes, long MaxPixels)
{
    /// <summary>64 MiB and 64 million pixels: more than a phone's camera makes, and at most 256 MB once decoded.</summary>
    public static ImageLimits Default { get; } = new(64L << 20, 64_000_000);
}
