namespace KerasPort.TensorFlow.Runtime;

/// <summary>How far an installation is.</summary>
/// <param name="Message">What is being done, in one line; a new text is a new step.</param>
/// <param name="Done">How many bytes of the step are done; 0 for a step that has no measure.</param>
/// <param name="Total">How many bytes the step has, or null where that is not known.</param>
public readonly record struct RuntimeInstallProgress(string Message, long Done = 0, long? Total = null);
