using System.Diagnostics;
using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Testing;

namespace KerasPort.Tools.Tests.Commands;

/// <summary>The built tool where no libtensorflow can be found: doctor and h5 answer all the same.</summary>
public class WithoutRuntimeTests
{
    [Fact]
    public void TheDoctorSaysThatThereIsNoTensorFlow()
    {
        var (code, output) = Run("doctor", "--json");

        Assert.Equal(2, code);
        Assert.Equal("tensorflow-missing", JsonNode.Parse(output)!["first_finding"]!.GetValue<string>());
    }

    [Fact]
    public void AModelIsSummarised()
    {
        var (code, output) = Run("h5", "summary", Repository.Fixture("hdf5", "keras.h5"), "--json");

        Assert.Equal(0, code);
        Assert.True(JsonNode.Parse(output)!["loads"]!.GetValue<bool>(), output);
    }

    [Fact]
    public async Task WhatWasPassedOverIsToldOnce()
    {
        using var folder = new TemporaryFolder();
        using (var model = new Sequential([new Dense(1, inputShape: [2])]))
        {
            model.Compile("sgd", "mean_squared_error");
            model.Save(folder["model.h5"]);
        }

        // A loss that nobody knows, of the same length.
        var bytes = File.ReadAllBytes(folder["model.h5"]);
        "mean_squared_wonder"u8[..18].CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("mean_squared_error"u8)));
        File.WriteAllBytes(folder["model.h5"], bytes);
        var start = Start(["h5", "summary", folder["model.h5"]]);
        start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();

        Assert.Single(output.Split('\n'), line => line.StartsWith("warning: ", StringComparison.Ordinal) && line.Contains("mean_squared_wonde", StringComparison.Ordinal));
        Assert.DoesNotContain("mean_squared_wonde", await error, StringComparison.Ordinal);
    }

    [Fact]
    public void AProgramThatHangsDoesNotKeepTheDoctorFromAnswering()
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
            File.WriteAllText(program, "#!/bin/sh\nsleep 60\n");
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            var library = Path.Combine(folder, "libtensorflow.so.2");
            File.WriteAllBytes(library, new Doctor.Images.ElfBuilder { SoName = "libtensorflow.so.2" }.Build());

            var watch = Stopwatch.StartNew();
            var (code, output) = Run(["doctor", "--json"], ("PATH", folder + ":" + Environment.GetEnvironmentVariable("PATH")), ("KERASPORT_TENSORFLOW", library));

            Assert.Contains("nvidia-smi did not answer within", output, StringComparison.Ordinal);
            Assert.InRange(watch.Elapsed.TotalSeconds, 0, 30);
            Assert.Equal(code, JsonNode.Parse(output)!["exit_code"]!.GetValue<int>());
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("--log", 0)]
    [InlineData("--fix", 1)]
    public async Task AClosedStandardInputIsAnEmptyOne(string option, int code)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new TemporaryFolder();
        foreach (var name in new[] { "cudart64_100", "cublas64_100", "cufft64_100", "curand64_100", "cusolver64_100", "cusparse64_100", "cudnn64_7" })
        {
            File.WriteAllBytes(folder[name + ".dll"], new Doctor.Images.PeBuilder { Name = name + ".dll", Imports = ["KERNEL32.dll"] }.Build());
        }

        string[] arguments = option == "--log" ? ["doctor", option] : ["doctor", option, "--tensorflow", "2.3", "--os", "windows", "--cuda", folder.Path];
        var start = Start(arguments);
        var (program, all) = (start.FileName, start.ArgumentList.ToArray());
        start.FileName = "/bin/sh";
        start.ArgumentList.Clear();
        foreach (var argument in new[] { "-c", "exec \"$@\" <&-", "sh", program }.Concat(all))
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var ended = process.WaitForExit(TimeSpan.FromMinutes(1));
        if (!ended)
        {
            process.Kill(entireProcessTree: true);
        }

        Assert.True(ended);
        Assert.Equal(code, process.ExitCode);
        Assert.Contains(option == "--log" ? "no-finding" : "Type yes", await output, StringComparison.Ordinal);
    }

    private static (int Code, string Output) Run(params string[] arguments) => Run(arguments, []);

    private static ProcessStartInfo Start(string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "KerasPort.Tools.dll"), .. arguments]) { RedirectStandardOutput = true };
        start.Environment["KERASPORT_TENSORFLOW"] = Path.Combine(AppContext.BaseDirectory, "no-such-folder");
        return start;
    }

    private static (int Code, string Output) Run(string[] arguments, params ReadOnlySpan<(string Name, string Value)> environment)
    {
        var start = Start(arguments);
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
