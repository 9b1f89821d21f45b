using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Training;
using NumSharp;

namespace KerasPort.Tests.Training;

/// <summary>What is taken from NumPy's generator, and when, is what Python Keras takes: so shuffles are Python's (draws.json). Alone: the generator is the process' own.</summary>
[Collection("console")]
public sealed class DrawTests
{
    public static TheoryData<int> Cases(string name) => [.. KerasFixture.Load("draws", name).Select(entry => entry.Index)];

    [Theory]
    [MemberData(nameof(Cases), "build")]
    public void SeededBeforeTheModelIsBuilt(int index)
    {
        var test = KerasFixture.Load("draws")[index];
        np.random.seed(test.Arg("seed", 0));
        using var model = Keras.Models.ModelFromJson(test.Json["config"]!.ToJsonString());
        AssertOrders(test, new BatchOrder(20, 32, true, null));
    }

    [Theory]
    [MemberData(nameof(Cases), "shuffle")]
    public void SeededAfter(int index)
    {
        var test = KerasFixture.Load("draws")[index];
        np.random.seed(test.Arg("seed", 0));
        AssertOrders(test, new BatchOrder(test.Arg("samples", 0), 32, true, null));
    }

    [Theory]
    [MemberData(nameof(Cases), "batch_shuffle")]
    public void BatchesChangePlaces(int index)
    {
        var test = KerasFixture.Load("draws")[index];
        np.random.seed(test.Arg("seed", 0));
        AssertOrders(test, new BatchOrder(test.Arg("samples", 0), test.Arg("batch_size", 0), "batch", null));
    }

    [TensorFlowFact]
    public void FitTakesTheSamplesInThatOrder()
    {
        var test = KerasFixture.Load("draws", "build").First(entry => entry.Arg("model", "") == "small_dropout" && entry.Arg("seed", -1) == 1337);
        np.random.seed(1337);
        // The same draws as small_dropout's: weights, noise, weights.
        using var model = new Sequential([new Dense(1, useBias: false, inputShape: [1]), new Dropout(0.5), new Dense(1, useBias: false)]);
        model.SetWeights(np.ones(new NumSharp.Shape(1, 1)), np.zeros(new NumSharp.Shape(1, 1)));
        model.Compile(new SGD(0), "mse");
        var y = Enumerable.Range(0, 20).Select(i => (float)i).ToArray();
        var seen = new List<long>();
        model.Fit(y, y, batchSize: 1, epochs: 3, verbose: 0, callbacks: [new LambdaCallback(onBatchEnd: (_, logs) => seen.Add((long)Math.Round(Math.Sqrt(logs["loss"]))))]);
        Assert.Equal(test.Outputs["orders"].Longs(), seen);
    }

    [TensorFlowFact]
    public void OneSeedMakesWeightsShufflesAndDropoutRepeat()
    {
        var first = Run(7);
        Assert.Equal(first, Run(7));
        Assert.NotEqual(first, Run(8));
    }

    [TensorFlowFact]
    public void NoiseFollowsTheSeedWithoutShuffles()
    {
        Assert.Equal(Run(7, shuffle: false), Run(7, shuffle: false));
        using var model = Make();
        var weights = model.GetWeights();
        var first = Fit(model, shuffle: false);
        model.SetWeights(weights);
        // NumPy's generator stands where it stood, yet the second Fit is no repetition of the first one's noise.
        Assert.NotEqual(first, Fit(model, shuffle: false));
    }

    private static float[] Run(int seed, bool shuffle = true)
    {
        np.random.seed(seed);
        using var model = Make();
        return Fit(model, shuffle);
    }

    private static Sequential Make()
    {
        var model = new Sequential([new Dense(8, inputShape: [2]), new Dropout(0.5), new Dense(1)]);
        model.Compile("sgd", "mse");
        return model;
    }

    private static float[] Fit(Sequential model, bool shuffle)
    {
        var x = new float[20, 2];
        for (var i = 0; i < 40; i++)
            x[i / 2, i % 2] = i * 0.05f;
        model.Fit(x, Enumerable.Repeat(1f, 20).ToArray(), batchSize: 4, epochs: 2, verbose: 0, shuffle: shuffle);
        return [.. model.GetWeights().SelectMany(weight => weight.ToArray<float>())];
    }

    private static void AssertOrders(FixtureCase test, BatchOrder order)
    {
        var expected = test.Outputs["orders"];
        var (epochs, samples) = (expected.Shape[0], expected.Shape[1]);
        for (var epoch = 0; epoch < epochs; epoch++)
            Assert.Equal(expected.Longs()[(epoch * samples)..((epoch + 1) * samples)], order.ForEpoch(epoch).Select(row => (long)row));
    }
}
