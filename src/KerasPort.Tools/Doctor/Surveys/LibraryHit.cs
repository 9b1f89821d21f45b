using KerasPort.Tools.Doctor.Images;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>A file that the loader meets when it looks for a name.</summary>
/// <param name="Path">The file.</param>
/// <param name="Image">What it says of itself, or null where it is damaged.</param>
/// <param name="Damage">Why it can't be read, or null.</param>
/// <param name="WrongMachine">The machine it was made for where that is not the process' own, or null.</param>
internal sealed record LibraryHit(string Path, BinaryImage? Image, string? Damage, string? WrongMachine)
{
    /// <summary>Whether the loader could take it.</summary>
    public bool Good => Damage is null && WrongMachine is null;

    /// <summary>Which of the files of a name the loader takes: Linux passes over one of another machine in silence, Windows stops at the first.</summary>
    public static LibraryHit? Taken(IReadOnlyList<LibraryHit> found, bool windows) =>
        (windows ? null : found.FirstOrDefault(hit => hit.WrongMachine is null)) ?? (found.Count > 0 ? found[0] : null);

    public static LibraryHit Of(IMachine machine, string path)
    {
        try
        {
            var image = machine.ReadImage(path);
            var format = machine.Facts.IsWindows ? "PE" : "ELF";
            var foreign = image.Format != format ? image.Format == "PE" ? "Windows" : "Linux" : image.Machine != machine.Facts.Architecture ? image.Machine : null;
            return new LibraryHit(path, image, null, foreign);
        }
        catch (InvalidDataException error)
        {
            return new LibraryHit(path, null, error.Message, null);
        }
    }
}
