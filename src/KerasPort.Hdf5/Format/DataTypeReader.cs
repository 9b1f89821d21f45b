using System.Text;

namespace KerasPort.Hdf5.Format;

/// <summary>Reads the description of an element type.</summary>
internal static class DataTypeReader
{
    /// <summary>Reads a type from a message that either holds it or says where a named type holds it.</summary>
    public static H5DataType Read(Storage storage, in Message message, string what)
    {
        var cursor = message.Read(storage, what);
        return message.IsShared ? ReadShared(storage, ref cursor) : Read(ref cursor);
    }

    /// <summary>Follows a reference to a named ("committed") type.</summary>
    public static H5DataType ReadShared(Storage storage, ref Cursor cursor)
    {
        var version = cursor.Byte();
        var kind = cursor.Byte();
        if (version is < 1 or > 3 || (version == 3 && kind != 2))
        {
            throw cursor.Damaged("its type is stored in a shared-message table, which is not supported");
        }

        if (version == 1)
        {
            cursor.Skip(6);
        }

        var address = cursor.Target();
        var named = ObjectHeader.Read(storage, address);
        if (!named.TryFind(MessageType.Datatype, out var message) || message.IsShared)
        {
            throw storage.Damaged("a named type is not where it should be", address);
        }

        var inner = message.Read(storage, "named type");
        return Read(ref inner);
    }

    public static H5DataType Read(ref Cursor cursor)
    {
        var head = cursor.Byte();
        int version = head >> 4;
        if (version is < 1 or > 5)
        {
            throw cursor.Damaged(FormattableString.Invariant($"a type's version must be 1 to 5. Received: {version}"));
        }

        var bits = (int)cursor.Number(3);
        var size = cursor.UInt32();
        if (size is 0 or > int.MaxValue)
        {
            throw cursor.Damaged("a type's size is impossible");
        }

        return (head & 15) switch
        {
            0 => ReadInteger(ref cursor, bits, (int)size),
            1 => ReadFloat(ref cursor, bits, (int)size),
            2 => Other(H5TypeClass.Time, size),
            3 => ReadString(ref cursor, bits, (int)size),
            4 => Other(H5TypeClass.BitField, size),
            5 => Other(H5TypeClass.Opaque, size),
            6 => Other(H5TypeClass.Compound, size),
            7 => Other(H5TypeClass.Reference, size),
            8 => ReadEnum(ref cursor, bits & 0xffff, version, (int)size),
            9 => ReadVariableLength(ref cursor, bits, (int)size),
            10 => Other(H5TypeClass.Array, size),
            _ => Other(H5TypeClass.Unknown, size),
        };
    }

    private static H5DataType Other(H5TypeClass family, uint size) => new() { Class = family, Size = (int)size };

    private static H5DataType ReadInteger(ref Cursor cursor, int bits, int size)
    {
        int offset = cursor.UInt16(), precision = cursor.UInt16();
        if (precision == 0 || offset + (long)precision > 8L * size)
        {
            throw cursor.Damaged("an integer type has more bits than bytes");
        }

        return new H5DataType
        {
            Class = H5TypeClass.Integer,
            Size = size,
            IsBigEndian = (bits & 1) != 0,
            IsSigned = (bits & 8) != 0,
            Bits = (offset, precision),
        };
    }

    private static H5DataType ReadFloat(ref Cursor cursor, int bits, int size)
    {
        cursor.Skip(4);
        int exponentBit = cursor.Byte(), exponentSize = cursor.Byte(), mantissaBit = cursor.Byte(), mantissaSize = cursor.Byte();
        long bias = cursor.UInt32();
        var normalization = (bits >> 4) & 3;
        return new H5DataType
        {
            Class = H5TypeClass.Float,
            Size = size,
            IsBigEndian = (bits & 1) != 0,
            IsSigned = true,
            Float = new FloatFormat(
                (bits >> 8) & 0xff, exponentBit, exponentSize, mantissaBit, mantissaSize, bias, normalization == 2),
        };
    }

    private static H5DataType ReadString(ref Cursor cursor, int bits, int size) => new()
    {
        Class = H5TypeClass.String,
        Size = size,
        Padding = ReadPadding(ref cursor, bits & 15),
        IsUtf8 = ((bits >> 4) & 15) == 1,
    };

    private static H5StringPadding ReadPadding(ref Cursor cursor, int padding) => padding <= 2
        ? (H5StringPadding)padding
        : throw cursor.Damaged("a text type's padding is unknown");

    private static H5DataType ReadVariableLength(ref Cursor cursor, int bits, int size)
    {
        if (size != 8 + cursor.Storage.OffsetSize)
        {
            throw cursor.Damaged("a type of varying length has the wrong size");
        }

        return (bits & 15) == 1
            ? new H5DataType
            {
                Class = H5TypeClass.String,
                Size = size,
                IsVariableLength = true,
                Padding = ReadPadding(ref cursor, (bits >> 4) & 15),
                IsUtf8 = ((bits >> 8) & 15) == 1,
            }
            : new H5DataType { Class = H5TypeClass.VariableLength, Size = size, IsVariableLength = true };
    }

    private static H5DataType ReadEnum(ref Cursor cursor, int members, int version, int size)
    {
        var underlying = Read(ref cursor);
        if (underlying.Class != H5TypeClass.Integer || underlying.Size != size)
        {
            throw cursor.Damaged("an enumeration is not one of integers");
        }

        return new H5DataType
        {
            Class = IsBoolean(ref cursor, members, version, size) ? H5TypeClass.Boolean : H5TypeClass.Enum,
            Size = size,
            IsBigEndian = underlying.IsBigEndian,
            IsSigned = underlying.IsSigned,
            Bits = underlying.Bits,
        };
    }

    private static bool IsBoolean(ref Cursor cursor, int members, int version, int size)
    {
        if (members != 2 || size != 1)
        {
            return false;
        }

        var names = new string[2];
        foreach (ref var name in names.AsSpan())
        {
            name = cursor.ZeroTerminated();
            if (version < 3)
            {
                cursor.Skip(Padding8(Encoding.UTF8.GetByteCount(name) + 1));
            }
        }

        return names is ["FALSE", "TRUE"] && cursor.Byte() == 0 && cursor.Byte() == 1;
    }

    private static int Padding8(int length) => (8 - (length % 8)) % 8;
}
