using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;

namespace KerasPort.Testing;

/// <summary>An array out of a fixture: its shape and its elements in C order.</summary>
/// <param name="Shape">The lengths of its axes; empty for a scalar.</param>
/// <param name="Data">float[], double[], int[], long[], byte[], bool[] or string[], one element each.</param>
public sealed partial record NpyArray(int[] Shape, Array Data)
{
    private static readonly byte[] s_magic = [0x93, .. "NUMPY"u8];

    /// <summary>The elements as float32, converted where they are something else.</summary>
    public float[] Floats() => Data as float[] ?? Convert(value => System.Convert.ToSingle(value, CultureInfo.InvariantCulture));

    /// <summary>The elements as float64, converted where they are something else.</summary>
    public double[] Doubles() => Data as double[] ?? Convert(value => System.Convert.ToDouble(value, CultureInfo.InvariantCulture));

    /// <summary>The elements as int64, converted where they are something else.</summary>
    public long[] Longs() => Data as long[] ?? Convert(value => System.Convert.ToInt64(value, CultureInfo.InvariantCulture));

    /// <summary>The one element of a scalar (or of an array of one element).</summary>
    public float Scalar() => Floats().Single();

    /// <summary>The part with the given index on the first axis.</summary>
    public NpyArray this[int index]
    {
        get
        {
            var count = Shape[1..].Aggregate(1, (product, length) => product * length);
            var part = Array.CreateInstance(Data.GetType().GetElementType()!, count);
            Array.Copy(Data, index * count, part, 0, count);
            return new NpyArray(Shape[1..], part);
        }
    }

    /// <summary>Reads the .npy format, versions 1 to 3.</summary>
    /// <exception cref="InvalidDataException">It is not that format, or its type is none that fixtures use.</exception>
    public static NpyArray Read(Stream stream)
    {
        using var reader = new BinaryReader(stream);
        if (!reader.ReadBytes(6).AsSpan().SequenceEqual(s_magic))
            throw new InvalidDataException("NpyArray: the file must start with the magic of the .npy format.");
        var major = reader.ReadByte();
        reader.ReadByte();
        var length = major == 1 ? reader.ReadUInt16() : (int)reader.ReadUInt32();
        var header = Encoding.UTF8.GetString(reader.ReadBytes(length));
        var type = TypePattern().Match(header).Groups[1].Value;
        var shape = ShapePattern().Match(header).Groups[1].Value
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(text => int.Parse(text, CultureInfo.InvariantCulture)).ToArray();
        if (header.Contains("'fortran_order': True", StringComparison.Ordinal))
            throw new InvalidDataException("NpyArray: fixtures must be in C order. Received: Fortran order.");
        var count = shape.Aggregate(1, (product, size) => product * size);
        return new NpyArray(shape, Elements(reader, type, count));
    }

    /// <summary>Writes the .npy format, version 1: float32 and int32.</summary>
    public void Write(Stream stream)
    {
        var type = Data switch { float[] => "<f4", int[] => "<i4", _ => throw new NotSupportedException($"NpyArray: the type must be float or int. Received: {Data.GetType()}.") };
        var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Concat(Shape.Select(length => $"{length}, "))}), }}\n";
        stream.Write([.. s_magic, 1, 0, (byte)(header.Length & 255), (byte)(header.Length >> 8), .. Encoding.ASCII.GetBytes(header)]);
        stream.Write(Data is float[] floats ? MemoryMarshal.AsBytes(floats.AsSpan()) : MemoryMarshal.AsBytes(((int[])Data).AsSpan()));
    }

    private static Array Elements(BinaryReader reader, string type, int count) => type switch
    {
        "<f4" => Cast<float>(reader, count),
        "<f8" => Cast<double>(reader, count),
        "<i4" => Cast<int>(reader, count),
        "<i8" => Cast<long>(reader, count),
        "|u1" => Cast<byte>(reader, count),
        "|b1" => Array.ConvertAll(Cast<byte>(reader, count), value => value != 0),
        _ when type.StartsWith("<U", StringComparison.Ordinal) => Texts(reader, int.Parse(type[2..], CultureInfo.InvariantCulture), count),
        _ => throw new InvalidDataException($"NpyArray: the type must be one of <f4, <f8, <i4, <i8, |u1, |b1, <U. Received: {type}."),
    };

    private static T[] Cast<T>(BinaryReader reader, int count) where T : unmanaged
    {
        var data = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(data.AsSpan()));
        return data;
    }

    private static string[] Texts(BinaryReader reader, int width, int count) => [.. Enumerable.Range(0, count)
        .Select(_ => Encoding.UTF32.GetString(reader.ReadBytes(4 * width)).TrimEnd('\0'))];

    private T[] Convert<T>(Func<object, T> convert) => [.. Data.Cast<object>().Select(convert)];

    [GeneratedRegex("'descr': '([^']+)'")]
    private static partial Regex TypePattern();

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex ShapePattern();
}
