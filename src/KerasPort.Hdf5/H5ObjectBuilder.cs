using System.Globalization;
using System.Text;
using KerasPort.Hdf5.Writing;

namespace KerasPort.Hdf5;

/// <summary>A group or dataset that is going to be written: its attributes.</summary>
public abstract class H5ObjectBuilder
{
    /// <summary>Keras' own limit for one attribute; a little below HDF5's 64 KB, of which name and type take some.</summary>
    private const int LargestList = 64512;

    private readonly SortedDictionary<string, AttributePlan> _attributes = new(StringComparer.Ordinal);

    private protected H5ObjectBuilder(string path) => Path = path;

    /// <summary>The way from the root, starting with <c>/</c>.</summary>
    public string Path { get; }

    internal IReadOnlyCollection<AttributePlan> Attributes => _attributes.Values;

    /// <summary>Attaches a single text of any length (if it is of varying length).</summary>
    public void SetString(string name, string text, H5StringKind kind = H5StringKind.VariableAscii) =>
        Set(name, [], ElementPlan.Of([text], kind, Describe(name)));

    /// <summary>Attaches a list of texts; an empty one becomes an empty list of numbers, as h5py does it.</summary>
    /// <exception cref="ArgumentException">It takes more than 64 KB: see <see cref="SetStringsChunked"/>.</exception>
    public void SetStrings(string name, IReadOnlyList<string> texts, H5StringKind kind = H5StringKind.Fixed)
    {
        ArgumentNullException.ThrowIfNull(texts);
        Set(name, [texts.Count], texts.Count == 0 ? ElementPlan.Of(ReadOnlyMemory<double>.Empty) : ElementPlan.Of(texts, kind, Describe(name)));
    }

    /// <summary>
    /// Attaches a list of texts as Keras does (<c>save_attributes_to_hdf5_group</c>): where it takes more than 64,512
    /// bytes, as <c>name0</c>, <c>name1</c>, ..., the fewest nearly equal parts that are small enough.
    /// </summary>
    /// <exception cref="ArgumentException">A single text is larger than that.</exception>
    public void SetStringsChunked(string name, IReadOnlyList<string> texts, H5StringKind kind = H5StringKind.Fixed)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var width = kind == H5StringKind.Fixed ? texts.Select(Encoding.UTF8.GetByteCount).DefaultIfEmpty(0).Max() : ElementPlan.ReferenceSize;
        if (width > LargestList)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture, $"{Describe(name)}: a text must take at most {LargestList} bytes. Received: {width} bytes."), nameof(texts));
        }

        var parts = 1;
        while (LargestPart(texts.Count, parts) * (long)width > LargestList)
        {
            parts++;
        }

        if (parts == 1)
        {
            SetStrings(name, texts, kind);
            return;
        }

        // NumPy's array_split: the first parts have one more. All parts are as wide as the longest text of the whole list.
        for (int part = 0, first = 0; part < parts; part++)
        {
            var count = (texts.Count / parts) + (part < texts.Count % parts ? 1 : 0);
            var partName = string.Create(CultureInfo.InvariantCulture, $"{name}{part}");
            Set(partName, [count], ElementPlan.Of([.. texts.Skip(first).Take(count)], kind, Describe(partName), width));
            first += count;
        }
    }

    /// <summary>Attaches a number, as <c>float64</c>.</summary>
    public void SetDouble(string name, double value) => Set(name, [], ElementPlan.Of(new[] { value }));

    /// <summary>Attaches a list of numbers, as <c>float64</c>.</summary>
    public void SetDoubles(string name, ReadOnlyMemory<double> values) => Set(name, [values.Length], ElementPlan.Of(values));

    /// <summary>Attaches a whole number, as <c>int64</c>.</summary>
    public void SetInteger(string name, long value) => Set(name, [], ElementPlan.Of(new[] { value }));

    /// <summary>Attaches a list of whole numbers, as <c>int64</c>.</summary>
    public void SetIntegers(string name, ReadOnlyMemory<long> values) => Set(name, [values.Length], ElementPlan.Of(values));

    /// <summary>Attaches a truth value, as h5py's <c>bool</c>.</summary>
    public void SetBoolean(string name, bool value) => Set(name, [], ElementPlan.Of(new[] { value }));

    private static int LargestPart(int count, int parts) => (count + parts - 1) / parts;

    private string Describe(string name) => $"attribute `{name}` of `{Path}`";

    private void Set(string name, long[] dimensions, ElementPlan elements)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Names.RequireNoZero(name, Describe(name));
        var plan = new AttributePlan(name, dimensions, elements);
        if (plan.Size > AttributePlan.LargestSize)
        {
            throw new ArgumentException(string.Create(
                CultureInfo.InvariantCulture,
                $"{Describe(name)} must take at most {AttributePlan.LargestSize} bytes in an HDF5 file. Received: {plan.Size} bytes."));
        }

        _attributes[name] = plan;
    }
}
