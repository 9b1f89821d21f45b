namespace KerasPort.Saving;

/// <summary>The version that files name for each Keras whose arithmetic is followed.</summary>
internal static class KerasVersions
{
    public static string Of(KerasDialect dialect) => dialect switch
    {
        KerasDialect.Keras3 => "3.15.1",
        KerasDialect.TfKeras2 => "2.15.0",
        _ => "2.3.1",
    };
}
