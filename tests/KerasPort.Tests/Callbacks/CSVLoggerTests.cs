using System.Text.Json.Nodes;
using KerasPort.Callbacks;
using KerasPort.Models;
using KerasPort.Testing;

namespace KerasPort.Tests.Callbacks;

/// <summary>The file's bytes against those that real Keras 2.3.1 wrote.</summary>
public sealed class CSVLoggerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kerasport").FullName;

    // Figures here are numbers: a row with a vector has no counterpart.
    public static TheoryData<int> Cases() =>
        [.. KerasFixture.Load("callbacks", "CSVLogger").Where(entry => entry.Json["rows"]!.AsArray().All(row => row!.AsObject().All(pair => pair.Value is not JsonArray))).Select(entry => entry.Index)];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Cases))]
    public void WritesWhatKerasWrote(int index)
    {
        var test = KerasFixture.Load("callbacks")[index];
        var path = Path.Combine(_folder, "log.csv");
        if (test.Text("before") is { } before)
            File.WriteAllText(path, before);
        using var model = new Sequential("model");
        using var logger = new CSVLogger(path, test.Arg("separator", ",")[0], test.Arg("append", false)) { Model = model };
        logger.OnTrainBegin([]);
        var epoch = test.Json["first_epoch"]!.GetValue<int>();
        foreach (var row in test.Json["rows"]!.AsArray())
        {
            model.StopTraining = test.Json["stop_at"] is { } stop && stop.GetValue<int>() == epoch;
            var logs = new Logs();
            foreach (var (name, value) in row!.AsObject())
                logs[name] = KerasFixture.Value<double>(value);
            logger.OnEpochEnd(epoch++, logs);
        }
        logger.OnTrainEnd([]);
        Assert.Equal(test.Text("text"), File.ReadAllText(path));
    }
}
