using System.Runtime.InteropServices;
using KerasPort.TensorFlow.Native;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime;

public sealed class RuntimeLoaderTests
{
    private static readonly string s_file = typeof(RuntimeLoaderTests).Assembly.Location;

    [Fact]
    public void AProcessorWithoutAvxIsRefusedBeforeLoading()
    {
        var error = Assert.Throws<PlatformNotSupportedException>(() => RuntimeLoader.CheckProcessor(Architecture.X64, hasAvx: false, hasAvx2: false, s_file));
        Assert.Equal($"{s_file} needs a processor with AVX and would end this process without it. This processor does not report AVX: in a virtual "
            + "machine pass the host's processor type through; for a libtensorflow that was built without AVX set KERASPORT_NO_AVX_CHECK=1.", error.Message);
    }

    [Theory]
    [InlineData(Architecture.X64, true)]
    [InlineData(Architecture.Arm64, false)]
    public void OtherProcessorsPass(Architecture processor, bool hasAvx) => RuntimeLoader.CheckProcessor(processor, hasAvx, hasAvx2: false, s_file);

    [Fact]
    public void OneVersionNeedsAvx2()
    {
        using var folder = new TemporaryFolder();
        folder.Write("libtensorflow.so.2.4.0", []);
        var link = folder["libtensorflow.so"];
        File.CreateSymbolicLink(link, "libtensorflow.so.2.4.0");
        var error = Assert.Throws<PlatformNotSupportedException>(() => RuntimeLoader.CheckProcessor(Architecture.X64, hasAvx: true, hasAvx2: false, link));
        Assert.StartsWith($"{link} needs a processor with AVX2 and would end this process without it.", error.Message, StringComparison.Ordinal);
        RuntimeLoader.CheckProcessor(Architecture.X64, hasAvx: true, hasAvx2: true, link);
    }

    [TensorFlowFact]
    public void LoadsOnceFromManyThreads()
    {
        var handles = new nint[8];
        Parallel.For(0, handles.Length, i => handles[i] = RuntimeLoader.Load());
        Assert.Single(handles.Distinct());
        Assert.NotEqual(0, handles[0]);
        Assert.NotNull(RuntimeLoader.Loaded);
        Assert.Equal(RuntimeLocator.Find(), RuntimeLoader.Loaded.LibraryPath);
        Assert.Matches(@"^\d+\.\d+\.\d+", NativeVersion.Of(handles[0]));
    }

    [TensorFlowFact]
    public void APathCantBeNamedAfterLoading()
    {
        RuntimeLoader.Load();
        var error = Assert.Throws<InvalidOperationException>(() => RuntimeLocator.Use("/elsewhere"));
        Assert.Equal("`RuntimeLocator.Use`: must be called before the first use of TensorFlow. "
            + $"{RuntimeLoader.Loaded!.LibraryPath} is loaded already. Received: path=/elsewhere.", error.Message);
    }
}
