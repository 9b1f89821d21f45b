namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>An NVIDIA GPU in the machine.</summary>
/// <param name="Name">Its name, or "an NVIDIA GPU".</param>
/// <param name="Capability">Its compute capability, or null where neither the driver nor its name tells.</param>
/// <param name="Evidence">What told of it.</param>
internal sealed record Gpu(string Name, Version? Capability, string Evidence);
