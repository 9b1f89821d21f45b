using KerasPort.Layers;
using KerasPort.Models;
using NumSharp;

namespace KerasPort.Tests.Models;

/// <summary>What Keras 2.3.1's Sequential has besides: predict_classes and predict_proba; and the states of stateful models.</summary>
public sealed class SequentialPredictTests
{
    [TensorFlowFact]
    public void ClassesAreTheLargestOutputs()
    {
        using var model = new Sequential([new Dense(3, useBias: false, inputShape: [3])]);
        model.SetWeights(np.eye(3).astype(np.float32));
        var x = new[,] { { 0.1f, 0.9f, 0 }, { 5, -1, 4 }, { 1, 2, 3 } };
        var classes = model.PredictClasses(x);
        Assert.Equal([1L, 0, 2], classes.ToArray<long>());
        Assert.Equal([3], classes.shape);
        Assert.Equal(model.Predict(x).ToArray<float>(), model.PredictProba(x).ToArray<float>());
    }

    [TensorFlowFact]
    public void OneOutputIsAboveAHalfOrNot()
    {
        using var model = new Sequential([new Activation("linear", inputShape: [1])]);
        var classes = model.PredictClasses(new[,] { { 0.4f }, { 0.5f }, { 0.6f } });
        Assert.Equal([0, 0, 1], classes.ToArray<int>());
        Assert.Equal([3, 1], classes.shape);
    }

    [TensorFlowFact]
    public void StatesAreResetInTheWholeModel()
    {
        using var model = new Sequential([new InputLayer([2, 3, 1], KerasPort.TensorFlow.DataType.Float32, "x"), new LSTM(2, stateful: true, returnSequences: true), new GRU(2, stateful: true)]);
        var x = new float[2, 3, 1];
        x[0, 0, 0] = 1;
        var first = model.Predict(x).ToArray<float>();
        Assert.NotEqual(first, model.Predict(x).ToArray<float>());
        model.ResetStates();
        Assert.Equal(first, model.Predict(x).ToArray<float>());
    }
}
