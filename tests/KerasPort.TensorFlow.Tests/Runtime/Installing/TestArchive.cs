using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace KerasPort.TensorFlow.Tests.Runtime.Installing;

/// <summary>Builds archives for the installer, honest and other ones.</summary>
internal sealed class TestArchive
{
    private readonly List<TarEntry> _entries = [];

    /// <summary>An archive laid out as the official ones for Linux.</summary>
    public static TestArchive Official(string version = "2.18.0", int padding = 0) => new TestArchive()
        .Folder("./lib/")
        .File($"./lib/libtensorflow.so.{version}", [.. FakeLibrary.LinuxLibrary, .. Noise(padding)])
        .Link("./lib/libtensorflow.so.2", $"libtensorflow.so.{version}")
        .Link("./lib/libtensorflow.so", "libtensorflow.so.2")
        .File($"./lib/libtensorflow_framework.so.{version}", FakeLibrary.LinuxFramework)
        .Link("./lib/libtensorflow_framework.so.2", $"libtensorflow_framework.so.{version}")
        .Link("./lib/libtensorflow_framework.so", "libtensorflow_framework.so.2")
        .File("./include/tensorflow/c/c_api.h", "/* */"u8.ToArray())
        .File("./LICENSE", "Apache"u8.ToArray());

    /// <summary>Bytes that do not compress.</summary>
    public static byte[] Noise(int count)
    {
        var noise = new byte[count];
        new Random(1).NextBytes(noise);
        return noise;
    }

    public static string Sha256(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    public TestArchive Folder(string name) => Add(new PaxTarEntry(TarEntryType.Directory, name));

    public TestArchive File(string name, byte[] content) =>
        Add(new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) });

    public TestArchive Link(string name, string target, TarEntryType type = TarEntryType.SymbolicLink) =>
        Add(new PaxTarEntry(type, name) { LinkName = target });

    public TestArchive Pipe(string name) => Add(new PaxTarEntry(TarEntryType.Fifo, name));

    public byte[] ToTar()
    {
        var stream = new MemoryStream();
        using (var writer = new TarWriter(stream, leaveOpen: true))
        {
            foreach (var entry in _entries)
                writer.WriteEntry(entry);
        }
        return stream.ToArray();
    }

    public byte[] ToTarGz() => Compress(ToTar(), stream => new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true));

    public byte[] ToTarBr() => Compress(ToTar(), stream => new BrotliStream(stream, CompressionLevel.Fastest, leaveOpen: true));

    private static byte[] Compress(byte[] content, Func<Stream, Stream> open)
    {
        var stream = new MemoryStream();
        using (var compressed = open(stream))
            compressed.Write(content);
        return stream.ToArray();
    }

    private TestArchive Add(TarEntry entry)
    {
        _entries.Add(entry);
        return this;
    }
}
