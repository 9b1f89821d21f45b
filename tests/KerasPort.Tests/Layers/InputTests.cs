using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Tests.Layers;

public sealed class InputTests
{
    [TensorFlowFact]
    public void AStatefulModelKnowsItsBatch()
    {
        var input = Keras.Input([2, 1], batchSize: 3);
        Assert.Equal(3, input.Shape[0]);
        using var model = new Model(input, new Bidirectional(new SimpleRNN(4, stateful: true)).Apply(new GRU(2, stateful: true, returnSequences: true).Apply(input)));
        var x = new float[3, 2, 1];
        x[0, 1, 0] = 1;
        var first = model.Predict(x).ToArray<float>();
        Assert.NotEqual(first, model.Predict(x).ToArray<float>());
        model.ResetStates();
        Assert.Equal(first, model.Predict(x).ToArray<float>());
    }

    [Fact]
    public void ABatchHasSamples()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Keras.Input([2], "x", batchSize: 0));
        Assert.Contains("`x`: batchSize must be a positive integer. Received: batchSize=0.", error.Message, StringComparison.Ordinal);
    }
}
