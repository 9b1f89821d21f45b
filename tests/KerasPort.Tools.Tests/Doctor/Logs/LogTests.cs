using System.Text.Json;
using KerasPort.Tools.Doctor.Logs;
using KerasPort.Tools.Doctor.Output;

namespace KerasPort.Tools.Tests.Doctor.Logs;

/// <summary>Logs that real TensorFlow builds 1.15 to 2.18 printed.</summary>
public class LogTests
{
    public static TheoryData<string> Files() => LogFiles.Names();

    [Theory]
    [MemberData(nameof(Files))]
    public void GivesTheRightVerdict(string file)
    {
        var row = LogFiles.Row(file);

        LogFiles.Check(row, LogExplainer.Explain(LogFiles.Text(row)));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void ShowsTheLinesThatMatterAndLeavesNoiseAside(string file)
    {
        var row = LogFiles.Row(file);
        var report = LogExplainer.Explain(LogFiles.Text(row));
        var matters = report.Lines.Where(line => line.Matters).Select(line => line.Number).ToHashSet();
        if (!row.TryGetValue("key_lines", out var keys) || !row.TryGetValue("noise_lines", out var noise))
        {
            return;
        }

        Assert.Empty(LogFiles.Lines(keys).Except(matters));
        Assert.Empty(LogFiles.Lines(noise).Intersect(matters));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void WritesTheFieldsThatOthersRead(string file)
    {
        var row = LogFiles.Row(file);
        using var json = JsonDocument.Parse(LogJson.Of(LogExplainer.Explain(LogFiles.Text(row))));

        Assert.Equal(row["verdict"], json.RootElement.GetProperty("verdict").GetString());
        Assert.Equal(row["first_to_repair"], json.RootElement.GetProperty("first_to_repair").GetString() ?? "-");
        Assert.Equal(JsonValueKind.Array, json.RootElement.GetProperty("missing").ValueKind);
    }

    [Fact]
    public void SaysWhichSettingBringsTheNamesBackWhereAVersionPrintsNone()
    {
        const string Log = "W0000 00:00:1795547293.862988   12535 gpu_device.cc:2344] Cannot dlopen some GPU libraries. Please make sure the missing libraries mentioned above are installed properly\nSkipping registering GPU devices...\n";

        Assert.Contains("TF_CPP_VMODULE=dso_loader=1", LogExplainer.Explain(Log).NextStep, StringComparison.Ordinal);
    }

    [Fact]
    public void AnEmptyLogProvesNothing()
    {
        var report = LogExplainer.Explain("");

        Assert.Equal(("no-finding", 0), (report.Verdict, report.ExitCode));
    }

    [Fact]
    public void AVictimIsNotWhatIsMissing()
    {
        const string Log = "2026-11-24 19:09:33.334860: I external/local_tsl/tsl/platform/default/dso_loader.cc:84] Could not load dynamic library 'libcusolver.so.11'; dlerror: libnvJitLink.so.12: cannot open shared object file: No such file or directory; LD_LIBRARY_PATH: /x\n"
            + "W0000 00:00:1795547373.334930   13538 gpu_device.cc:2344] Cannot dlopen some GPU libraries. Please\nSkipping registering GPU devices...\n";

        var report = LogExplainer.Explain(Log);

        Assert.Equal(("dependency-missing", "libnvJitLink.so.12"), (report.Verdict, report.FirstToRepair));
        Assert.Equal(["libnvJitLink.so.12"], report.Missing);
    }

    [Fact]
    public void TheClassicTranscriptProvesTheWrongCuda()
    {
        var report = LogExplainer.Explain(ClassicTranscript.Text);

        Assert.Equal(("libraries-missing", "cudart64_101.dll", 1), (report.Verdict, report.FirstToRepair, report.ExitCode));
        Assert.Equal(["cudart64_101.dll", "cublas64_10.dll", "cufft64_10.dll", "curand64_10.dll", "cusolver64_10.dll", "cusparse64_10.dll"], report.Missing);
        Assert.Contains("CUDA 10.1", report.NextStep, StringComparison.Ordinal);
    }
}
