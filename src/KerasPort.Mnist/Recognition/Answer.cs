using KerasPort.Mnist.Digits;

namespace KerasPort.Mnist.Recognition;

/// <summary>What the model says of a picture.</summary>
/// <param name="Probabilities">Ten numbers, those of the digits 0 to 9.</param>
/// <param name="Pixels">The 28 x 28 bytes that the model saw, 0 for paper, 255 for ink.</param>
/// <param name="Found">Where the digit was in the picture, when it was looked for.</param>
internal sealed record Answer(float[] Probabilities, byte[] Pixels, FoundDigit? Found = null)
{
    private const float Sure = 0.8f;

    /// <summary>The most probable digit.</summary>
    public int Digit => Array.IndexOf(Probabilities, Probabilities.Max());

    /// <summary>The second most probable digit.</summary>
    public int Second => Enumerable.Range(0, Probabilities.Length).Where(digit => digit != Digit).MaxBy(digit => Probabilities[digit]);

    /// <summary>Whether the digit's probability is less than 0.8.</summary>
    public bool IsUnsure => Probabilities[Digit] < Sure;
}
