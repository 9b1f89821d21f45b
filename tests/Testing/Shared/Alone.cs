namespace KerasPort.Testing;

/// <summary>The collection of tests that measure the whole process (live handles, memory): no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    /// <summary>What such a test class names in its Collection attribute.</summary>
    public const string Name = "Alone";
}
