namespace KerasPort.TensorFlow;

/// <summary>A device that TensorFlow can compute on.</summary>
/// <param name="Name">The full name: "/job:localhost/replica:0/task:0/device:GPU:0".</param>
/// <param name="Type">"CPU" or "GPU".</param>
/// <param name="MemoryBytes">The memory that TensorFlow may use there.</param>
public sealed record Device(string Name, string Type, long MemoryBytes);
