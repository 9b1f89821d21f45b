using System.Diagnostics;
using System.Text.Json.Nodes;
using KerasPort.Testing;

namespace KerasPort.Tools.Tests.Commands;

/// <summary>The built tool where no libtensorflow can be found: doctor and h5 answer all the same.</summary>
public class WithoutRuntimeTests
{
    [Fact]
    public void The_doctor_says_that_there_is_no_TensorFlow()
    {
        var (code, output) = Run("doctor", "--json");

        Assert.Equal(2, code);
        Assert.Equal("tensorflow-missing", JsonNode.Parse(output)!["first_finding"]!.GetValue<string>());
    }

    [Fact]
    public void A_model_is_summarised()
    {
        var (code, output) = Run("h5", "summary", Repository.Fixture("hdf5", "keras.h5"), "--json");

        Assert.Equal(0, code);
        Assert.True(JsonNode.Parse(output)!["loads"]!.GetValue<bool>(), output);
    }

    private static (int Code, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "KerasPort.Tools.dll"), .. arguments]) { RedirectStandardOutput = true };
        start.Environment["KERASPORT_TENSORFLOW"] = Path.Combine(AppContext.BaseDirectory, "no-such-folder");
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
