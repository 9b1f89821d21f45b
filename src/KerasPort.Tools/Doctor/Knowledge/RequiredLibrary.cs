namespace KerasPort.Tools.Doctor.Knowledge;

/// <summary>A library that a TensorFlow build asks for.</summary>
/// <param name="Stem">Its name without prefix and number, such as cufft.</param>
/// <param name="Name">The file's name, such as cufft64_10.dll or libcufft.so.10.</param>
internal sealed record RequiredLibrary(string Stem, string Name);
