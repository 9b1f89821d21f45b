namespace KerasPort.Tools.Inspecting;

/// <summary>Something that is not alike in two files.</summary>
/// <param name="Path">Where: an object's path, or a setting's.</param>
/// <param name="First">What the first file has there; null for nothing.</param>
/// <param name="Second">What the second file has there; null for nothing.</param>
internal sealed record Unlike(string Path, string? First, string? Second);

/// <summary>An array whose numbers are not alike in two files.</summary>
/// <param name="Path">The array.</param>
/// <param name="Largest">The largest difference between two elements; infinite where only one of them is finite.</param>
/// <param name="Index">Where it is, counted in row-major order.</param>
/// <param name="Count">How many elements differ.</param>
internal sealed record UnlikeArray(string Path, double Largest, long Index, long Count);

/// <summary>What differs between two files: structure, settings and weights.</summary>
/// <param name="Structure">Objects that only one file has, or whose kind, type or shape differs.</param>
/// <param name="Settings">Attributes and configurations that differ, each JSON setting by its own path.</param>
/// <param name="Arrays">Arrays whose elements differ by more than the tolerance.</param>
/// <param name="Compared">How many arrays both files have in the same shape.</param>
internal sealed record FileDifference(
    IReadOnlyList<Unlike> Structure, IReadOnlyList<Unlike> Settings, IReadOnlyList<UnlikeArray> Arrays, int Compared)
{
    public bool Same => Structure.Count == 0 && Settings.Count == 0 && Arrays.Count == 0;

    /// <summary>The array with the largest difference, or null: one of the model, where only the optimizer's state differs one of that.</summary>
    public UnlikeArray? Largest => Arrays.Where(array => !FileNode.IsOptimizers(array.Path)).MaxBy(array => array.Largest) ?? Arrays.MaxBy(array => array.Largest);

    /// <summary>Compares two files. Throws what opening them throws, and InvalidDataException where an array can't be read.</summary>
    /// <param name="first">The one.</param>
    /// <param name="second">The other.</param>
    /// <param name="tolerance">Elements that differ by no more count as alike.</param>
    public static FileDifference Of(string first, string second, double tolerance)
    {
        using var one = InspectedFile.Open(first);
        using var other = InspectedFile.Open(second);
        var structure = new List<Unlike>();
        var settings = new List<Unlike>();
        var arrays = new List<UnlikeArray>();
        var compared = 0;
        foreach (var name in one.Members.Union(other.Members, StringComparer.Ordinal).Where(name => one.Members.Contains(name) != other.Members.Contains(name)))
        {
            structure.Add(one.Members.Contains(name) ? new Unlike(name, "in the archive", null) : new Unlike(name, null, "in the archive"));
        }

        foreach (var name in one.Texts.Keys.Intersect(other.Texts.Keys, StringComparer.Ordinal))
        {
            settings.AddRange(SettingDifference.Of(name, one.Texts[name], other.Texts[name]));
        }

        var (left, right) = (NodesOf(one), NodesOf(other));
        foreach (var path in left.Keys.Union(right.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (here, there) = (left.GetValueOrDefault(path), right.GetValueOrDefault(path));
            if (here is null || there is null || Describe(here) != Describe(there))
            {
                structure.Add(new Unlike(path, here is null ? null : Describe(here), there is null ? null : Describe(there)));
            }

            if (here is not null && there is not null)
            {
                settings.AddRange(SettingDifference.Of(here, there));
                if (here.Dataset is not null && there.Dataset is not null && here.Shape!.SequenceEqual(there.Shape!))
                {
                    compared++;
                    arrays.AddRange(ArrayDifference.Of(here, there, tolerance));
                }
            }
        }

        return new FileDifference(structure, settings, arrays, compared);
    }

    private static Dictionary<string, FileNode> NodesOf(InspectedFile file) =>
        file.Root is { } root ? FileNode.Walk(root).ToDictionary(node => node.Path, StringComparer.Ordinal) : [];

    private static string Describe(FileNode node) => node.Shape is null ? node.Kind : $"{node.Type} {FileNode.ShapeText(node.Shape)}";
}
