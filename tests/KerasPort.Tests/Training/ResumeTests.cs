using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Training;

namespace KerasPort.Tests.Training;

/// <summary>A run that was cancelled and goes on from its checkpoint gives, bit for bit, what one run gives.</summary>
public sealed class ResumeTests : IDisposable
{
    private const int Samples = 200;
    private readonly TemporaryFolder _folder = new();
    private readonly float[,] _x = new float[Samples, 12];
    private readonly float[,] _y = new float[Samples, 4];

    public ResumeTests()
    {
        var random = new Random(3);
        for (var i = 0; i < Samples; i++)
        {
            for (var j = 0; j < 12; j++)
                _x[i, j] = random.NextSingle() - 0.5f;
            _y[i, random.Next(4)] = 1;
        }
    }

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Optimizers => ["sgd", "rmsprop", "adagrad", "adadelta", "adam", "adamax", "nadam", "ftrl", "adamw", "lion", "adafactor"];

    [TensorFlowTheory]
    [MemberData(nameof(Optimizers))]
    public void WithoutShufflingItIsOneRun(string optimizer) => Check(() => Build(optimizer), shuffle: false, seed: null);

    [TensorFlowTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void WithASeedShufflesAndDropoutGoOn(bool batches) =>
        Check(() => Build(new RMSprop(decay: 0.01), dropout: 0.5), shuffle: batches ? "batch" : true, seed: 11);

    [TensorFlowFact]
    public void MomentumAndDecayGoOn() => Check(() => Build(new SGD(0.1, momentum: 0.9, decay: 0.05, nesterov: true)), shuffle: true, seed: 5);

    [TensorFlowFact]
    public void AnotherSeedIsAnotherRun()
    {
        using var model = Build("sgd");
        var weights = model.GetWeights();
        model.Fit(_x, _y, verbose: 0, seed: 1);
        var first = model.GetWeights()[0].ToArray<float>();
        model.SetWeights(weights);
        model.Fit(_x, _y, verbose: 0, seed: 2);
        Assert.NotEqual(first, model.GetWeights()[0].ToArray<float>());
    }

    private void Check(Func<Sequential> build, Shuffle shuffle, int? seed)
    {
        using var model = build();
        var start = _folder["start.h5"];
        model.Save(start);
        var straight = model.Fit(_x, _y, batchSize: 32, epochs: 4, verbose: 0, shuffle: shuffle, seed: seed, validationData: (_x, _y));

        using var cancelled = Keras.Models.LoadModel(start);
        using var source = new CancellationTokenSource();
        var checkpoint = _folder["checkpoint.h5"];
        Callback[] callbacks =
        [
            new ModelCheckpoint(checkpoint),
            new LambdaCallback(onBatchEnd: (batch, _) =>
            {
                if (batch == 2 && File.Exists(checkpoint))
                    source.Cancel();
            }),
        ];
        Assert.Throws<OperationCanceledException>(() =>
            cancelled.Fit(_x, _y, batchSize: 32, epochs: 4, verbose: 0, shuffle: shuffle, seed: seed, callbacks: callbacks, cancellationToken: source.Token));

        using var resumed = Keras.Models.LoadModel(checkpoint);
        var rest = resumed.Fit(_x, _y, batchSize: 32, epochs: 4, initialEpoch: 1, verbose: 0, shuffle: shuffle, seed: seed, validationData: (_x, _y));
        Assert.Equal([1, 2, 3], rest.Epoch);
        foreach (var (name, values) in rest.Figures)
            Assert.Equal(straight[name].Skip(1), values);
        foreach (var (expected, actual) in model.GetWeights().Zip(resumed.GetWeights()))
            Assert.Equal(expected.ToArray<float>(), actual.ToArray<float>());
        foreach (var (expected, actual) in model.Optimizer.Weights.Zip(resumed.Optimizer.Weights))
            Assert.Equal(expected.Read().ToSingles(), actual.Read().ToSingles());
    }

    private static Sequential Build(Optimizer optimizer, double dropout = 0)
    {
        var model = new Sequential([new Dense(16, activation: "relu", inputShape: [12]), new Dropout(dropout), new Dense(4, activation: "softmax")]);
        model.Compile(optimizer, "categorical_crossentropy", metrics: ["accuracy"]);
        return model;
    }
}
