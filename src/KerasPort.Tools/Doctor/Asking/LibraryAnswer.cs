namespace KerasPort.Tools.Doctor.Asking;

/// <summary>What the real library answered in a process of its own.</summary>
/// <param name="Path">The library.</param>
/// <param name="Version">What TF_Version says, or null where it did not get that far.</param>
/// <param name="Devices">The devices that TensorFlow lists, each with its try.</param>
/// <param name="Error">Why it did not answer, or null.</param>
/// <param name="Seconds">How long the whole took.</param>
/// <param name="Log">What TensorFlow wrote to standard error.</param>
internal sealed record LibraryAnswer(string Path, string? Version, IReadOnlyList<DeviceAnswer> Devices, string? Error, double Seconds, string Log);

/// <summary>One device and its small matrix product.</summary>
/// <param name="Name">TensorFlow's name of it.</param>
/// <param name="Type">CPU or GPU.</param>
/// <param name="MemoryBytes">Its memory as TensorFlow sees it.</param>
/// <param name="Milliseconds">How long a product of two 256 x 256 matrices took, the second time.</param>
/// <param name="Right">Whether every number of it was right.</param>
/// <param name="Error">Why it failed, or null.</param>
internal sealed record DeviceAnswer(string Name, string Type, long MemoryBytes, double Milliseconds, bool Right, string? Error);
