using System.Buffers.Binary;
using KerasPort.Plotting.Images;
using SkiaSharp;

namespace KerasPort.Plotting.Tests.Images;

public sealed class PngOrientationTests
{
    private const string Big = "4D4D002A00000008000101120003000000010006000000000000";
    private const string Little = "49492A0008000000010012010300010000000600000000000000";

    [Theory]
    [InlineData(Big, SKEncodedOrigin.RightTop)]
    [InlineData(Little, SKEncodedOrigin.RightTop)]
    [InlineData("", SKEncodedOrigin.TopLeft)]
    [InlineData("4D4D002A", SKEncodedOrigin.TopLeft)]
    [InlineData("4D4D002AFFFFFFFF000101120003000000010006000000000000", SKEncodedOrigin.TopLeft)]
    [InlineData("4D4D002A00000008FFFF01120004000000010006000000000000", SKEncodedOrigin.TopLeft)]
    [InlineData("4D4D002A00000008000101120003000000010009000000000000", SKEncodedOrigin.TopLeft)]
    public void IsReadFromTheChunk(string exif, SKEncodedOrigin expected) =>
        Assert.Equal(expected, PngOrientation.Of(Png(Convert.FromHexString(exif))));

    [Fact]
    public void AFileCutOffAnywhereHasNoneOrTheRightOne()
    {
        var png = Png(Convert.FromHexString(Big));
        for (var length = 0; length <= png.Length; length++)
            Assert.Equal(length == png.Length ? SKEncodedOrigin.RightTop : SKEncodedOrigin.TopLeft, PngOrientation.Of(png.AsSpan(0, length)));
    }

    [Fact]
    public void AChunkThatSaysItIsLargerThanTheFileEndsTheSearch()
    {
        var png = Png(Convert.FromHexString(Big));
        BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(8), uint.MaxValue);
        Assert.Equal(SKEncodedOrigin.TopLeft, PngOrientation.Of(png));
    }

    /// <summary>A signature, an empty chunk and an eXIf chunk.</summary>
    private static byte[] Png(byte[] exif)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, exif.Length);
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0, .. "tEXt"u8, 0, 0, 0, 0, .. length, .. "eXIf"u8, .. exif, 0, 0, 0, 0];
    }
}
