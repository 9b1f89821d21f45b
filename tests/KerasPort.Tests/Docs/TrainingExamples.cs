using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Losses;
using KerasPort.Metrics;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Optimizers.Schedules;
using KerasPort.Training;
using CategoricalCrossentropy = KerasPort.Losses.CategoricalCrossentropy;
using K = KerasPort.Keras.Backend;

namespace KerasPort.Tests.Docs;

/// <summary>The examples of docs/training.md: every line of its C# blocks stands here, and runs.</summary>
public sealed class TrainingExamples
{
    [TensorFlowFact]
    public void Run()
    {
        using var temporary = new TemporaryFolder();
        var folder = temporary.Path;
        var (x, y, weights) = (new float[24, 4], new float[24, 3], new float[24]);
        for (var i = 0; i < 24; i++)
            (x[i, i % 4], y[i, i % 3], weights[i]) = (1, 1, i % 2 + 1);
        using var model = new Sequential([new Dense(3, activation: "softmax", inputShape: [4])]);
        model.Compile("sgd", "categorical_crossentropy");

        model.Fit(x, y, batchSize: 16, epochs: 2, verbose: 0, validationSplit: 0.25);
        model.Fit(x, y, verbose: 0, validationData: (x, y), validationFreq: 2, epochs: 4);
        model.Fit(new[] { new Batch(x, y), new Batch(x, y) }, epochs: 2, verbose: 0);
        model.Fit(ModelData.From(Endless(x, y)), stepsPerEpoch: 3, verbose: 0);
        model.Fit(x, y, verbose: 0, sampleWeight: weights);
        model.Fit(x, y, verbose: 0, classWeight: new Dictionary<int, double> { [0] = 1, [1] = 3, [2] = 0.5 });
        model.Compile(new Adam(0.01), new CategoricalCrossentropy(labelSmoothing: 0.1), metrics: ["accuracy", new TopKCategoricalAccuracy(k: 2), new AUC()]);
        model.Fit(x, y, verbose: 0);
        var loss = Loss.From("weighted_mse", (yTrue, yPred) => K.Mean(K.Square(yTrue - yPred) * (1 + yTrue), -1));
        var metric = Metric.From("largest_error", (yTrue, yPred) => K.Max(K.Abs(yTrue - yPred), -1));
        model.Compile("sgd", loss, metrics: [metric]);
        Assert.Equal(["loss", "largest_error"], model.Fit(x, y, verbose: 0).Figures.Keys.Order().Reverse());
        model.Compile(new SGD(new CosineDecay(0.1, decaySteps: 1000), momentum: 0.9), "categorical_crossentropy");
        model.Fit(x, y, verbose: 0);
        model.Compile(new SGD(0.1), "categorical_crossentropy");
        model.Optimizer.LearningRate /= 2;
        Assert.Equal(0.05, model.Optimizer.LearningRate, 1e-7);
        var history = model.Fit(x, y, epochs: 20, verbose: 0, validationData: (x, y), callbacks:
        [
            new EarlyStopping(patience: 2, restoreBestWeights: true),
            new ReduceLROnPlateau(factor: 0.5, patience: 1),
            new ModelCheckpoint(Path.Combine(folder, "best.hdf5"), saveBestOnly: true),
            new LambdaCallback(onEpochEnd: (epoch, logs) => Console.WriteLine($"{epoch}: {logs["loss"]}")),
        ]);
        Assert.True(history["val_loss"].Count > 1);
        model.Fit(x, y, epochs: 2, seed: 7, verbose: 0, callbacks: [new ModelCheckpoint(Path.Combine(folder, "checkpoint.hdf5"))]);
        using var resumed = Keras.Models.LoadModel(Path.Combine(folder, "checkpoint.hdf5"));
        resumed.Fit(x, y, epochs: 4, initialEpoch: 2, seed: 7, verbose: 0);
    }

    [Fact]
    public void EveryExampleStandsHere()
    {
        var source = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "KerasPort.Tests", "Docs", "TrainingExamples.cs")).Select(line => line.Trim()).ToHashSet();
        var isCode = false;
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "training.md")))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                isCode = line == "```csharp";
            else if (isCode)
                Assert.Contains(line.Trim(), source);
        }
    }

    private static IEnumerable<Batch> Endless(float[,] x, float[,] y)
    {
        while (true)
            yield return (x, y);
    }
}
