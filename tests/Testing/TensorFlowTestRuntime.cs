using KerasPort.TensorFlow.Native;
using KerasPort.TensorFlow.Runtime;
using Xunit.Abstractions;
using Xunit.Sdk;

namespace KerasPort.Testing;

/// <summary>The libtensorflow that a test run uses: the one that is found, otherwise one that is installed now, by the product's own
/// installer, once for all test projects.</summary>
public static class TensorFlowTestRuntime
{
    private static readonly Lock s_lock = new();
    private static bool s_isKnown;
    private static string? s_problem;

    /// <summary>Finds or installs libtensorflow at the first call.</summary>
    /// <param name="diagnostics">Where an installation says what it does: the only text of a running test that `dotnet test` shows.</param>
    /// <returns>Why there is no libtensorflow for this test run, or null where there is one.</returns>
    public static string? Problem(IMessageSink diagnostics)
    {
        lock (s_lock)
        {
            if (!s_isKnown)
                s_problem = FindOrInstall(diagnostics);
            s_isKnown = true;
            return s_problem;
        }
    }

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

    private static string? FindOrInstall(IMessageSink diagnostics)
    {
        Prepare();
        try
        {
            RuntimeInstaller.EnsureInstalledAsync(new DiagnosticProgress(diagnostics)).GetAwaiter().GetResult();
            return null;
        }
        catch (Exception error) when (error is RuntimeNotFoundException or RuntimeInstallException)
        {
            return error.Message;
        }
    }

    private sealed class DiagnosticProgress(IMessageSink diagnostics) : IProgress<RuntimeInstallProgress>
    {
        private string _step = "";

        public void Report(RuntimeInstallProgress value)
        {
            if (Interlocked.Exchange(ref _step, value.Message) != value.Message)
                diagnostics.OnMessage(new DiagnosticMessage(value.Message));
        }
    }
}
