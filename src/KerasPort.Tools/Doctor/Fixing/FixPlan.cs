using KerasPort.Tools.Doctor.Machines;
using KerasPort.Tools.Doctor.Surveys;

namespace KerasPort.Tools.Doctor.Fixing;

/// <summary>One copy of a library under the name that TensorFlow asks for.</summary>
internal sealed record PlannedCopy(string Original, string Copy);

/// <summary>What --fix would do: every copy that is needed, or none and the reason.</summary>
/// <param name="Copies">The copies, each beside its original.</param>
/// <param name="Refusal">Why nothing may be done, or null.</param>
/// <param name="Built">The CUDA that TensorFlow was built with.</param>
/// <param name="Found">The CUDA that is there, in words.</param>
internal sealed record FixPlan(IReadOnlyList<PlannedCopy> Copies, string? Refusal, string Built, string Found)
{
    public static FixPlan Of(Diagnosis diagnosis)
    {
        if (diagnosis.Libraries is not { } survey || diagnosis.Target?.Release is not { } release)
        {
            return new FixPlan([], "No GPU build of TensorFlow of known version was found, so there is nothing to copy for.", "", "");
        }

        var built = $"CUDA {release.Cuda}";
        var found = survey.Toolkit.Label;
        var renamed = survey.States.Where(state => state.Trouble is LibraryTrouble.Misnamed or LibraryTrouble.OtherToolkit).ToList();
        if (renamed.Count == 0)
        {
            return new FixPlan([], "No library is there under another version's name: copying can't help.", built, found);
        }

        if (survey.Toolkit.Version is { } version && version.Major != release.Cuda.Major)
        {
            return new FixPlan([], $"{found} can't stand in for {built}: a library of another major version crashes. Install {built}.", built, found);
        }

        var other = survey.States.FirstOrDefault(state => state.Trouble is not (LibraryTrouble.None or LibraryTrouble.OtherVersion or LibraryTrouble.Misnamed or LibraryTrouble.OtherToolkit));
        if (other is not null)
        {
            return new FixPlan([], $"{other.Library.Name} would still not load, so copying the others is no use: {Reason(other)}.", built, found);
        }

        var damaged = renamed.FirstOrDefault(state => !LibraryHit.Of(diagnosis.Machine, state.Path!).Good);
        if (damaged is not null)
        {
            return new FixPlan([], $"{damaged.Path} is damaged or made for another machine; a copy of it is no use.", built, found);
        }

        var paths = new MachinePaths(diagnosis.Windows);
        return new FixPlan([.. renamed.Select(state => new PlannedCopy(state.Path!, paths.Combine(paths.Parent(state.Path!), state.Library.Name)))], null, built, found);
    }

    private static string Reason(LibraryState state) => state.Trouble switch
    {
        LibraryTrouble.Missing => "there is nothing to copy from",
        LibraryTrouble.NotSearched => $"{state.Path} is not in the search path",
        LibraryTrouble.DependencyMissing => $"it needs {state.Detail}",
        _ => $"{state.Path} is damaged or made for another machine",
    };
}
