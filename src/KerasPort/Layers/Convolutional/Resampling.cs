using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>Pictures at another size, by Keras' names of interpolations. Ports tf.image.resize.</summary>
internal static class Resampling
{
    /// <summary>The interpolations that are known.</summary>
    public static ReadOnlySpan<string> Names => new[] { "nearest", "bilinear", "bicubic", "area" };

    /// <param name="x">(batch, rows, columns, channels).</param>
    /// <param name="size">Rows and columns wanted, int32.</param>
    /// <param name="interpolation">One of <see cref="Names"/>.</param>
    /// <param name="halfPixelCenters">Whether a pixel's value stands at its middle: true since TensorFlow 2.</param>
    public static Output Resize(Output x, Output size, string interpolation, bool halfPixelCenters = true) => interpolation switch
    {
        "nearest" => Ops.ResizeNearestNeighbor(x, size, halfPixelCenters: halfPixelCenters),
        "bilinear" => Ops.ResizeBilinear(x, size, halfPixelCenters: halfPixelCenters),
        "bicubic" => Ops.ResizeBicubic(x, size, halfPixelCenters: halfPixelCenters),
        _ => Ops.ResizeArea(x, size),
    };
}
