using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>The findings that a CUDA library and cuDNN share.</summary>
internal static class LibraryWords
{
    public delegate Finding Problem(string id, Effect effect, string? subject, string message, Remedy remedy, params string[] evidence);

    public static Finding WrongMachine(Problem problem, Diagnosis diagnosis, Effect effect, string path, string machine)
    {
        var bits = machine == "x86" ? "32-bit programs" : machine is "Windows" or "Linux" ? machine : machine + " processors";
        return problem(FindingIds.LibraryWrongArchitecture, effect, path,
            $"{path} was made for {bits}, this program is {diagnosis.Machine.Facts.Platform} {diagnosis.Machine.Facts.Architecture}.",
            new Remedy(RemedyIds.ReplaceFile, $"Remove {path} (or its folder from the search path) and put the 64-bit file in its place."),
            diagnosis.Windows ? "Windows answers error 193 or just \"not found\"" : "Linux passes over such a file as if it were not there");
    }

    public static string Dangling(Diagnosis diagnosis, string link) => $"{link} is a link to {diagnosis.Machine.LinkTarget(link)}, which does not exist";

    public static Finding Damaged(Problem problem, Effect effect, string path, string damage) =>
        problem(FindingIds.LibraryDamaged, effect, path, $"{path} is there, but damaged.",
            new Remedy(RemedyIds.ReplaceFile, $"Replace {path} by a whole copy: the path is right, the file is not."), damage);

    public static Finding DependencyMissing(Problem problem, Effect effect, string path, string dependency) =>
        problem(FindingIds.LibraryDependencyMissing, effect, dependency, $"{path} is there, but needs {dependency}, which is missing.",
            new Remedy(RemedyIds.InstallDependency, $"Install {dependency}: it comes with the same CUDA version as {path}; then the library above loads too."));

    public static Finding Refused(Problem problem, Diagnosis diagnosis, Effect effect, string path, LoadAnswer answer) => answer.Code switch
    {
        126 when diagnosis.Windows => problem(FindingIds.LibraryDependencyMissing, effect, path,
            $"Windows can't load {path} (error 126): a library that it needs is missing.",
            new Remedy(RemedyIds.InstallDependency, $"Install the package that {path} belongs to again, whole."), answer.Text),
        193 when diagnosis.Windows => WrongMachine(problem, diagnosis, effect, path, "other"),
        1455 when diagnosis.Windows => problem(FindingIds.LibraryRefused, effect, path,
            $"Windows can't load {path} (error 1455): the page file is too small.",
            new Remedy(RemedyIds.EnlargePageFile, "Let Windows manage the size of the page file (System, Advanced, Performance, Virtual memory) and close other programs."), answer.Text),
        _ => problem(FindingIds.LibraryRefused, effect, path,
            FormattableString.Invariant($"The operating system can't load {path} (error {answer.Code})."),
            new Remedy(RemedyIds.ReplaceFile, $"Install the package that {path} belongs to again, whole."), answer.Text),
    };
}
