using System.Buffers.Binary;
using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Tests;

/// <summary>Pictures that tests need.</summary>
internal static class Pictures
{
    /// <summary>A PNG of one pixel whose header, checksum included, names another size.</summary>
    public static byte[] Huge(int width, int height)
    {
        var bytes = new GrayImage(1, 1, [0]).ToPng();
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(bytes.AsSpan(20), height);
        BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(29), Crc32(bytes.AsSpan(12, 17)));
        return bytes;
    }

    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
        }
        return ~crc;
    }
}
