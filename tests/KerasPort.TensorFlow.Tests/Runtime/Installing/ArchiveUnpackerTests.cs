using System.Formats.Tar;
using System.IO.Compression;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime.Installing;

public sealed class ArchiveUnpackerTests : IDisposable
{
    private readonly TemporaryFolder _outside = new();

    public void Dispose() => _outside.Dispose();

    [Fact]
    public async Task WantedFilesAndTheirLinksLieSideBySide()
    {
        await UnpackAsync(new TestArchive().File("./lib/a.so.1", [1, 2]).Link("lib/a.so", "a.so.1").File("include/a.h", [3])
            .Link("lib/b.so", "lib/a.so.1", TarEntryType.HardLink));
        Assert.Equal(["in", "in/a.so", "in/a.so.1", "in/b.so"], _outside.Names);
        Assert.Equal("a.so.1", new FileInfo(_outside["in/a.so"]).LinkTarget);
        Assert.Equal([1, 2], await File.ReadAllBytesAsync(_outside["in/b.so"]));
    }

    [Theory]
    [InlineData("../evil.so")]
    [InlineData("lib/../../evil.so")]
    [InlineData("/tmp/evil.so")]
    [InlineData("..\\evil.so")]
    [InlineData("C:evil.so")]
    [InlineData("include/../../evil.h")]
    public async Task AnEntryOutsideRefusesTheArchive(string name)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(new TestArchive().File(name, [1])));
        Assert.Equal($"the archive's entry {name} points outside of the archive", error.Message);
        Assert.Equal(["in"], _outside.Names);
    }

    [Theory]
    [InlineData("/etc/passwd")]
    [InlineData("../evil.so")]
    [InlineData("sub/evil.so")]
    [InlineData("..")]
    public async Task ALinkOutsideIsRefused(string target)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(new TestArchive().Link("lib/a.so", target)));
        Assert.Equal($"the archive's link lib/a.so points to {target}, which is not a file beside it", error.Message);
        Assert.Equal(["in"], _outside.Names);
    }

    [Fact]
    public async Task AHardLinkToAnUnwantedFileIsRefused() => await Assert.ThrowsAsync<InvalidDataException>(
        () => UnpackAsync(new TestArchive().File("include/a.h", [1]).Link("lib/a.so", "include/a.h", TarEntryType.HardLink)));

    [Fact]
    public async Task ALinkToNothingIsRefused()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(new TestArchive().Link("lib/a.so", "b.so")));
        Assert.Equal("the archive's link a.so points to b.so, which the archive does not hold", error.Message);
    }

    [Fact]
    public async Task NothingIsWrittenThroughALinkOrTwice()
    {
        _outside.Write("victim", [7]);
        // The link is refused already; and a file of a link's name is no way around it.
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(
            new TestArchive().File("lib/b.so", [1]).Link("lib/a.so", "b.so").File("lib/a.so", [2])));
        Assert.Equal([1], await File.ReadAllBytesAsync(_outside["in/b.so"]));
        Directory.Delete(_outside["in"], recursive: true);
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(new TestArchive().File("lib/a.so", [1]).File("./lib/a.so", [2])));
    }

    [Fact]
    public async Task SomethingElseThanFilesAndLinksIsRefused()
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(new TestArchive().Pipe("lib/a.so")));
        Assert.Equal("the archive's entry lib/a.so is neither a file nor a link, but Fifo", error.Message);
    }

    [Fact]
    public async Task ZipsAreUnpackedAndCheckedAlike()
    {
        await UnpackZipAsync("lib/a.dll", "include/a.h");
        Assert.Equal(["in", "in/a.dll"], _outside.Names);
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackZipAsync("../a.dll"));
        await Assert.ThrowsAsync<InvalidDataException>(() => UnpackZipAsync("a/../../a.dll"));
    }

    private static string? Wanted(string path) => path.StartsWith("include/", StringComparison.Ordinal) ? null : Path.GetFileName(path);

    private async Task UnpackAsync(TestArchive archive)
    {
        using var stream = new MemoryStream(archive.ToTar());
        await new ArchiveUnpacker(_outside.Make("in"), Wanted, () => { }).UnpackTarAsync(stream, CancellationToken.None);
    }

    private async Task UnpackZipAsync(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
            {
                await using var entry = archive.CreateEntry(name).Open();
                entry.WriteByte(1);
            }
        }
        stream.Position = 0;
        await new ArchiveUnpacker(_outside.Make("in"), Wanted, () => { }).UnpackZipAsync(stream, CancellationToken.None);
    }
}
