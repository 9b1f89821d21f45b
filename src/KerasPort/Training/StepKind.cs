namespace KerasPort.Training;

/// <summary>What a compiled step does.</summary>
internal enum StepKind
{
    /// <summary>Changes weights.</summary>
    Train,

    /// <summary>Measures.</summary>
    Test,

    /// <summary>Computes the outputs.</summary>
    Predict,
}
