namespace KerasPort.Mnist.Digits;

/// <summary>A digit that was found, and where.</summary>
/// <param name="Pixels">28 x 28 values from 0 (paper) to 255 (ink), row after row, as MNIST's are.</param>
/// <param name="X">The left edge of the box around the digit in the picture.</param>
/// <param name="Y">Its upper edge.</param>
/// <param name="Width">Its width.</param>
/// <param name="Height">Its height.</param>
internal sealed record FoundDigit(byte[] Pixels, int X, int Y, int Width, int Height);
