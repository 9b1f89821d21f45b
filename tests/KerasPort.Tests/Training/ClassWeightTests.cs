using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Training;

namespace KerasPort.Tests.Training;

/// <summary>Whether class weights count in the validation by a split: in Keras 2.3.1 they do, in newer ones not.</summary>
public sealed class ClassWeightTests
{
    [TensorFlowTheory]
    [InlineData(KerasDialect.Keras2, 3)]
    [InlineData(KerasDialect.TfKeras2, 1)]
    [InlineData(KerasDialect.Keras3, 1)]
    public void InTheSplitTheyCountAsInTheirKeras(KerasDialect dialect, double factor)
    {
        using var model = new Sequential([new Dense(2, activation: "softmax", inputShape: [2])]);
        model.Dialect = dialect;
        model.Compile(new SGD(0), "mse");
        var (x, y) = (new float[8, 2], new float[8, 2]);
        for (var i = 0; i < 8; i++)
            (x[i, 0], y[i, i % 2]) = (i, 1);
        var plain = model.Fit(x, y, verbose: 0, validationSplit: 0.5);
        var weighted = model.Fit(x, y, verbose: 0, validationSplit: 0.5, classWeight: new Dictionary<int, double> { [0] = 3, [1] = 3 });
        Assert.Equal(plain["loss"][0] * 3, weighted["loss"][0], 1e-5);
        Assert.Equal(plain["val_loss"][0] * factor, weighted["val_loss"][0], 1e-5);
    }

    [TensorFlowFact]
    public void OutputsHaveTheirOwn()
    {
        var x = Keras.Input([2], "x");
        using var model = new Model([x], [new Dense(2, name: "a").Apply(x), new Dense(2, name: "b").Apply(x)]);
        model.Compile(new SGD(0), ["mse", "mse"], lossWeights: [1, 0.5]);
        var (data, y) = (new float[4, 2], new[,] { { 1f, 0 }, { 0, 1 }, { 1, 0 }, { 0, 1 } });
        var weights = new Dictionary<int, double> { [0] = 2, [1] = 2 };
        var targets = new Array[] { y, y };
        var plain = model.Fit(data, targets, verbose: 0);
        var named = model.Fit(data, targets, verbose: 0, classWeight: new Dictionary<string, Dictionary<int, double>> { ["b"] = weights });
        var listed = model.Fit(data, targets, verbose: 0, classWeight: new[] { null, weights });
        Assert.Equal(plain["a_loss"][0], named["a_loss"][0], 1e-6);
        Assert.Equal(plain["b_loss"][0] * 2, named["b_loss"][0], 1e-6);
        Assert.Equal(named["loss"], listed["loss"]);
        Assert.Equal(named["a_loss"][0] + named["b_loss"][0] / 2, named["loss"][0], 1e-6);
    }
}
