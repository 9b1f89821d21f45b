using KerasPort.Losses;
using KerasPort.TensorFlow;
using KerasPort.Testing;

namespace KerasPort.Tests.Losses;

/// <summary>Where the versions of Keras compute the same loss otherwise. The numbers were measured side by side.</summary>
public class LossDialectTests
{
    [TensorFlowTheory]
    [InlineData(KerasDialect.Keras2, 16.118095f)]
    [InlineData(KerasDialect.TfKeras2, 31.2f)]
    [InlineData(KerasDialect.Keras3, 31.2f)]
    public void NewerKerasesGoBackToTheLogitsOfASoftmax(KerasDialect dialect, float expected)
    {
        var logits = new NpyArray([1, 2], new[] { 31.2f, 0 });
        var dense = Value(new CategoricalCrossentropy { Dialect = dialect }, new NpyArray([1, 2], new[] { 0f, 1 }), logits, Ops.Softmax);
        var sparse = Value(new SparseCategoricalCrossentropy { Dialect = dialect }, new NpyArray([1, 1], new[] { 1f }), logits, Ops.Softmax);
        Assert.Equal(expected, dense, 4);
        Assert.Equal(expected, sparse, 4);
    }

    [TensorFlowTheory]
    [InlineData(KerasDialect.Keras2, 15.942385f)]
    [InlineData(KerasDialect.TfKeras2, 20f)]
    [InlineData(KerasDialect.Keras3, 20f)]
    public void NewerKerasesGoBackToTheLogitsOfASigmoid(KerasDialect dialect, float expected) =>
        Assert.Equal(expected, Value(new BinaryCrossentropy { Dialect = dialect }, new NpyArray([1, 1], new[] { 0f }), new NpyArray([1, 1], new[] { 20f }), Ops.Sigmoid), 4);

    [TensorFlowTheory]
    [InlineData(KerasDialect.Keras2, 15.942385f)]
    [InlineData(KerasDialect.TfKeras2, 15.333239f)]
    [InlineData(KerasDialect.Keras3, 15.942385f)]
    public void TfKerasAddsEpsilonWithinTheLogarithm(KerasDialect dialect, float expected) =>
        Assert.Equal(expected, Value(new BinaryCrossentropy { Dialect = dialect }, new NpyArray([1, 1], new[] { 0f }), new NpyArray([1, 1], new[] { 1f }), x => x), 3);

    [TensorFlowFact]
    public void HubersLossIsOneNumberAnElementInKeras2AndOneASampleLater()
    {
        var (yTrue, yPred) = (new NpyArray([1, 2], new float[2]), new NpyArray([1, 2], new[] { 3f, 0.5f }));
        Assert.Equal([2.5f, 0.125f], Values(new Huber(), yTrue, yPred).Floats());
        Assert.Equal([1.3125f], Values(new Huber { Dialect = KerasDialect.TfKeras2 }, yTrue, yPred).Floats());
    }

    [TensorFlowFact]
    public void AnIgnoredClassCountsForNothing()
    {
        var loss = new SparseCategoricalCrossentropy(ignoreClass: -1);
        var yPred = new NpyArray([2, 2], new[] { 0.25f, 0.75f, 0.5f, 0.5f });
        var results = GraphStep.Evaluate([new NpyArray([2], new[] { -1f, 0 }), yPred], x => [loss.Call(x[0], x[1]), Ops.Cast(loss.Mask(x[0], x[1])!.Value, DataType.Float32)]);
        Assert.Equal(0, results[0].Floats()[0]);
        Assert.Equal(Math.Log(2), results[0].Floats()[1], 5);
        Assert.Equal([0f, 1], results[1].Floats());
    }

    [TensorFlowFact]
    public void WeightedMeansMayBeTakenOverTheWeights()
    {
        var (losses, weights) = (new NpyArray([3], new[] { 1f, 2, 4 }), new NpyArray([3], new[] { 1f, 0, 3 }));
        var results = GraphStep.Evaluate([losses, weights], x =>
        [
            WeightedLoss.Compute(x[0], x[1], Reduction.SumOverBatchSize),
            WeightedLoss.Compute(x[0], x[1], Reduction.MeanWithSampleWeight),
            WeightedLoss.Compute(x[0], x[1], Reduction.Sum),
        ]);
        Assert.Equal([(1 * 1 + 3 * 4) / 3f, (1 * 1 + 3 * 4) / 4f, 1 * 1 + 3 * 4], results.Select(result => result.Scalar()));
    }

    [TensorFlowFact]
    public void WeightsOfMoreAxesThanTheLossesAreAnError()
    {
        var error = Assert.Throws<ArgumentException>(() => GraphStep.Evaluate([new NpyArray([3], new float[3]), new NpyArray([3, 2, 2], new float[12])], x => [WeightedLoss.Compute(x[0], x[1], Reduction.Sum)]));
        Assert.Contains("sampleWeight", error.Message, StringComparison.Ordinal);
    }

    private static float Value(Loss loss, NpyArray yTrue, NpyArray input, Func<Output, Output> activation) =>
        GraphStep.Evaluate([yTrue, input], x => [loss.Call(x[0], activation(x[1]))])[0].Floats().Single();

    private static NpyArray Values(Loss loss, NpyArray yTrue, NpyArray yPred) => GraphStep.Evaluate([yTrue, yPred], x => [loss.Call(x[0], x[1])])[0];
}
