using System.Runtime.InteropServices;
using System.Text;

namespace KerasPort.Hdf5.Writing;

/// <summary>Elements that are going to be written: their type, and how their bytes get into the file.</summary>
internal abstract class ElementPlan
{
    /// <summary>What an element of varying length takes: its length and its place in the heap.</summary>
    public const int ReferenceSize = 16;

    public required byte[] Type { get; init; }

    public required long Count { get; init; }

    public required int ElementSize { get; init; }

    public long Size => Count * ElementSize;

    public static ElementPlan Of(ReadOnlyMemory<float> values) => new NumberPlan<float>(values, TypeEncoding.Float(4));

    public static ElementPlan Of(ReadOnlyMemory<double> values) => new NumberPlan<double>(values, TypeEncoding.Float(8));

    public static ElementPlan Of(ReadOnlyMemory<Half> values) => new NumberPlan<Half>(values, TypeEncoding.Float(2));

    public static ElementPlan Of(ReadOnlyMemory<long> values) => new NumberPlan<long>(values, TypeEncoding.Integer(8, signed: true));

    public static ElementPlan Of(ReadOnlyMemory<int> values) => new NumberPlan<int>(values, TypeEncoding.Integer(4, signed: true));

    public static ElementPlan Of(ReadOnlyMemory<byte> values) => new NumberPlan<byte>(values, TypeEncoding.Integer(1, signed: false));

    public static ElementPlan Of(ReadOnlyMemory<bool> values) => new NumberPlan<bool>(values, TypeEncoding.Boolean());

    /// <summary>Texts; those of fixed length as long as the longest of them or as <paramref name="width"/> bytes.</summary>
    public static ElementPlan Of(IReadOnlyList<string> texts, H5StringKind kind, string what, int width = 1)
    {
        var encoded = new byte[texts.Count][];
        for (var i = 0; i < encoded.Length; i++)
        {
            Names.RequireNoZero(texts[i] ?? throw new ArgumentException($"{what}: a text must not be null."), what);
            encoded[i] = Encoding.UTF8.GetBytes(texts[i]);
        }

        switch (kind)
        {
            case H5StringKind.Fixed:
                width = Math.Max(Math.Max(1, width), encoded.Select(text => text.Length).DefaultIfEmpty(0).Max());
                return new FixedTextPlan(encoded) { Type = TypeEncoding.FixedString(width), Count = encoded.Length, ElementSize = width };
            case H5StringKind.VariableAscii or H5StringKind.VariableUtf8:
                var type = TypeEncoding.VariableString(kind == H5StringKind.VariableUtf8);
                return new VariableTextPlan(encoded) { Type = type, Count = encoded.Length, ElementSize = ReferenceSize };
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    /// <summary>Puts what lies outside the elements into the heap; called once, before anything is written.</summary>
    public virtual void Plan(HeapPlan heap)
    {
    }

    /// <summary>Passes the elements' bytes on, in pieces.</summary>
    public abstract void Write(SpanAction write);
}

/// <summary>Receives bytes.</summary>
internal delegate void SpanAction(ReadOnlySpan<byte> bytes);

/// <summary>Numbers, which are written as this machine has them.</summary>
internal sealed class NumberPlan<T> : ElementPlan
    where T : unmanaged
{
    // Pieces small enough for a span of bytes.
    private const int Step = 1 << 24;

    private readonly ReadOnlyMemory<T> _values;

    [System.Diagnostics.CodeAnalysis.SetsRequiredMembers]
    public NumberPlan(ReadOnlyMemory<T> values, byte[] type)
    {
        _values = values;
        Type = type;
        Count = values.Length;
        ElementSize = System.Runtime.CompilerServices.Unsafe.SizeOf<T>();
    }

    public override void Write(SpanAction write)
    {
        for (var done = 0; done < _values.Length; done += Step)
        {
            write(MemoryMarshal.AsBytes(_values.Span.Slice(done, Math.Min(Step, _values.Length - done))));
        }
    }
}

/// <summary>Texts that lie in the elements.</summary>
internal sealed class FixedTextPlan(byte[][] texts) : ElementPlan
{
    public override void Write(SpanAction write)
    {
        var element = new byte[ElementSize];
        foreach (var text in texts)
        {
            text.CopyTo(element, 0);
            element.AsSpan(text.Length).Clear();
            write(element);
        }
    }
}

/// <summary>Texts that lie in the heap.</summary>
internal sealed class VariableTextPlan(byte[][] texts) : ElementPlan
{
    private HeapPlan.Place[] _places = [];

    public override void Plan(HeapPlan heap) => _places = [.. texts.Select(heap.Add)];

    public override void Write(SpanAction write)
    {
        var buffer = new ByteBuffer();
        foreach (var place in _places)
        {
            buffer.UInt32(place.Length).Int64(place.Address).UInt32(place.Number);
        }

        write(buffer.Written);
    }
}
