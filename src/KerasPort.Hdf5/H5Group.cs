using System.Diagnostics.CodeAnalysis;
using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5;

/// <summary>A folder in the file.</summary>
/// <remarks>
/// Members are named by paths such as <c>dense_1/kernel:0</c>. Soft and external links are listed but never followed:
/// opening one is an <see cref="InvalidDataException"/>, like everything else that is wrong with the file.
/// </remarks>
public sealed class H5Group : H5Object
{
    private const int DeepestLevel = 64;

    private readonly H5Group? _parent;
    private readonly Dictionary<string, H5Object> _opened = new(StringComparer.Ordinal);
    private readonly int _depth;
    private SortedDictionary<string, Link>? _links;
    private string[]? _keys;

    internal H5Group(H5File file, ObjectHeader header, string path, H5Group? parent)
        : base(file, header, path)
    {
        _parent = parent;
        _depth = parent is null ? 0 : parent._depth + 1;
        if (!header.TryFind(MessageType.SymbolTable, out _) && !header.TryFind(MessageType.LinkInfo, out _))
        {
            throw Storage.Damaged($"`{path}` is neither group nor dataset nor type", header.Address);
        }

        if (_depth > DeepestLevel)
        {
            throw Storage.Damaged(FormattableString.Invariant($"groups are nested deeper than {DeepestLevel} levels"), header.Address);
        }

        for (var ancestor = parent; ancestor is not null; ancestor = ancestor._parent)
        {
            if (ancestor.Header.Address == header.Address)
            {
                throw Storage.Damaged($"`{path}` is the same group as `{ancestor.Path}`: the file runs in a circle", header.Address);
            }
        }
    }

    /// <summary>The members' names, in order.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (Storage.Gate)
            {
                return _keys ??= [.. Members.Keys];
            }
        }
    }

    private SortedDictionary<string, Link> Members => _links ??= Links.Read(Storage, Header, Path);

    /// <summary>Whether there is a member at the path.</summary>
    public bool Contains(string path) => TryGet(path, out _);

    /// <summary>The group at the path.</summary>
    public H5Group GetGroup(string path) => Get(path) as H5Group
        ?? throw Storage.Refused($"`{Join(path)}` must be a group. It is not one");

    /// <summary>The dataset at the path.</summary>
    public H5Dataset GetDataset(string path) => Get(path) as H5Dataset
        ?? throw Storage.Refused($"`{Join(path)}` must be a dataset. It is not one");

    /// <summary>The object at the path, if there is one.</summary>
    public bool TryGet(string path, [NotNullWhen(true)] out H5Object? found)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        found = path[0] == '/' ? File.Root : this;
        foreach (var name in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (found is not H5Group group || !group.TryOpen(name, out found))
            {
                found = null;
                return false;
            }
        }

        return true;
    }

    private H5Object Get(string path) => TryGet(path, out var found)
        ? found
        : throw Storage.Refused($"there is no `{Join(path)}`");

    private bool TryOpen(string name, [NotNullWhen(true)] out H5Object? member)
    {
        lock (Storage.Gate)
        {
            if (_opened.TryGetValue(name, out member))
            {
                return true;
            }

            if (!Members.TryGetValue(name, out var link))
            {
                return false;
            }

            if (link.Refused is not null)
            {
                throw Storage.Refused($"`{Join(name)}` is {link.Refused}, which is not followed");
            }

            member = Open(File, link.Address, Join(name), this);
            _opened.Add(name, member);
            return true;
        }
    }

    private string Join(string path) => path.StartsWith('/') ? path : $"{(Path == "/" ? "" : Path)}/{path}";
}
