using System.Text.Json.Nodes;
using KerasPort.Tools.Doctor;
using KerasPort.Tools.Doctor.Fixing;
using KerasPort.Tools.Tests.Doctor.Images;

namespace KerasPort.Tools.Tests.Doctor.Fixing;

/// <summary>--fix and --undo on a folder that holds CUDA 10.0 for Windows, for a TensorFlow that asks for 10.1.</summary>
public sealed class FixCommandTests : IDisposable
{
    private static readonly (string Has, string Asked)[] s_names =
    [
        ("cudart64_100.dll", "cudart64_101.dll"), ("cublas64_100.dll", "cublas64_10.dll"), ("cufft64_100.dll", "cufft64_10.dll"),
        ("curand64_100.dll", "curand64_10.dll"), ("cusolver64_100.dll", "cusolver64_10.dll"), ("cusparse64_100.dll", "cusparse64_10.dll"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("kerasport-fix").FullName;

    public FixCommandTests()
    {
        Directory.CreateDirectory(Bin);
        foreach (var (name, _) in s_names)
        {
            File.WriteAllBytes(In(name), new PeBuilder { Name = name, Imports = ["KERNEL32.dll"], Version = [("ProductName", "NVIDIA CUDA 10.0.130 " + name)] }.Build());
        }

        File.WriteAllBytes(In("cudnn64_7.dll"), new PeBuilder { Name = "cudnn64_7.dll", Imports = ["KERNEL32.dll"], Version = [("ProductVersion", "7.6.5.32")] }.Build());
    }

    private string Bin => Path.Combine(_folder, "bin");

    private string Record => In(FixRecord.FileName);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void CopiesEveryLibraryBesideItsOriginalAndTakesThemBack()
    {
        var before = Files();

        var (code, output, _) = Run("yes\n");

        Assert.Equal(0, code);
        Assert.Contains("may crash or compute wrongly", output, StringComparison.Ordinal);
        Assert.Contains("best 1.15 or 2.0", output, StringComparison.Ordinal);
        Assert.Equal(before.Concat(s_names.Select(name => name.Asked)).Append(FixRecord.FileName).Order(StringComparer.Ordinal), Files());
        Assert.All(s_names, name => Assert.Equal(File.ReadAllBytes(In(name.Has)), File.ReadAllBytes(In(name.Asked))));
        Assert.Equal("unsupported-mix", Examine());

        (code, output, _) = Run("", undo: true);

        Assert.Equal(0, code);
        Assert.Contains("removed " + In("cufft64_10.dll"), output, StringComparison.Ordinal);
        Assert.Equal(before, Files());
        Assert.Equal("cuda-wrong-version", Examine());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("y\n")]
    [InlineData("no\n")]
    public void DoesNothingWithoutAYes(string answer)
    {
        var before = Files();

        Assert.Equal(1, Run(answer).Code);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void NeverOverwritesAFile()
    {
        // A 32-bit file stands under one of the names: it is no missing library, so copying the others would be no use.
        File.WriteAllBytes(In("cufft64_10.dll"), new PeBuilder { Name = "cufft64_10.dll", Machine = 0x14C }.Build());
        var before = Files();

        var (code, _, error) = Run("yes\n");

        Assert.Equal(1, code);
        Assert.Contains("cufft64_10.dll would still not load", error, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void ACopyThatCannotBeMadeLeavesNothingBehind()
    {
        var before = Files();
        Directory.CreateDirectory(In("cusparse64_10.dll"));

        Assert.ThrowsAny<Exception>(() => FixExecution.Make([.. s_names.Select(name => new PlannedCopy(In(name.Has), In(name.Asked)))]));

        Directory.Delete(In("cusparse64_10.dll"));
        Assert.Equal(before, Files());
    }

    [Fact]
    public void AFolderThatCannotBeWrittenToStaysAsItWas()
    {
        // As a read-only folder refuses it, also to an administrator: the record can't be written.
        Directory.CreateDirectory(Record);
        var before = Files();

        var (code, _, error) = Run("yes\n");

        Assert.Equal(1, code);
        Assert.Contains("Nothing was changed.", error, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    public void WhatAnInterruptedRunLeftCanBeTakenBackOrFinished(int finished)
    {
        var before = Files();
        Run("yes\n");
        var record = File.ReadAllText(Record);
        Run("", undo: true);
        // As the run leaves it that ends after its record, with some copies in place and the next one half written.
        File.WriteAllText(Record, record);
        foreach (var (has, asked) in s_names.Take(finished))
        {
            File.Copy(In(has), In(asked));
        }

        File.WriteAllBytes(In(s_names[finished].Asked) + ".kerasport-unfinished", [1, 2, 3]);

        Assert.Equal(0, Run("yes\n").Code);
        Assert.All(s_names, name => Assert.Equal(File.ReadAllBytes(In(name.Has)), File.ReadAllBytes(In(name.Asked))));
        Assert.Equal(s_names.Length, FixRecord.Read(Bin).Count);

        File.WriteAllBytes(In(s_names[finished].Asked) + ".kerasport-unfinished", [1, 2, 3]);
        Assert.Equal(0, Run("", undo: true).Code);
        Assert.Equal(before, Files());
    }

    [Fact]
    public void AFileThatWasChangedSinceIsLeftAndNamed()
    {
        Run("yes\n");
        File.WriteAllText(In("cufft64_10.dll"), "the real one, installed later");

        var (code, output, _) = Run("", undo: true);

        Assert.Equal(1, code);
        Assert.Contains("left alone " + In("cufft64_10.dll"), output, StringComparison.Ordinal);
        Assert.True(File.Exists(In("cufft64_10.dll")));
        Assert.False(File.Exists(In("cublas64_10.dll")));
    }

    [Fact]
    public void ARecordNeverPointsOutOfItsFolder()
    {
        var victim = Path.Combine(_folder, "victim.dll");
        File.WriteAllText(victim, "mine");
        File.WriteAllText(Record, new JsonObject
        {
            ["copies"] = new JsonArray(new JsonObject { ["copy"] = "../victim.dll", ["original"] = "x", ["sha256"] = FixRecord.Sum(victim) }),
        }.ToJsonString());

        var (code, _, error) = Run("", undo: true);

        Assert.Equal(64, code);
        Assert.Contains(FixRecord.FileName, error, StringComparison.Ordinal);
        Assert.True(File.Exists(victim));
    }

    [Fact]
    public void NothingToUndoIsNoFailure() => Assert.Equal(0, Run("", undo: true).Code);

    [Theory]
    [InlineData("2.10")]
    [InlineData("1.15")]
    public void RefusesWhereCopiesCannotHelp(string version)
    {
        var before = Files();

        var (code, _, error) = Run("yes\n", version: version);

        Assert.Equal(1, code);
        Assert.Contains("Nothing was copied", error, StringComparison.Ordinal);
        Assert.Equal(before, Files());
    }

    [Theory]
    [InlineData("0.9")]
    [InlineData("x")]
    public void AnUnknownVersionIsWrongUsage(string version) => Assert.Equal(64, Run("yes\n", version: version).Code);

    private string In(string name) => Path.Combine(Bin, name);

    private List<string> Files() => [.. Directory.GetFiles(Bin).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    private string Examine()
    {
        using var output = new StringWriter();
        DoctorProgram.Run(new DoctorOptions { TensorFlow = "2.3", Cuda = _folder, Windows = true, Json = true }, TextReader.Null, output, TextWriter.Null);
        return JsonNode.Parse(output.ToString())!["first_finding"]!.GetValue<string>();
    }

    private (int Code, string Output, string Error) Run(string input, bool undo = false, string version = "2.3")
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = DoctorProgram.Run(
            new DoctorOptions { TensorFlow = version, Cuda = _folder, Windows = true, Fix = !undo, Undo = undo }, new StringReader(input), output, error);
        return (code, output.ToString(), error.ToString());
    }
}
