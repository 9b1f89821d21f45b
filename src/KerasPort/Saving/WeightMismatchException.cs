namespace KerasPort.Saving;

/// <summary>A file's arrays don't fit a layer: the file is whole, but made for another model.</summary>
internal sealed class WeightMismatchException(string message) : IOException(message);
