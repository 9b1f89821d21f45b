using KerasPort.Layers;
using KerasPort.Losses;
using KerasPort.Models;
using KerasPort.Optimizers;

namespace KerasPort.Tests.Training;

/// <summary>A loss that is not reduced: Keras 2.3.1 makes the samples' mean small, newer ones their sum. All report the mean.</summary>
public sealed class LossReductionTests
{
    [TensorFlowTheory]
    [InlineData(KerasDialect.Keras2, 3)]
    [InlineData(KerasDialect.TfKeras2, 6)]
    [InlineData(KerasDialect.Keras3, 6)]
    public void WhatIsNotReducedIsSummedByNewerKerases(KerasDialect dialect, double step)
    {
        using var model = new Sequential([new Dense(1, useBias: false, kernelInitializer: "zeros", inputShape: [1])]);
        model.Dialect = dialect;
        model.Compile(new SGD(1.0), new MeanSquaredError(Reduction.None));
        var history = model.Fit(new[,] { { 1f }, { 2 } }, new[,] { { 1f }, { 1 } }, verbose: 0);
        Assert.Equal(1, history["loss"][0], 1e-6);
        Assert.Equal(step, (double)(float)model.GetWeights()[0].GetValue(0, 0), 1e-6);
    }
}
