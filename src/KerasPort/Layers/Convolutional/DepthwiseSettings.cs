namespace KerasPort.Layers;

/// <summary>What depthwise and separable convolutions ask of their settings.</summary>
internal static class DepthwiseSettings
{
    /// <summary>TensorFlow's depthwise convolution moves equally far along both axes.</summary>
    public static int Check(string className, int depthMultiplier, int[] strides)
    {
        if (depthMultiplier <= 0)
            throw new ArgumentOutOfRangeException(nameof(depthMultiplier), $"`{className}`: depth_multiplier must be a positive integer. Received: depth_multiplier={depthMultiplier}.");
        if (Array.Exists(strides, stride => stride != strides[0]))
            throw new ArgumentException($"`{className}`: strides must be equal along both axes. Received: strides=({string.Join(", ", strides)}).", nameof(strides));
        return depthMultiplier;
    }
}
