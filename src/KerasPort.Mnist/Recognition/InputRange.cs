namespace KerasPort.Mnist.Recognition;

/// <summary>What a model's pixels run to.</summary>
internal enum InputRange
{
    /// <summary>From 0 to 1, as `train` feeds them.</summary>
    One,

    /// <summary>From 0 to 255, as the bytes are.</summary>
    Bytes,
}
