namespace KerasPort.Tests;

/// <summary>Tests that read the console or change the process' folder: they run alone.</summary>
[CollectionDefinition("console", DisableParallelization = true)]
public sealed class ConsoleCollection;
