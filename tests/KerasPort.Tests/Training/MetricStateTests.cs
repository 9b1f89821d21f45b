using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;

namespace KerasPort.Tests.Training;

/// <summary>What the metrics count: an epoch its own batches, whatever is evaluated in it; single batches go on from an evaluation.</summary>
public sealed class MetricStateTests
{
    private static readonly float[,] s_x = { { 1 }, { 2 }, { 3 }, { 4 } };
    private static readonly float[,] s_y = { { 0 }, { 0 }, { 0 }, { 0 } };

    [TensorFlowFact]
    public void AnEvaluationWithinAnEpochLeavesItsFiguresAlone()
    {
        using var model = Identity();
        var evaluated = new List<double>();
        var history = model.Fit(s_x, s_y, batchSize: 2, verbose: 0, shuffle: false,
            callbacks: [new LambdaCallback(onBatchEnd: (_, _) => evaluated.Add(model.Evaluate(new[,] { { 100f } }, new[,] { { 0f } }, verbose: 0)[1]))]);
        Assert.Equal([100.0, 100], evaluated);
        Assert.Equal(2.5, history["mae"][0], 1e-6);
    }

    [TensorFlowFact]
    public void SingleBatchesGoOnFromAnEvaluationAndFromAValidation()
    {
        using var model = Identity();
        model.Evaluate(s_x, s_y, verbose: 0);
        Assert.Equal((1 + 2 + 3 + 4 + 10) / 5.0, model.TestOnBatch(new[,] { { 10f } }, new[,] { { 0f } })[1], 1e-6);
        Assert.Equal(10, model.TestOnBatch(new[,] { { 10f } }, new[,] { { 0f } })[1], 1e-6);
        model.Fit(s_x, s_y, verbose: 0, validationData: (new[,] { { 5f } }, new[,] { { 0f } }));
        Assert.Equal((5 + 10) / 2.0, model.TrainOnBatch(new[,] { { 10f } }, new[,] { { 0f } }, resetMetrics: false)[1], 1e-6);
        Assert.Equal((5 + 10 + 10) / 3.0, model.TrainOnBatch(new[,] { { 10f } }, new[,] { { 0f } })[1], 1e-6);
    }

    private static Sequential Identity()
    {
        var model = new Sequential([new Dense(1, useBias: false, kernelInitializer: "ones", inputShape: [1])]);
        model.Compile(new SGD(0), "mse", metrics: ["mae"]);
        return model;
    }
}
