using KerasPort.Tools.Doctor.Images;

namespace KerasPort.Tools.Tests.Doctor.Images;

public class ImageReaderTests
{
    private const long HalfGigabyte = 500_000_000;

    private static byte[] SomePe() => new PeBuilder
    {
        Name = "cufft64_10.dll",
        Exports = ["cufftPlan1d", "cufftExecC2C"],
        Imports = ["KERNEL32.dll", "cudart64_101.dll"],
        DelayImports = ["nvcuda.dll"],
        Version = [("ProductName", "NVIDIA CUDA 10.1.243 CUFFT Library"), ("FileVersion", "6,14,11,10010")],
        FileVersion = [6, 14, 11, 10010],
        Texts = ["zlibwapi.dll", "notalibrary", "kernel32.dll"],
    }.Build();

    private static byte[] SomeElf() => new ElfBuilder
    {
        SoName = "libcusolver.so.11",
        Needed = ["libcublas.so.12", "libnvJitLink.so.12", "libc.so.6"],
        RunPath = "$ORIGIN/../../nvjitlink/lib",
        Texts = ["libcuda.so.1", "libother.so.1"],
        Sections = [".nv_fatbin"],
    }.Build();

    private static BinaryImage Read(byte[] bytes) => ImageReader.Read(new MemoryStream(bytes), "x");

    [Fact]
    public void ReadsASyntheticWindowsImage()
    {
        var image = Assert.IsType<PeImage>(Read(SomePe()));

        Assert.Equal("x64", image.Machine);
        Assert.Equal("cufft64_10.dll", image.OwnName);
        Assert.Equal(["KERNEL32.dll", "cudart64_101.dll"], image.Imports);
        Assert.Equal(["nvcuda.dll"], image.DelayImports);
        Assert.Equal(["cufftExecC2C", "cufftPlan1d"], image.Exports!.Order());
        Assert.Equal("NVIDIA CUDA 10.1.243 CUFFT Library", image.Version!.Text("ProductName"));
        Assert.Equal([6, 14, 11, 10010], image.Version.FileVersion);
        Assert.Equal(["zlibwapi.dll"], image.LoadsAtRunTime);
    }

    [Theory]
    [InlineData(0x14C, "x86", "PE32")]
    [InlineData(0xAA64, "arm64", "PE32+")]
    [InlineData(0x1C4, "0x01C4", "PE32+")]
    public void TellsMachinesApart(int machine, string expected, string kind)
    {
        var image = Assert.IsType<PeImage>(Read(new PeBuilder { Machine = (ushort)machine, Imports = ["KERNEL32.dll"] }.Build()));

        Assert.Equal(expected, image.Machine);
        Assert.Equal(kind, image.Kind);
        Assert.Null(image.Version);
    }

    [Fact]
    public void ReadsASyntheticLinuxImage()
    {
        var image = Assert.IsType<ElfImage>(Read(SomeElf()));

        Assert.Equal("x64", image.Machine);
        Assert.Equal("libcusolver.so.11", image.OwnName);
        Assert.Equal(["libcublas.so.12", "libnvJitLink.so.12", "libc.so.6"], image.Imports);
        Assert.Equal("$ORIGIN/../../nvjitlink/lib", image.RunPath);
        Assert.Equal(["libcuda.so.1"], image.LoadsAtRunTime);
        Assert.True(image.HasGpuKernels);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ReadsAtMostOneMegabyteOfHalfAGigabyte(bool windows)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            var image = windows ? SomePe() : SomeElf();
            using (var file = File.Create(path))
            {
                file.Write(image);
                file.SetLength(HalfGigabyte);
                if (windows)
                {
                    // One section as large as the file: its texts must not be read to the end.
                    file.Position = 0x98 + 240 + 16;
                    file.Write(BitConverter.GetBytes((int)HalfGigabyte - 0x400));
                }
                else
                {
                    // Section headers lie at the end of a real library.
                    var headers = (int)BitConverter.ToInt64(image, 40);
                    file.Position = HalfGigabyte - (image.Length - headers);
                    file.Write(image.AsSpan(headers));
                    file.Position = 40;
                    file.Write(BitConverter.GetBytes(HalfGigabyte - (image.Length - headers)));
                }
            }

            using var counted = new CountingStream(File.OpenRead(path));
            var read = ImageReader.Read(counted, "large");

            Assert.Equal(windows ? "cufft64_10.dll" : "libcusolver.so.11", read.OwnName);
            Assert.InRange(counted.BytesRead, 1, 1_048_576);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(0, "at least the 64 bytes")]
    [InlineData(63, "at least the 64 bytes")]
    public void RefusesAnEmptyOrTinyFile(int size, string reason) =>
        Assert.Contains(reason, Assert.Throws<InvalidDataException>(() => Read(new byte[size])).Message, StringComparison.Ordinal);

    [Fact]
    public void RefusesWhatIsNoImage()
    {
        var text = "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789abcdef"u8.ToArray();

        Assert.Contains("must begin with MZ", Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ACutImageGivesTheOneErrorOrIsRead(bool windows)
    {
        var whole = windows ? SomePe() : SomeElf();
        var refused = 0;
        for (var length = 0; length < whole.Length; length++)
        {
            refused += Outcome(whole[..length]);
        }

        Assert.Equal(whole.Length, refused);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AFlippedImageGivesTheOneErrorOrIsRead(bool windows)
    {
        var whole = windows ? SomePe() : SomeElf();
        var random = new Random(7);
        var refused = 0;
        for (var i = 0; i < 4000; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                bytes[random.Next(Math.Min(bytes.Length, 1600))] = (byte)random.Next(256);
            }

            refused += Outcome(bytes);
        }

        Assert.InRange(refused, 100, 4000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void HostileNumbersGiveTheOneErrorOrAreRead(bool windows)
    {
        var whole = windows ? SomePe() : SomeElf();
        var refused = 0;
        foreach (var number in new uint[] { 0, 1, 0x7FFF_FFFF, 0xFFFF_FFFF, (uint)whole.Length, (uint)whole.Length - 1 })
        {
            for (var at = 0; at + 4 <= whole.Length; at += 4)
            {
                var bytes = (byte[])whole.Clone();
                BitConverter.TryWriteBytes(bytes.AsSpan(at), number);
                refused += Outcome(bytes);
            }
        }

        Assert.InRange(refused, 100, whole.Length * 6);
    }

    [Fact]
    public void RefusesThousandsOfNeededLibraries()
    {
        // A real image needs a dozen libraries.
        var image = new ElfBuilder { SoName = new string('s', 500), Needed = [.. Enumerable.Repeat("libx.so." + new string('n', 490), 10_000)] }.Build();

        Assert.Contains("need fewer libraries", Assert.Throws<InvalidDataException>(() => Read(image)).Message, StringComparison.Ordinal);
    }

    private static int Outcome(byte[] bytes)
    {
        try
        {
            Read(bytes);
            return 0;
        }
        catch (InvalidDataException)
        {
            return 1;
        }
    }
}
