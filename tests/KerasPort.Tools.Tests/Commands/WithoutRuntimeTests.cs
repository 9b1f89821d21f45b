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

    [Fact]
    public void A_slow_start_does_not_keep_the_doctor_from_answering()
    {
        // nvidia-smi that sleeps uses the time up in which the real library would be asked.
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var folder = Directory.CreateTempSubdirectory("kerasport-smi").FullName;
        try
        {
            var program = Path.Combine(folder, "nvidia-smi");
            File.WriteAllText(program, "#!/bin/sh\nsleep 1.5\necho No devices were found\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var library = Path.Combine(folder, "libtensorflow.so.2");
            File.WriteAllBytes(library, new Doctor.Images.ElfBuilder { SoName = "libtensorflow.so.2" }.Build());

            var (code, output) = Run(["doctor", "--json"], ("PATH", folder + ":" + Environment.GetEnvironmentVariable("PATH")), ("KERASPORT_TENSORFLOW", library));

            Assert.NotEqual("", output);
            Assert.Equal(code, JsonNode.Parse(output)!["exit_code"]!.GetValue<int>());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static (int Code, string Output) Run(params string[] arguments) => Run(arguments, []);

    private static (int Code, string Output) Run(string[] arguments, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "KerasPort.Tools.dll"), .. arguments]) { RedirectStandardOutput = true };
        start.Environment["KERASPORT_TENSORFLOW"] = Path.Combine(AppContext.BaseDirectory, "no-such-folder");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output);
    }
}
