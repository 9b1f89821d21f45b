using System.Text.RegularExpressions;
using KerasPort.Tools.Doctor.Findings;
using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Checks;

/// <summary>Which CUDA toolkits are installed, and which one the loader reaches first.</summary>
internal sealed partial class ToolkitsCheck() : Check("CUDA toolkits")
{
    public override IEnumerable<Finding> Examine(Diagnosis diagnosis)
    {
        if (diagnosis.Libraries is not { Toolkit.Folder: { } folder } survey)
        {
            yield break;
        }

        var versions = new LibraryVersions(diagnosis.Machine);
        var paths = new MachinePaths(diagnosis.Windows);
        var installed = diagnosis.Places.Concat(diagnosis.Search.Folders.Select(searched => searched.Path)).Distinct(paths.Comparer)
            .Where(place => diagnosis.Machine.List(place).Any(name => "cudart".Equals(LibraryVersions.StemOf(name), StringComparison.OrdinalIgnoreCase)))
            .Select(place => (Place: place, versions.OfToolkit(place)?.Version)).ToList();
        var first = $"{survey.Toolkit.Label}{(survey.Toolkit.Searched ? ", in the search path" : ", not in the search path")}";
        var evidence = installed.Select(toolkit => $"{toolkit.Place}: {toolkit.Version?.ToString(2) ?? "version unknown"}").ToArray();
        if (CompilerRelease().Match(diagnosis.Compiler ?? "") is { Success: true } compiler)
        {
            evidence = [.. evidence, $"nvcc is of CUDA {compiler.Groups[1].Value} (TensorFlow does not use it)"];
        }

        var distinct = installed.Select(toolkit => toolkit.Version?.ToString(2)).OfType<string>().Distinct().ToList();
        yield return distinct.Count > 1
            ? Note(FindingIds.SeveralToolkits, $"{first}; installed: {string.Join(", ", distinct)}", evidence)
            : Ok(first, evidence.Length > 0 ? evidence : [folder]);
    }

    [GeneratedRegex(@"release (\d+\.\d+)")]
    private static partial Regex CompilerRelease();
}
