using KerasPort.TensorFlow.Native;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Testing;

/// <summary>The libtensorflow that a test run uses: the one that is found, otherwise one that is installed now, by the product's own
/// installer, once for all test projects.</summary>
public static class TensorFlowTestRuntime
{
    private static readonly Lazy<string?> s_problem = new(FindOrInstall);

    /// <summary>Why there is no libtensorflow for this test run, or null where there is one.</summary>
    public static string? Problem => s_problem.Value;

    /// <summary>What skipped tests say, or null where they run.</summary>
    public static string? SkipReason =>
        Problem is null ? null : "No libtensorflow for this test run: the test RuntimeAvailable of this project says why.";

    /// <summary>Sets what libtensorflow reads while it is loaded: few log lines, and the arithmetic without oneDNN that the
    /// numbers of the fixtures come closest to. What the caller's environment says goes first.</summary>
    public static void Prepare()
    {
        Default("TF_CPP_MIN_LOG_LEVEL", "1");
        Default("TF_ENABLE_ONEDNN_OPTS", "0");
    }

    private static void Default(string name, string value)
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)))
            NativeEnvironment.Set(name, value);
    }

    private static string? FindOrInstall()
    {
        Prepare();
        try
        {
            RuntimeInstaller.EnsureInstalledAsync(new ConsoleInstallProgress(Console.Error, isTerminal: false)).GetAwaiter().GetResult();
            return null;
        }
        catch (Exception error) when (error is RuntimeNotFoundException or RuntimeInstallException)
        {
            return error.Message;
        }
    }
}
