using System.Globalization;
using KerasPort.Hdf5;

namespace KerasPort.Tools.Inspecting;

/// <summary>One attribute, as far as a person wants to see it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type in NumPy's words.</param>
/// <param name="Shape">Its shape.</param>
/// <param name="Value">Its values as text, or why they can't be read.</param>
internal sealed record NodeAttribute(string Name, string Type, IReadOnlyList<long> Shape, string Value);

/// <summary>One object of an HDF5 file.</summary>
/// <param name="Path">Its path from the root.</param>
/// <param name="Kind">group, dataset, type or unreadable.</param>
/// <param name="Type">A dataset's type in NumPy's words, or null.</param>
/// <param name="Shape">A dataset's shape, or null.</param>
/// <param name="Problem">Why it can't be opened, or null.</param>
/// <param name="Attributes">What is attached to it.</param>
/// <param name="Dataset">The dataset itself, or null.</param>
/// <param name="Depth">How deep it lies; 0 is the root.</param>
internal sealed record FileNode(
    string Path, string Kind, string? Type, IReadOnlyList<long>? Shape, string? Problem, IReadOnlyList<NodeAttribute> Attributes, H5Dataset? Dataset, int Depth)
{
    // Links may lead to one object by many ways; a file that uses them to grow without end is cut.
    private const int MostObjects = 200_000;

    public string Name => Path == "/" ? "/" : Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>Whether its elements are numbers.</summary>
    public bool IsNumeric => Dataset?.Type.Class is H5TypeClass.Integer or H5TypeClass.Float or H5TypeClass.Boolean or H5TypeClass.Enum;

    /// <summary>Everything below a group and the group itself, each before its members.</summary>
    public static IReadOnlyList<FileNode> Walk(H5Group root)
    {
        var nodes = new List<FileNode>();
        Add(root, 0, nodes);
        return nodes;
    }

    /// <summary>Whether an object belongs to an optimizer's state, not to the model.</summary>
    public static bool IsOptimizers(string path) =>
        path.StartsWith("/optimizer_weights/", StringComparison.Ordinal) || path.StartsWith("/optimizer/", StringComparison.Ordinal);

    /// <summary>A shape as Python writes it.</summary>
    public static string ShapeText(IReadOnlyList<long> shape) =>
        $"({string.Join(", ", shape.Select(size => size.ToString(CultureInfo.InvariantCulture)))}{(shape.Count == 1 ? "," : "")})";

    private static void Add(H5Group group, int depth, List<FileNode> nodes)
    {
        nodes.Add(new FileNode(group.Path, "group", null, null, null, AttributesOf(group), null, depth));
        foreach (var name in group.Keys)
        {
            if (nodes.Count > MostObjects)
            {
                throw new InvalidDataException(FormattableString.Invariant($"the file must hold {MostObjects} objects at most. It holds more."));
            }

            var path = (group.Path == "/" ? "" : group.Path) + "/" + name;
            switch (Open(group, name, out var problem))
            {
                case H5Group inner:
                    Add(inner, depth + 1, nodes);
                    break;
                case H5Dataset dataset:
                    nodes.Add(new FileNode(path, "dataset", dataset.Type.ToString(), dataset.Dimensions, null, AttributesOf(dataset), dataset, depth + 1));
                    break;
                case { } other:
                    nodes.Add(new FileNode(path, "type", null, null, null, AttributesOf(other), null, depth + 1));
                    break;
                default:
                    nodes.Add(new FileNode(path, "unreadable", null, null, problem, [], null, depth + 1));
                    break;
            }
        }
    }

    private static H5Object? Open(H5Group group, string name, out string? problem)
    {
        problem = null;
        try
        {
            if (group.TryGet(name, out var found))
            {
                return found;
            }

            problem = "it can't be opened by its name";
        }
        catch (InvalidDataException error)
        {
            problem = error.Message;
        }

        return null;
    }

    private static NodeAttribute[] AttributesOf(H5Object node)
    {
        try
        {
            return [.. node.Attributes.Select(attribute => new NodeAttribute(attribute.Name, attribute.Type.ToString(), attribute.Dimensions, ValueOf(attribute)))];
        }
        catch (InvalidDataException error)
        {
            return [new NodeAttribute("(attributes)", "unreadable", [], error.Message)];
        }
    }

    private static string ValueOf(H5Attribute attribute)
    {
        try
        {
            string[] values = attribute.Count == 0 ? []
                : attribute.Type.Class switch
                {
                    H5TypeClass.Integer or H5TypeClass.Boolean or H5TypeClass.Enum => [.. attribute.ReadIntegers().Select(value => value.ToString(CultureInfo.InvariantCulture))],
                    H5TypeClass.Float => [.. attribute.ReadDoubles().Select(value => value.ToString("R", CultureInfo.InvariantCulture))],
                    _ => attribute.ReadStrings(),
                };
            return attribute.Dimensions.Count == 0 && values.Length == 1 ? values[0] : $"[{string.Join(", ", values)}]";
        }
        catch (InvalidDataException error)
        {
            return error.Message;
        }
    }
}
