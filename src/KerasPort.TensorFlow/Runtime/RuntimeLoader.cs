using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;
using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Loads libtensorflow, once in a process.</summary>
internal static class RuntimeLoader
{
    /// <summary>The environment variable that switches the AVX check off, for a libtensorflow that was built without AVX.</summary>
    public const string NoAvxCheckVariable = "KERASPORT_NO_AVX_CHECK";

    private static readonly Lock s_lock = new();
    private static nint s_handle;

    /// <summary>The runtime that is loaded, or null before the first load.</summary>
    public static LocatedRuntime? Loaded { get; private set; }

    /// <summary>Loads libtensorflow at the first call and gives its handle. A failed call leaves nothing behind: after an
    /// installation the next one succeeds.</summary>
    /// <exception cref="RuntimeNotFoundException">No usable libtensorflow was found, or the system could not load it.</exception>
    /// <exception cref="PlatformNotSupportedException">The processor lacks AVX, without which libtensorflow ends the process.</exception>
    public static nint Load()
    {
        if (Volatile.Read(ref s_handle) is not 0 and var loaded)
            return loaded;
        lock (s_lock)
        {
            if (s_handle != 0)
                return s_handle;
            var runtime = RuntimeLocator.Locate();
            CheckProcessor(RuntimePlatform.Current.Processor, HasAvx(), Avx2.IsSupported, runtime.LibraryPath);
            var handle = Open(runtime);
            if (RuntimeVersions.Warning(NativeVersion.Of(handle)) is { } warning)
                Console.Error.WriteLine(warning);
            Loaded = runtime;
            Volatile.Write(ref s_handle, handle);
            return handle;
        }
    }

    /// <summary>Refuses a processor on which libtensorflow would abort the process while it is loaded.</summary>
    internal static void CheckProcessor(Architecture processor, bool hasAvx, bool hasAvx2, string library)
    {
        if (processor != Architecture.X64 || Environment.GetEnvironmentVariable(NoAvxCheckVariable) is "1")
            return;
        // The official builds of 2.4.0, and of no other version, use AVX2 without asking.
        var needsAvx2 = Path.GetFileName(File.ResolveLinkTarget(library, returnFinalTarget: true)?.FullName ?? library).Contains("2.4.0", StringComparison.Ordinal);
        if (needsAvx2 ? hasAvx2 : hasAvx)
            return;
        var needed = needsAvx2 ? "AVX2" : "AVX";
        throw new PlatformNotSupportedException(
            $"{library} needs a processor with {needed} and would end this process without it. This processor does not report {needed}: "
            + $"in a virtual machine pass the host's processor type through; for a libtensorflow that was built without {needed} "
            + $"set {NoAvxCheckVariable}=1.");
    }

    private static bool HasAvx()
    {
        if (Avx.IsSupported || !X86Base.IsSupported)
            return Avx.IsSupported;
        // .NET can be told not to use AVX itself, which says nothing about libtensorflow: ask the processor (AVX and OSXSAVE).
        const int needed = 1 << 28 | 1 << 27;
        return (X86Base.CpuId(1, 0).Ecx & needed) == needed;
    }

    private static nint Open(LocatedRuntime runtime)
    {
        try
        {
            // By its full path first: then the library finds it whatever the links in the folder are called.
            if (runtime.FrameworkPath is { } framework)
                NativeLibrary.Load(framework);
            return NativeLibrary.Load(runtime.LibraryPath);
        }
        catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
        {
            throw new RuntimeNotFoundException(
                $"{runtime.LibraryPath} was found, but the system could not load it: {error.Message.ReplaceLineEndings(" ").Trim()}",
                RuntimeLocator.Trace(), error);
        }
    }
}
