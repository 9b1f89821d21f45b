using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5;

/// <summary>The attributes of a group or dataset, in the order of their names.</summary>
/// <remarks>Readers throw <see cref="InvalidDataException"/> where an attribute is missing or of another type.</remarks>
public sealed class H5Attributes : IReadOnlyCollection<H5Attribute>
{
    private readonly SortedDictionary<string, H5Attribute> _attributes;
    private readonly Storage _storage;
    private readonly string _path;

    internal H5Attributes(Storage storage, string path, SortedDictionary<string, H5Attribute> attributes)
    {
        _storage = storage;
        _path = path;
        _attributes = attributes;
    }

    /// <summary>The attributes' names.</summary>
    public IReadOnlyCollection<string> Names => _attributes.Keys;

    /// <summary>The number of attributes.</summary>
    public int Count => _attributes.Count;

    /// <summary>The attribute of a name.</summary>
    public H5Attribute this[string name] => TryGet(name, out var attribute)
        ? attribute
        : throw _storage.Refused($"`{_path}` has no attribute `{name}`");

    /// <summary>Whether there is an attribute of this name.</summary>
    public bool Contains(string name) => _attributes.ContainsKey(name);

    /// <summary>The attribute of a name, if it is there.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out H5Attribute? attribute) => _attributes.TryGetValue(name, out attribute);

    /// <summary>A single text.</summary>
    public string GetString(string name) => this[name].Single(this[name].ReadStrings());

    /// <summary>Texts; none where the attribute is empty, whatever its type.</summary>
    public string[] GetStrings(string name) => this[name].ReadStrings();

    /// <summary>
    /// Texts that Keras may have split because an attribute can't be larger than 64 KB: those of <c>name</c> or,
    /// where that is not there, of <c>name0</c>, <c>name1</c>, ... in turn.
    /// </summary>
    public string[] GetStringsChunked(string name)
    {
        var texts = new List<string>();
        if (!Contains(name) && Contains(name + "0"))
        {
            for (var i = 0; TryGet(string.Create(CultureInfo.InvariantCulture, $"{name}{i}"), out var part); i++)
            {
                texts.AddRange(part.ReadStrings());
            }

            return [.. texts];
        }

        return GetStrings(name);
    }

    /// <summary>Whether <see cref="GetStringsChunked"/> finds texts, whole or split.</summary>
    public bool ContainsChunked(string name) => Contains(name) || Contains(name + "0");

    /// <summary>A single number of any type.</summary>
    public double GetDouble(string name) => this[name].Single(this[name].ReadDoubles());

    /// <summary>Numbers of any type.</summary>
    public double[] GetDoubles(string name) => this[name].ReadDoubles();

    /// <summary>A single whole number.</summary>
    public long GetInteger(string name) => this[name].Single(this[name].ReadIntegers());

    /// <summary>Whole numbers.</summary>
    public long[] GetIntegers(string name) => this[name].ReadIntegers();

    /// <summary>A single truth value, or a whole number that is not zero.</summary>
    public bool GetBoolean(string name) => GetInteger(name) != 0;

    /// <inheritdoc/>
    public IEnumerator<H5Attribute> GetEnumerator() => _attributes.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
