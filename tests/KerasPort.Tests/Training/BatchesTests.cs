using System.Collections.Concurrent;
using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Training;
using KerasPort.Utils;
using NumSharp;

namespace KerasPort.Tests.Training;

/// <summary>Sequences and generators in place of arrays.</summary>
public sealed class BatchesTests
{
    private static readonly float[,] s_x = Numbers(24, 3, i => MathF.Sin(i));
    private static readonly float[,] s_y = Numbers(24, 1, i => MathF.Cos(i) > 0 ? 1 : 0);

    [TensorFlowTheory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void ASequenceTrainsAsTheArraysDo(int workers)
    {
        using var arrays = Make();
        using var batches = Make();
        batches.SetWeights(arrays.GetWeights());
        var expected = arrays.Fit(s_x, s_y, batchSize: 8, epochs: 3, verbose: 0, shuffle: false, validationData: (s_x, s_y));
        var data = new Slices();
        var history = batches.Fit(data, epochs: 3, verbose: 0, shuffle: false, workers: workers, validationData: new Slices());

        Assert.Equal(expected.Figures.Keys, history.Figures.Keys);
        foreach (var (name, values) in expected.Figures)
            Assert.Equal(values, history[name], (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal(arrays.GetWeights()[0].ToArray<float>(), batches.GetWeights()[0].ToArray<float>());
        Assert.Equal(3, data.Passes);
        Assert.Equal(arrays.Evaluate(s_x, s_y, batchSize: 8, verbose: 0)[0], batches.Evaluate(new Slices(), verbose: 0, workers: workers)[0], 1e-6);
        Assert.Equal(arrays.Predict(s_x).ToArray<float>(), batches.Predict(new Slices(), workers: workers).ToArray<float>());
    }

    [TensorFlowFact]
    public void TheOrderDoesNotDependOnTheWorkers()
    {
        var orders = new List<int[]>();
        foreach (var workers in (int[])[0, 1, 4])
        {
            var sequence = new Slices(numbered: true);
            using var model = Make();
            var seen = new List<int>();
            var sizes = new LambdaCallback(onBatchEnd: (_, logs) => seen.Add((int)logs["size"]));
            model.Fit(sequence, epochs: 4, verbose: 0, seed: 3, workers: workers, callbacks: [sizes]);
            orders.Add([.. seen]);
        }
        Assert.Equal(orders[0], orders[1]);
        Assert.Equal(orders[0], orders[2]);
        // Each pass gives each batch once, and not always in the same order.
        Assert.All(orders[0].Chunk(3), pass => Assert.Equal([1, 2, 3], pass.Order()));
        Assert.True(orders[0].Chunk(3).Select(pass => string.Join(',', pass)).Distinct().Count() > 1);
    }

    [TensorFlowFact]
    public void WorkersMakeBatchesAheadButNoMoreThanTheQueueHolds()
    {
        using var model = Make();
        var sequence = new Slices { Repeat = 10 };
        var ahead = new List<int>();
        var taken = 0;
        model.Fit(sequence, verbose: 0, workers: 2, maxQueueSize: 4, callbacks:
        [
            new LambdaCallback(onBatchBegin: (_, _) =>
            {
                taken++;
                SpinWait.SpinUntil(() => sequence.Made >= Math.Min(taken + 4, sequence.Count), 5000);
                ahead.Add(sequence.Made - taken);
            }),
        ]);
        Assert.Equal(4, ahead[..^4].Min());
        Assert.Equal(4, ahead.Max());
        Assert.True(sequence.Threads.Count <= 2 && !sequence.Threads.Contains(Environment.CurrentManagedThreadId));
    }

    [TensorFlowFact]
    public void AnErrorOfAWorkerComesOnceAndAsItIs()
    {
        using var model = Make();
        var sequence = new Slices { FailsAt = 1 };
        var error = Assert.Throws<IOException>(() => model.Fit(sequence, epochs: 5, verbose: 0, shuffle: false, workers: 2));
        Assert.Equal("no such photo", error.Message);
        Assert.Contains("Slices", error.StackTrace, StringComparison.Ordinal);
        AssertEnds(sequence);
        Assert.Throws<IOException>(() => model.Fit(sequence, verbose: 0, workers: 0));
        Assert.Throws<IOException>(() => model.Predict(sequence));
    }

    [TensorFlowFact]
    public void ACancellationStopsTheWorkers()
    {
        using var model = Make();
        var sequence = new Slices { Repeat = 1000 };
        using var source = new CancellationTokenSource();
        var cancel = new LambdaCallback(onBatchEnd: (batch, _) =>
        {
            if (batch == 5)
                source.Cancel();
        });
        Assert.Throws<OperationCanceledException>(() => model.Fit(sequence, verbose: 0, workers: 2, callbacks: [cancel], cancellationToken: source.Token));
        AssertEnds(sequence);
        // Nothing is left of it: the model trains on.
        model.Fit(s_x, s_y, verbose: 0);
    }

    [TensorFlowFact]
    public void ACancellationEndsTheWaitForABatch()
    {
        using var model = Make();
        using var gate = new ManualResetEventSlim();
        using var source = new CancellationTokenSource(200);
        IEnumerable<Batch> Wait()
        {
            gate.Wait(20_000);
            yield break;
        }

        Assert.Throws<OperationCanceledException>(() => model.Fit(ModelData.From(Wait()), stepsPerEpoch: 1, verbose: 0, cancellationToken: source.Token));
        gate.Set();
    }

    [TensorFlowTheory]
    [InlineData(0)]
    [InlineData(1)]
    public void AGeneratorGoesOnFromEpochToEpoch(int workers)
    {
        using var model = Make();
        var given = 0;
        IEnumerable<Batch> Batches()
        {
            for (; ; given++)
                yield return (s_x, s_y);
        }

        var history = model.Fit(ModelData.From(Batches()), epochs: 3, stepsPerEpoch: 2, verbose: 0, workers: workers, maxQueueSize: 1, validationData: ModelData.From(Batches()), validationSteps: 1);
        Assert.Equal(3, history["val_loss"].Count);
        Assert.True(history["loss"][2] < history["loss"][0]);
        Assert.Equal(48, model.Predict(ModelData.From(Batches()), steps: 2, workers: workers).shape[0]);
    }

    [TensorFlowTheory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task AnAsynchronousGeneratorIsToldTheEnd(int workers)
    {
        using var model = Make();
        var ended = new TaskCompletionSource<bool>();
        async IAsyncEnumerable<Batch> Batches([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken stop = default)
        {
            try
            {
                while (!stop.IsCancellationRequested)
                {
                    await Task.Delay(1, stop);
                    yield return (s_x, s_y);
                }
            }
            finally
            {
                ended.TrySetResult(true);
            }
        }

        var figures = model.Evaluate(ModelData.From(Batches()), steps: 3, verbose: 0, workers: workers);
        Assert.Equal(model.Evaluate(s_x, s_y, verbose: 0)[0], figures[0], 1e-6);
        Assert.True(await ended.Task.WaitAsync(TimeSpan.FromSeconds(10)));
    }

    [TensorFlowTheory]
    [InlineData(0)]
    [InlineData(1)]
    public void AGeneratorThatRunsDryIsAnError(int workers)
    {
        using var model = Make();
        var error = Assert.Throws<InvalidOperationException>(() =>
            model.Fit(ModelData.From(Enumerable.Repeat((Batch)(s_x, s_y), 3)), epochs: 3, stepsPerEpoch: 2, verbose: 0, workers: workers));
        Assert.Equal("The generator has run out of batches: 2 steps are needed in each epoch. Received: 1 batches in epoch 2.", error.Message);
    }

    [TensorFlowFact]
    public void ListsOfBatchesAndWeightsAndClassWeightsCount()
    {
        using var model = Make();
        Batch[] weighted = [(s_x, s_y, Enumerable.Range(0, 24).Select(i => i < 12 ? 1f : 0f).ToArray())];
        Assert.Equal(model.Evaluate(s_x, s_y, verbose: 0, sampleWeight: Enumerable.Range(0, 24).Select(i => i < 12 ? 1f : 0f).ToArray())[0], model.Evaluate(weighted, verbose: 0)[0], 1e-6);
        var start = model.GetWeights();
        var classes = new Dictionary<int, double> { [0] = 2, [1] = 0.5 };
        model.Fit(s_x, s_y, batchSize: 24, verbose: 0, shuffle: false, classWeight: classes);
        var expected = model.GetWeights()[0].ToArray<float>();
        model.SetWeights(start);
        model.Fit((Batch[])[(s_x, s_y)], verbose: 0, classWeight: classes);
        Assert.Equal(expected, model.GetWeights()[0].ToArray<float>());
    }

    [TensorFlowFact]
    public void BatchesHoldDictionariesAndLists()
    {
        var (a, b) = (Keras.Input([3], "a"), Keras.Input([1], "b"));
        using var model = new Model([a, b], [new Dense(1, name: "p").Apply(a), new Dense(1, name: "q").Apply(b)]);
        model.Compile("sgd", "mse");
        var (x, y) = (new NDArray(s_x), new NDArray(s_y));
        var byName = new Batch(new Dictionary<string, NDArray> { ["b"] = y, ["a"] = x }, new Dictionary<string, NDArray> { ["q"] = y, ["p"] = y });
        var listed = new Batch(new[] { x, y }, new[] { y, y });
        Assert.Equal(model.Evaluate((Batch[])[listed], verbose: 0), model.Evaluate((Batch[])[byName], verbose: 0));
        Assert.Equal(model.PredictAll((Batch[])[listed])[1].ToArray<float>(), model.PredictAll(new[] { x, y })[1].ToArray<float>());
    }

    [TensorFlowFact]
    public void ASequenceMayChangeItsLength()
    {
        using var model = Make();
        var sequence = new Slices { Grows = true };
        var batches = new List<int>();
        model.Fit(sequence, epochs: 3, verbose: 0, callbacks: [new LambdaCallback(onEpochBegin: (_, _) => batches.Add(0), onBatchEnd: (_, _) => batches[^1]++)]);
        Assert.Equal([3, 6, 9], batches);
    }

    [TensorFlowFact]
    public void TheFirstBatchBuildsAModelWithoutShape()
    {
        using var model = new Sequential([new Dense(2), new Dense(1)]);
        model.Compile("sgd", "mse");
        model.Fit(new Slices(), verbose: 0);
        Assert.Equal(24, model.Predict(new Slices()).shape[0]);
    }

    [TensorFlowFact]
    public void WholeArraysAreStepsWhereTheirNumberIsGiven()
    {
        using var model = Make();
        var start = model.GetWeights();
        model.Fit(s_x, s_y, stepsPerEpoch: 3, verbose: 0, validationData: (s_x, s_y), validationSteps: 1);
        var stepped = model.GetWeights()[0].ToArray<float>();
        model.SetWeights(start);
        model.Fit(s_x, s_y, batchSize: 24, epochs: 3, shuffle: false, verbose: 0);
        Assert.Equal(model.GetWeights()[0].ToArray<float>(), stepped, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    private static void AssertEnds(Slices sequence)
    {
        var made = sequence.Made;
        Thread.Sleep(100);
        Assert.Equal(made, sequence.Made);
    }

    private static Sequential Make()
    {
        var model = new Sequential([new Dense(1, activation: "sigmoid", inputShape: [3])]);
        model.Compile(new SGD(0.1), "binary_crossentropy", metrics: ["accuracy"]);
        return model;
    }

    private static float[,] Numbers(int rows, int columns, Func<int, float> value)
    {
        var result = new float[rows, columns];
        for (var i = 0; i < result.Length; i++)
            result[i / columns, i % columns] = value(i);
        return result;
    }

    /// <summary>Three batches of eight samples; or of one, two and three, which tell their place by their size.</summary>
    private sealed class Slices(bool numbered = false) : Sequence
    {
        private readonly ConcurrentDictionary<int, bool> _threads = [];
        private int _made;

        public int Passes { get; private set; }

        public int Made => _made;

        public int FailsAt { get; init; } = -1;

        public int Repeat { get; init; } = 1;

        public bool Grows { get; init; }

        public ICollection<int> Threads => _threads.Keys;

        public override int Count => 3 * Repeat * (Grows ? 1 + Passes : 1);

        public override Batch this[int index]
        {
            get
            {
                _threads[Environment.CurrentManagedThreadId] = true;
                Interlocked.Increment(ref _made);
                if (index == FailsAt)
                    throw new IOException("no such photo");
                var (from, count) = numbered ? (index, index + 1) : (index % 3 * 8, 8);
                var (x, y) = (new float[count, 3], new float[count, 1]);
                Array.Copy(s_x, from * 3, x, 0, x.Length);
                Array.Copy(s_y, from, y, 0, y.Length);
                return (x, y);
            }
        }

        public override void OnEpochEnd() => Passes++;
    }
}
