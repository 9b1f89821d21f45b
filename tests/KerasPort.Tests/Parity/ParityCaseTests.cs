using KerasPort.Testing;

namespace KerasPort.Tests.Parity;

public sealed class ParityCaseTests
{
    /// <summary>Python's json writes these bare; texts that hold such words stay as they are.</summary>
    [Fact]
    public void NumbersThatAreNoneAreRead()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["case.json"], """{"name": "a \"NaN\", Infinity", "history": [NaN, -Infinity, Infinity, 1.5]}""");
        var json = ParityCase.ReadJson(Path.GetDirectoryName(folder["case.json"])!);
        Assert.Equal("a \"NaN\", Infinity", json["name"]!.GetValue<string>());
        Assert.Equal([double.NaN, double.NegativeInfinity, double.PositiveInfinity, 1.5], json["history"]!.AsArray().Select(ParityCase.Number));
    }

    /// <summary>NaN is NaN, and nothing else is.</summary>
    [Theory]
    [InlineData(double.NaN, double.NaN, "pass")]
    [InlineData(1, double.NaN, "fail")]
    [InlineData(double.NaN, 1, "fail")]
    [InlineData(double.PositiveInfinity, double.PositiveInfinity, "pass")]
    public void NaNIsCompared(double actual, double expected, string outcome)
    {
        var result = new ParityResult("set", "case");
        result.Compare("loss", [actual], [expected], 1e-5);
        Assert.Equal(outcome, result.Outcome);
    }

    /// <summary>A folder that is no whole case fails alone.</summary>
    [TensorFlowFact]
    public void ABrokenCaseFailsAlone()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["case.json"], "{");
        Assert.Equal("fail", ParityRunner.Run(Path.GetDirectoryName(folder["case.json"])!, ".h5").Outcome);
    }
}
