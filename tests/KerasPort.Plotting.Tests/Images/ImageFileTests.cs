using System.Buffers.Binary;
using KerasPort.Plotting.Images;
using KerasPort.Testing;

namespace KerasPort.Plotting.Tests.Images;

public sealed class ImageFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("images").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void AMissingFileAndAFolderAreNamed()
    {
        Assert.Equal("There is no file \"none.jpg\".", Assert.Throws<FileNotFoundException>(() => ImageFile.Read("none.jpg")).Message);
        Assert.Equal($"\"{_folder}\" is a folder; an image file was expected.", Assert.Throws<IOException>(() => ImageFile.Read(_folder)).Message);
    }

    [Theory]
    [InlineData("", "\"a.jpg\" is not an image that can be read (JPEG, PNG, WebP, BMP, GIF). Received: 0 bytes.")]
    [InlineData("hello, world", "\"a.jpg\" is not an image that can be read (JPEG, PNG, WebP, BMP, GIF). Received: 12 bytes that start with 68656C6C6F2C2077.")]
    public void OtherBytesAreNotAnImage(string content, string message) =>
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => ImageFile.Decode(System.Text.Encoding.ASCII.GetBytes(content), "a.jpg")).Message);

    [Theory]
    [InlineData("large.jpg")]
    [InlineData("color.png")]
    [InlineData("bitmap.bmp")]
    public void AFileCutOffAnywhereIsAnError(string name)
    {
        var bytes = File.ReadAllBytes(Repository.Fixture("opencv", name));
        for (var part = 1; part < 10; part++)
        {
            var cut = bytes[..(bytes.Length * part / 10)];
            var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(cut, name));
            Assert.True(error.Message.Contains("is damaged", StringComparison.Ordinal) || error.Message.Contains("is not an image", StringComparison.Ordinal), error.Message);
        }
    }

    [Fact]
    public void AHeaderOfAHundredMegapixelsIsRefusedBeforeAnythingIsAllocated()
    {
        var png = HugePng(10_000, 10_000);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Decode(png, "huge.png"));
        Assert.Equal("\"huge.png\" is too large: an image may have at most 64000000 pixels. Received: 10000 x 10000.", error.Message);
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 100_000);
    }

    [Fact]
    public void TheLimitOfBytesIsCheckedFirst()
    {
        var path = Path.Combine(_folder, "a.png");
        File.WriteAllBytes(path, new byte[11]);
        var error = Assert.Throws<InvalidDataException>(() => ImageFile.Read(path, new ImageLimits(10, 10)));
        Assert.Equal($"\"{path}\" is too large: an image file may have at most 10 bytes. Received: 11 bytes.", error.Message);
    }

    [Fact]
    public void SavingUnderAnotherEndingIsAnErrorAndLeavesNothing()
    {
        var error = Assert.Throws<ArgumentException>(() => new GrayImage(1, 1, [0]).Save(Path.Combine(_folder, "a.tiff")));
        Assert.StartsWith("A picture's name must end in .png, .jpg or .jpeg. Received: path=", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    /// <summary>A PNG file whose header names a size that its one byte of data does not hold.</summary>
    internal static byte[] HugePng(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        return [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR", header), .. Chunk("IDAT", [0x78]), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string kind, byte[] content)
    {
        byte[] body = [.. System.Text.Encoding.ASCII.GetBytes(kind), .. content];
        var (length, sum) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(sum, Crc(body));
        return [.. length, .. body, .. sum];
    }

    private static uint Crc(byte[] bytes)
    {
        var sum = uint.MaxValue;
        foreach (var one in bytes)
        {
            sum ^= one;
            for (var bit = 0; bit < 8; bit++) sum = (sum >> 1) ^ (0xEDB88320u & (uint)-(int)(sum & 1));
        }
        return ~sum;
    }
}
