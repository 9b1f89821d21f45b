using System.Globalization;
using System.Runtime.Versioning;

namespace KerasPort.Hdf5.Tests;

public class AtomicFileTests
{
    [Fact]
    public void ReplacesAFile()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.Write(folder["a.h5"], stream => stream.Write("old"u8));
        AtomicFile.Write(folder["a.h5"], stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(folder["a.h5"]));
        Assert.Equal(["a.h5"], folder.Names);
    }

    [Fact]
    public void AFailureLeavesTheOldFileAndNothingElse()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.h5"], "old");
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(folder["a.h5"], stream =>
        {
            stream.Write(new byte[1_000_000]);
            Assert.Equal("old", File.ReadAllText(folder["a.h5"]));
            throw new OperationCanceledException();
        }));
        Assert.Equal("old", File.ReadAllText(folder["a.h5"]));
        Assert.Equal(["a.h5"], folder.Names);
        Assert.Throws<OperationCanceledException>(() => AtomicFile.Write(folder["b.h5"], _ => throw new OperationCanceledException()));
        Assert.Equal(["a.h5"], folder.Names);
    }

    [Fact]
    public void SaysWhyAPathCannotBeWritten()
    {
        using var folder = new TemporaryFolder();
        var missing = folder["none/a.h5"];
        Assert.Equal(
            $"`{missing}` can't be written: there is no folder `{folder["none"]}`.",
            Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(missing, _ => Assert.Fail("called"))).Message);
        Assert.Equal(
            $"`{folder.Path}` can't be written: it must be a file. It is a folder.",
            Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.Write(folder.Path, _ => Assert.Fail("called"))).Message);
        File.WriteAllText(folder["a.h5"], "old");
        var inFile = Path.Combine(folder["a.h5"], "b.h5");
        Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.Write(inFile, _ => Assert.Fail("called")));
        var unwritable = OperatingSystem.IsLinux() ? "/proc/kerasport.h5" : null;
        if (unwritable is not null)
        {
            var error = Assert.ThrowsAny<Exception>(() => AtomicFile.Write(unwritable, _ => Assert.Fail("called")));
            Assert.True(error is IOException or UnauthorizedAccessException);
            Assert.StartsWith($"`{unwritable}` can't be written: ", error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(["a.h5"], folder.Names);
    }

    [Fact]
    public void TellsBeforehandWhetherAPathCanBeWritten()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.h5"], "old");
        AtomicFile.EnsureWritable(folder["a.h5"]);
        AtomicFile.EnsureWritable(folder["new.h5"]);
        Assert.Equal("old", File.ReadAllText(folder["a.h5"]));
        Assert.Equal(["a.h5"], folder.Names);
        Assert.Equal(
            $"`{folder["none/a.h5"]}` can't be written: there is no folder `{folder["none"]}`.",
            Assert.Throws<DirectoryNotFoundException>(() => AtomicFile.EnsureWritable(folder["none/a.h5"])).Message);
        Assert.Throws<UnauthorizedAccessException>(() => AtomicFile.EnsureWritable(folder.Path));
    }

    [SkippableFact]
    [UnsupportedOSPlatform("windows")]
    public void KeepsPermissionsAndLinks()
    {
        Skip.If(OperatingSystem.IsWindows(), "needs Unix permissions and links");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["a.h5"], "old");
        File.SetUnixFileMode(folder["a.h5"], UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.CreateSymbolicLink(folder["link.h5"], folder["a.h5"]);
        AtomicFile.Write(folder["link.h5"], stream => stream.Write("new"u8));
        Assert.Equal("new", File.ReadAllText(folder["a.h5"]));
        Assert.Equal(folder["a.h5"], new FileInfo(folder["link.h5"]).LinkTarget);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(folder["a.h5"]));
        AtomicFile.Write("/dev/null", stream => stream.WriteByte(1));
        Assert.True(File.Exists("/dev/null") && new FileInfo("/dev/null").Length == 0);
    }

    [Fact]
    public void RemovesWhatKilledProcessesLeft()
    {
        using var folder = new TemporaryFolder();
        string? own = null;
        AtomicFile.Write(folder["a.h5"], _ => own = folder.Names.Single());
        var parts = own!.Split('-');

        // No process has this number: it is larger than Linux and Windows give out.
        var dead = string.Create(CultureInfo.InvariantCulture, $"{parts[0]}-{int.MaxValue - 5}-1.tmp");
        var elsewhere = dead.Replace(parts[0][^8..], "00000000", StringComparison.Ordinal);
        File.WriteAllText(folder[dead], "left");
        File.WriteAllText(folder[elsewhere], "of another machine");
        File.WriteAllText(folder[own], "of this very process");
        AtomicFile.Write(folder["a.h5"], stream => stream.Write("new"u8));
        Assert.Equal(new[] { elsewhere, own, "a.h5" }.Order(), folder.Names);
    }

    [Fact]
    public void LongNamesAreAllowed()
    {
        using var folder = new TemporaryFolder();
        var name = new string('ü', 125) + ".h5";
        AtomicFile.Write(folder[name], stream => stream.Write("new"u8));
        Assert.Equal([name], folder.Names);
    }
}
