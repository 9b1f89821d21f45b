using System.Globalization;

namespace KerasPort.Hdf5.Format;

/// <summary>What datasets and attributes have in common: elements of a type, and complaints that name them.</summary>
internal sealed class Values(Storage storage, GlobalHeap heap, string what, H5DataType type)
{
    public void RequireNumbers()
    {
        if (!Elements.IsNumber(type))
        {
            throw Wrong("numbers");
        }
    }

    public void RequireWhole()
    {
        if (!Elements.IsWhole(type))
        {
            throw Wrong("whole numbers");
        }
    }

    public void RequireStrings()
    {
        if (type.Class != H5TypeClass.String)
        {
            throw Wrong("text");
        }
    }

    public void RequireRaw()
    {
        if (type.IsVariableLength || type.Class is H5TypeClass.Reference)
        {
            throw storage.Refused($"{what} holds {type} elements, which lie elsewhere and have no raw bytes");
        }
    }

    public void ToIntegers(ReadOnlySpan<byte> raw, Span<long> numbers)
    {
        Elements.ToIntegers(type, raw, numbers);
        if (!type.IsSigned && type.Size == 8 && numbers.ContainsAnyInRange(long.MinValue, -1))
        {
            throw storage.Refused($"{what} holds a number that is larger than a signed 64-bit integer");
        }
    }

    public string[] ToStrings(ReadOnlySpan<byte> raw, long origin)
    {
        var texts = new string[raw.Length / type.Size];
        var known = new Dictionary<(long, int), string>();
        var cursor = new Cursor(storage, raw, origin, what);
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = type.IsVariableLength
                ? heap.ReadText(ref cursor, known)
                : cursor.Decode(Trim(cursor.Take(type.Size)));
        }

        return texts;
    }

    public InvalidDataException WrongCount(string expected, long count) => storage.Refused(string.Create(
        CultureInfo.InvariantCulture, $"{what} must hold {expected}. Received: {count} elements"));

    private ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        switch (type.Padding)
        {
            case H5StringPadding.NullTerminated:
                var end = text.IndexOf((byte)0);
                return end < 0 ? text : text[..end];
            case H5StringPadding.SpacePadded:
                return text.TrimEnd((byte)' ');
            default:
                return text.TrimEnd((byte)0);
        }
    }

    private InvalidDataException Wrong(string expected) =>
        storage.Refused($"{what} must hold {expected}. Received: elements of type {type}");
}
