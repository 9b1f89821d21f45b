namespace KerasPort;

/// <summary>
/// Which Keras' arithmetic applies. A model made here behaves as Keras 2.3.1; a model from a file goes on as the Keras that
/// wrote it, since the versions differ (hard_sigmoid, optimizer forms, masked means and more).
/// </summary>
public enum KerasDialect
{
    /// <summary>Keras 1 to 2.3: the law for models made here.</summary>
    Keras2,

    /// <summary>tf.keras 2.x, up to 2.15.</summary>
    TfKeras2,

    /// <summary>Keras 3.</summary>
    Keras3,
}
