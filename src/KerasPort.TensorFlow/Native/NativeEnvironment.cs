using System.Runtime.InteropServices;

namespace KerasPort.TensorFlow.Native;

/// <summary>The environment that native code sees. On Linux and macOS <see cref="Environment.SetEnvironmentVariable(string, string)"/>
/// changes only .NET's own copy.</summary>
internal static partial class NativeEnvironment
{
    /// <summary>Sets a variable for native code and for .NET. libtensorflow reads most of its variables while it is loaded.</summary>
    /// <exception cref="InvalidOperationException">The system refused the name.</exception>
    public static void Set(string name, string value)
    {
        Environment.SetEnvironmentVariable(name, value);
        if (!OperatingSystem.IsWindows() && SetEnv(name, value, 1) != 0)
            throw new InvalidOperationException($"The environment variable can't be set: {Marshal.GetLastPInvokeErrorMessage()}. Received: name={name}.");
    }

    /// <summary>What native code sees, or null where the variable is not set.</summary>
    public static string? Get(string name) =>
        OperatingSystem.IsWindows() ? Environment.GetEnvironmentVariable(name) : Marshal.PtrToStringUTF8(GetEnv(name));

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int SetEnv(string name, string value, int overwrite);

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint GetEnv(string name);
}
