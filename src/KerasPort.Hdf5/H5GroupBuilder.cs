using KerasPort.Hdf5.Writing;

namespace KerasPort.Hdf5;

/// <summary>A group that is going to be written.</summary>
/// <remarks>Members are named by paths such as <c>dense_1/kernel:0</c>; groups on the way are made where they are missing.</remarks>
public sealed class H5GroupBuilder : H5ObjectBuilder
{
    private readonly Dictionary<string, H5ObjectBuilder> _members = new(StringComparer.Ordinal);

    internal H5GroupBuilder(string path)
        : base(path)
    {
    }

    internal IReadOnlyDictionary<string, H5ObjectBuilder> Members => _members;

    /// <summary>Whether something was added at the path.</summary>
    public bool Contains(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        H5ObjectBuilder? found = this;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (found is not H5GroupBuilder group || !group._members.TryGetValue(name, out found))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Adds a group.</summary>
    /// <exception cref="ArgumentException">Something of this path is there already.</exception>
    public H5GroupBuilder AddGroup(string path) => Add(path, full => new H5GroupBuilder(full));

    /// <summary>Adds a <c>float32</c> dataset.</summary>
    /// <param name="path">Where, from this group.</param>
    /// <param name="dimensions">The shape; empty for a scalar.</param>
    /// <param name="values">The elements in row-major order. They are read when the file is written, not before.</param>
    public H5DatasetBuilder AddDataset(string path, ReadOnlySpan<long> dimensions, ReadOnlyMemory<float> values) =>
        AddDataset(path, dimensions, ElementPlan.Of(values));

    /// <summary>Adds a <c>float64</c> dataset.</summary>
    /// <inheritdoc cref="AddDataset(string, ReadOnlySpan{long}, ReadOnlyMemory{float})"/>
    public H5DatasetBuilder AddDataset(string path, ReadOnlySpan<long> dimensions, ReadOnlyMemory<double> values) =>
        AddDataset(path, dimensions, ElementPlan.Of(values));

    /// <summary>Adds a <c>float16</c> dataset.</summary>
    /// <inheritdoc cref="AddDataset(string, ReadOnlySpan{long}, ReadOnlyMemory{float})"/>
    public H5DatasetBuilder AddDataset(string path, ReadOnlySpan<long> dimensions, ReadOnlyMemory<Half> values) =>
        AddDataset(path, dimensions, ElementPlan.Of(values));

    /// <summary>Adds an <c>int64</c> dataset.</summary>
    /// <inheritdoc cref="AddDataset(string, ReadOnlySpan{long}, ReadOnlyMemory{float})"/>
    public H5DatasetBuilder AddDataset(string path, ReadOnlySpan<long> dimensions, ReadOnlyMemory<long> values) =>
        AddDataset(path, dimensions, ElementPlan.Of(values));

    /// <summary>Adds an <c>int32</c> dataset.</summary>
    /// <inheritdoc cref="AddDataset(string, ReadOnlySpan{long}, ReadOnlyMemory{float})"/>
    public H5DatasetBuilder AddDataset(string path, ReadOnlySpan<long> dimensions, ReadOnlyMemory<int> values) =>
        AddDataset(path, dimensions, ElementPlan.Of(values));

    /// <summary>Adds a <c>uint8</c> dataset.</summary>
    /// <inheritdoc cref="AddDataset(string, ReadOnlySpan{long}, ReadOnlyMemory{float})"/>
    public H5DatasetBuilder AddDataset(string path, ReadOnlySpan<long> dimensions, ReadOnlyMemory<byte> values) =>
        AddDataset(path, dimensions, ElementPlan.Of(values));

    /// <summary>Adds a dataset of truth values, as h5py's <c>bool</c>.</summary>
    /// <inheritdoc cref="AddDataset(string, ReadOnlySpan{long}, ReadOnlyMemory{float})"/>
    public H5DatasetBuilder AddDataset(string path, ReadOnlySpan<long> dimensions, ReadOnlyMemory<bool> values) =>
        AddDataset(path, dimensions, ElementPlan.Of(values));

    /// <summary>Adds a dataset of texts.</summary>
    /// <param name="path">Where, from this group.</param>
    /// <param name="dimensions">The shape; empty for a scalar.</param>
    /// <param name="texts">The elements in row-major order.</param>
    /// <param name="kind">How they are written.</param>
    public H5DatasetBuilder AddDataset(string path, ReadOnlySpan<long> dimensions, IReadOnlyList<string> texts, H5StringKind kind)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return AddDataset(path, dimensions, ElementPlan.Of(texts, kind, $"dataset `{path}`"));
    }

    private H5DatasetBuilder AddDataset(string path, ReadOnlySpan<long> dimensions, ElementPlan elements)
    {
        var shape = dimensions.ToArray();
        Int128 count = 1;
        foreach (var dimension in shape)
        {
            count = dimension < 0 ? -1 : count * dimension;
            if (count < 0 || count > long.MaxValue)
            {
                break;
            }
        }

        return count == elements.Count
            ? Add(path, full => new H5DatasetBuilder(full, shape, elements))
            : throw new ArgumentException(FormattableString.Invariant(
                $"dataset `{path}`: the shape ({string.Join(", ", shape)}) must have as many elements as there are values. Received: {elements.Count} values."));
    }

    private T Add<T>(string path, Func<string, T> make)
        where T : H5ObjectBuilder
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var group = this;
        for (var i = 0; i < names.Length - 1; i++)
        {
            group = group._members.TryGetValue(names[i], out var next)
                ? next as H5GroupBuilder ?? throw Taken(path, next)
                : group.Attach(names[i], full => new H5GroupBuilder(full));
        }

        return names.Length == 0 ? throw Taken(path, this)
            : group._members.TryGetValue(names[^1], out var there) ? throw Taken(path, there)
            : group.Attach(names[^1], make);
    }

    private T Attach<T>(string name, Func<string, T> make)
        where T : H5ObjectBuilder
    {
        Names.RequireNoZero(name, $"a member of `{Path}`");
        var member = name == "."
            ? throw new ArgumentException($"A member of `{Path}` must not be named `.`.")
            : make($"{(Path == "/" ? "" : Path)}/{name}");
        _members.Add(name, member);
        return member;
    }

    private ArgumentException Taken(string path, H5ObjectBuilder there) =>
        new($"`{path}` can't be added to `{Path}`: `{there.Path}` is there already.");
}
