using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Testing;
using KerasPort.Tests.Saving;

namespace KerasPort.Tests.Models;

public sealed class CloneModelTests
{
    [TensorFlowFact]
    public void ACloneHasTheSameLayersAndWeightsOfItsOwn()
    {
        var (a, b) = (Keras.Input([4], name: "left"), Keras.Input([4], name: "right"));
        var tower = new Sequential([new Dense(3, activation: "tanh", inputShape: [4]), new BatchNormalization()], "tower");
        var twice = new Lambda(x => x * 2, name: "twice");
        var sum = new Add().Apply(tower.Apply(a), tower.Apply(b))[0];
        using var model = new Model([a, b], [new Dense(2, name: "out", trainable: false).Apply(twice.Apply(sum))], "two_towers");
        using var clone = Keras.Models.CloneModel(model);

        Assert.Equal(model.ToJson(), clone.ToJson());
        Assert.False(clone.GetLayer("out").Trainable);
        var x = new[] { NumbersOf(6, 4, 1), NumbersOf(6, 4, 2) };
        var expected = model.Predict(x).ToArray<float>();
        Assert.NotEqual(expected, clone.Predict(x).ToArray<float>());
        clone.SetWeights(model.GetWeights());
        Assert.Equal(expected, clone.Predict(x).ToArray<float>());
        clone.SetWeights([.. model.GetWeights().Select(weight => weight * 0)]);
        Assert.Equal(expected, model.Predict(x).ToArray<float>());
    }

    [TensorFlowFact]
    public void OnesOwnLayersNeedAFunctionThatMakesThem()
    {
        using var model = new Sequential([new Scale(3, [4], "scale"), new Dense(1)]);
        var error = Assert.Throws<ArgumentException>(() => Keras.Models.CloneModel(model));
        Assert.Equal("`scale`: a Scale can't be cloned from its settings alone: pass a cloneFunction that makes one.", error.Message);
        using var clone = Keras.Models.CloneModel(model, layer => layer is Scale scale ? new Scale(scale.Factor) : new Dense(1));
        clone.SetWeights(model.GetWeights());
        var x = NumbersOf(5, 4, 3);
        Assert.Equal(model.Predict(x).ToArray<float>(), clone.Predict(x).ToArray<float>());
    }

    internal static NumSharp.NDArray NumbersOf(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var values = new float[rows * columns];
        for (var i = 0; i < values.Length; i++)
            values[i] = random.NextSingle() - 0.5f;
        return new NumSharp.NDArray(values, new NumSharp.Shape(rows, columns));
    }
}
