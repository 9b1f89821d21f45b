using System.Runtime.InteropServices;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime;

public sealed class LibraryHeaderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(FakeLibrary.ElfX64, "linux-x64")]
    [InlineData(FakeLibrary.ElfArm64, "linux-arm64")]
    [InlineData(FakeLibrary.ElfX86, "linux-x86")]
    public void ReadsElf(ushort machine, string platform)
    {
        var header = Read(FakeLibrary.Elf(machine, "libtensorflow_framework.so.2", "libm.so.6"));
        Assert.Equal(platform, header.ToString());
        Assert.Equal(["libtensorflow_framework.so.2", "libm.so.6"], header.Needed);
    }

    [Theory]
    [InlineData(FakeLibrary.PeX64, "win-x64")]
    [InlineData(FakeLibrary.PeArm64, "win-arm64")]
    public void ReadsPortableExecutables(ushort machine, string platform) => Assert.Equal(platform, Read(FakeLibrary.Pe(machine)).ToString());

    [Fact]
    public void ReadsMachO()
    {
        var header = Read(FakeLibrary.MachO(FakeLibrary.MachArm64, "@rpath/libtensorflow_framework.2.dylib", "/usr/lib/libSystem.B.dylib"));
        Assert.Equal("osx-arm64", header.ToString());
        Assert.Equal(["libtensorflow_framework.2.dylib", "libSystem.B.dylib"], header.Needed);
    }

    [Fact]
    public void ReadsUniversalMachO()
    {
        var header = Read(FakeLibrary.Universal(
            FakeLibrary.MachO(FakeLibrary.MachX64, "libtensorflow_framework.2.dylib"), FakeLibrary.MachX64,
            FakeLibrary.MachO(FakeLibrary.MachArm64), FakeLibrary.MachArm64));
        Assert.Equal([Architecture.X64, Architecture.Arm64], header.Architectures);
        Assert.Equal(["libtensorflow_framework.2.dylib"], header.Needed);
    }

    [Fact]
    public void AnUnknownProcessorIsSaidToBeOne() =>
        Assert.Equal("an unknown processor (Linux)", Read(FakeLibrary.Elf(0x1234)).ToString());

    [Fact]
    public void ACutLibraryIsRefused()
    {
        var whole = FakeLibrary.LinuxLibrary;
        var error = Assert.Throws<InvalidDataException>(() => Read(whole[..^10]));
        Assert.Equal($"{Library} is cut off: {whole.Length - 10} bytes of at least {whole.Length}", error.Message);
    }

    [Fact]
    public void EveryLengthOfALibraryIsReadOrRefused()
    {
        foreach (var whole in new[] { FakeLibrary.LinuxLibrary, FakeLibrary.Pe(FakeLibrary.PeX64), FakeLibrary.MachO(FakeLibrary.MachX64, "a.dylib") })
        {
            for (var length = 0; length < whole.Length; length++)
            {
                // Anything else that it throws would fail the test.
                if (Record.Exception(() => Read(whole[..length])) is { } error)
                    Assert.IsType<InvalidDataException>(error);
            }
        }
    }

    [Fact]
    public void RandomDamageIsReadOrRefused()
    {
        var random = new Random(1);
        for (var i = 0; i < 2000; i++)
        {
            var damaged = (i % 2 == 0) ? FakeLibrary.LinuxLibrary : FakeLibrary.MachO(FakeLibrary.MachX64, "libtensorflow_framework.2.dylib");
            for (var j = 0; j < 3; j++)
                damaged[random.Next(4, damaged.Length)] = (byte)random.Next(256);
            if (Record.Exception(() => Read(damaged)) is { } error)
                Assert.IsType<InvalidDataException>(error);
        }
    }

    [Fact]
    public void SomethingElseIsRefused()
    {
        var error = Assert.Throws<InvalidDataException>(() => Read("version https://git-lfs.github.com/spec/v1"u8.ToArray()));
        Assert.Equal($"{Library} is not a shared library", error.Message);
    }

    [Fact]
    public void AnEmptyPlaceholderIsExplained()
    {
        var error = Assert.Throws<InvalidDataException>(() => Read([]));
        Assert.Equal($"{Library} is empty: if a NuGet package brings it in parts, build the project again to put them together", error.Message);
    }

    private string Library => _folder["library"];

    private LibraryHeader Read(byte[] content) => LibraryHeader.Read(_folder.Write("library", content));
}
