using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.TensorFlow;
using NumSharp;

namespace KerasPort.Tests.Training;

/// <summary>What data a model takes.</summary>
public sealed class ModelDataTests
{
    [TensorFlowFact]
    public void ATensorGivesWhatTheArrayGives()
    {
        using var model = Make();
        float[,] x = { { 1, 2, 3 }, { -4, 5, 6 } };
        float[] y = [1, -1];
        using var tensor = Tensor.From<float>([1, 2, 3, -4, 5, 6], new(2, 3));
        using var target = Tensor.Vector(y);

        Assert.Equal(model.Predict(x).ToArray<float>(), model.Predict(tensor).ToArray<float>());
        Assert.Equal(model.Evaluate(x, y, verbose: 0), model.Evaluate(tensor, target, verbose: 0));
    }

    [TensorFlowFact]
    public void ADisposedTensorIsRefused()
    {
        using var model = Make();
        var tensor = Tensor.From<float>([1, 2, 3], new(1, 3));
        tensor.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Predict(tensor));
    }

    [TensorFlowFact]
    public void APredictionOnABatchIsOneStepOfAnySize()
    {
        using var model = new Sequential([new Dense(3, inputShape: [2])]);
        var x = new float[100, 2];
        x[99, 0] = 1;
        Assert.Equal(model.Predict(x).ToArray<float>(), model.PredictOnBatch(x).ToArray<float>());
        Assert.Equal([0, 3], model.PredictOnBatch(new float[0, 2]).shape);
    }

    private static Sequential Make()
    {
        var model = new Sequential([new Dense(1, inputShape: [3])]);
        model.Compile(loss: "mse", optimizer: "sgd");
        return model;
    }
}
