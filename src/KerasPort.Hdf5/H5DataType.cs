using System.Globalization;
using KerasPort.Hdf5.Format;

namespace KerasPort.Hdf5;

/// <summary>The type of a dataset's or attribute's elements.</summary>
public sealed class H5DataType
{
    internal H5DataType()
    {
    }

    /// <summary>The family of the type.</summary>
    public H5TypeClass Class { get; internal init; }

    /// <summary>The bytes that one element takes; for texts of varying length those of the reference to it.</summary>
    public int Size { get; internal init; }

    /// <summary>Whether numbers are stored with their highest byte first.</summary>
    public bool IsBigEndian { get; internal init; }

    /// <summary>Whether whole numbers have a sign.</summary>
    public bool IsSigned { get; internal init; }

    /// <summary>Whether each text has a length of its own.</summary>
    public bool IsVariableLength { get; internal init; }

    /// <summary>Whether texts are marked as UTF-8 and not as ASCII. (Both are read as UTF-8.)</summary>
    public bool IsUtf8 { get; internal init; }

    /// <summary>How texts of fixed length are filled up.</summary>
    public H5StringPadding Padding { get; internal init; }

    /// <summary>For whole numbers: the lowest bit in use and the number of bits.</summary>
    internal (int Offset, int Precision) Bits { get; init; }

    /// <summary>For floating-point numbers: how they are made of bits.</summary>
    internal FloatFormat Float { get; init; }

    /// <summary>The name in NumPy's words: <c>float32</c>, <c>int64</c>, <c>bool</c>, <c>string</c>, ...</summary>
    public override string ToString() => Class switch
    {
        H5TypeClass.Integer => Numbered(IsSigned ? "int" : "uint"),
        H5TypeClass.Float when Float == FloatFormat.BFloat16 => "bfloat16",
        H5TypeClass.Float => Numbered("float"),
        H5TypeClass.Boolean => "bool",
        H5TypeClass.VariableLength => "sequence",
        _ => Class.ToString().ToLowerInvariant(),
    };

    private string Numbered(string family) => string.Create(CultureInfo.InvariantCulture, $"{family}{8L * Size}");
}
