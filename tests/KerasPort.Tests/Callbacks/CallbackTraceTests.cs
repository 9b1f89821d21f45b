using System.Text.Json.Nodes;
using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Testing;

namespace KerasPort.Tests.Callbacks;

/// <summary>Callbacks over the scripted histories that real Keras 2.3.1 was given, compared with what it did after each epoch.</summary>
[Collection("console")]
public sealed class CallbackTraceTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kerasport").FullName;

    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        foreach (var entry in KerasFixture.Load("callbacks").Where(entry => entry.Json.ContainsKey("epochs")))
            data.Add(entry.Name, entry.Index);
        return data;
    }

    public void Dispose()
    {
        Directory.SetCurrentDirectory(AppContext.BaseDirectory);
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void DoesAfterEachEpochWhatKerasDid(string name, int index)
    {
        var test = KerasFixture.Load("callbacks")[index];
        Assert.Equal(name, test.Name);
        using var model = new Sequential("model");
        model.Add(new Dense(1, useBias: false, kernelInitializer: "zeros", inputShape: [1]));
        model.Compile(new SGD(test.Json["initial_lr"]!.GetValue<double>()), "mse");
        var callback = Make(test);
        callback.Model = model;
        using var console = new ConsoleText();
        // The texts name the files as they were given: relative ones.
        Directory.SetCurrentDirectory(_folder);
        callback.OnTrainBegin([]);
        var epoch = test.Json["first_epoch"]!.GetValue<int>();
        foreach (var expected in test.Json["epochs"]!.AsArray())
        {
            callback.OnEpochBegin(epoch, []);
            Assert.Equal(expected!["lr_during"]!.GetValue<double>(), model.Optimizer.LearningRate, 1e-8);
            model.SetWeights(new NumSharp.NDArray(new[] { (float)epoch }, new NumSharp.Shape(1, 1)));
            var logs = new Logs();
            foreach (var (key, value) in expected["logs"]!.AsObject())
                logs[key] = KerasFixture.Value<double>(value);
            callback.OnEpochEnd(epoch, logs);
            Assert.Equal(expected["lr_after"]!.GetValue<double>(), model.Optimizer.LearningRate, 1e-8);
            Assert.Equal(expected["stop"]!.GetValue<bool>(), model.StopTraining);
            Assert.Equal(expected["weights_of_epoch"]!.GetValue<int>(), model.GetWeights()[0].GetSingle(0, 0));
            Assert.Equal(expected["text"]!.GetValue<string>(), console.Take());
            if (expected["logged_lr"] is { } rate)
                Assert.Equal(rate.GetValue<double>(), logs["lr"], 1e-8);
            if (name == "ModelCheckpoint")
                CheckFile(expected["saved"]);
            epoch++;
        }
        callback.OnTrainEnd([]);
        Assert.Equal(test.Text("end_text"), console.Take());
    }

    private void CheckFile(JsonNode? saved)
    {
        var files = Directory.GetFiles(_folder);
        if (saved is null)
        {
            Assert.Empty(files);
            return;
        }
        var path = Path.Combine(_folder, saved["path"]!.GetValue<string>());
        Assert.Equal([path], files);
        using (var file = Hdf5.H5File.Open(path))
            Assert.Equal(saved["weights_only"]!.GetValue<bool>(), !file.Root.Attributes.Contains("model_config"));
        File.Delete(path);
    }

    private static Callback Make(FixtureCase test) => test.Name switch
    {
        "ReduceLROnPlateau" => new ReduceLROnPlateau(
            test.Arg("monitor", "val_loss"), test.Arg("factor", 0.1), test.Arg("patience", 10), test.Arg("verbose", 0),
            test.Arg("mode", "auto"), test.Arg("min_delta", 1e-4), test.Arg("cooldown", 0), test.Arg("min_lr", 0.0)),
        "EarlyStopping" => new EarlyStopping(
            test.Arg("monitor", "val_loss"), test.Arg("min_delta", 0.0), test.Arg("patience", 0), test.Arg("verbose", 0),
            test.Arg("mode", "auto"), test.Args["baseline"] is { } baseline ? KerasFixture.Value<double>(baseline) : null, test.Arg("restore_best_weights", false)),
        "LearningRateScheduler" => new LearningRateScheduler(Schedule(test.Text("schedule")!), test.Arg("verbose", 0)),
        "ModelCheckpoint" => new ModelCheckpoint(
            test.Arg("filepath", ""), test.Arg("monitor", "val_loss"), test.Arg("verbose", 0), test.Arg("save_best_only", false),
            test.Arg("save_weights_only", false), test.Arg("mode", "auto"), test.Arg("period", 1)),
        _ => throw new ArgumentException($"The fixture is of an unknown callback: {test}."),
    };

    private static Func<int, double, double> Schedule(string name) => name switch
    {
        "halve from the third epoch on" => (epoch, rate) => epoch < 2 ? rate : rate * 0.5,
        "0.1 divided by one plus the epoch" => (epoch, _) => 0.1 / (1 + epoch),
        "the constant 0.05" => (_, _) => 0.05,
        "a tenth each epoch" => (_, rate) => rate * 0.1,
        _ => throw new ArgumentException($"The fixture's schedule is unknown: {name}."),
    };
}
