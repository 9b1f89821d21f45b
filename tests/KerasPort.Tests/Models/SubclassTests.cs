using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Saving;
using KerasPort.Testing;

namespace KerasPort.Tests.Models;

/// <summary>Classes of a user's own, derived from Layer and Model.</summary>
public sealed class SubclassTests
{
    /// <summary>A model as Python users subclass it: layers in the constructor, connections in Call.</summary>
    private sealed class Perceptron(int hidden) : Model("perceptron")
    {
        private readonly Dense _hidden = new(hidden, activation: "relu", name: "hidden");
        private readonly Scale _scale = new(2, name: "scale");
        private readonly Dense _out = new(1, name: "out");

        protected override KerasTensor[] Call(KerasTensor[] inputs) => [_out.Apply(_scale.Apply(_hidden.Apply(inputs[0])))];
    }

    private sealed class Unconnected : Model;

    private static CustomObjects Custom => new() { ["Scale"] = config => new Scale((double)config["factor"]!) };

    [TensorFlowFact]
    public void ASubclassedModelTrainsAndItsWeightsComeBack()
    {
        using var folder = new TemporaryFolder();
        var x = CloneModelTests.NumbersOf(32, 3, 1);
        var y = x["..., :1"] * 3;
        using var model = new Perceptron(8);
        model.Compile("adam", "mse");
        var history = model.Fit(x, y, epochs: 30, verbose: 0, seed: 1);
        Assert.True(history["loss"][^1] < history["loss"][0]);

        model.SaveWeights(folder["weights.h5"]);
        model.SaveWeights(folder["model.weights.h5"]);
        foreach (var name in new[] { "weights.h5", "model.weights.h5" })
        {
            using var again = new Perceptron(8);
            again.Build([null, 3]);
            again.LoadWeights(folder[name]);
            Assert.Equal(model.Predict(x).ToArray<float>(), again.Predict(x).ToArray<float>());
        }
    }

    [TensorFlowFact]
    public void ASubclassedModelIsSavedAsTheGraphThatItIs()
    {
        using var folder = new TemporaryFolder();
        var x = CloneModelTests.NumbersOf(4, 3, 1);
        using var model = new Perceptron(8);
        model.Build([null, 3]);
        foreach (var name in new[] { "model.h5", "model.keras" })
        {
            model.Save(folder[name]);
            using var again = Keras.Models.LoadModel(folder[name], Custom);
            Assert.Equal(model.Predict(x).ToArray<float>(), again.Predict(x).ToArray<float>());
            Assert.Equal(2, Assert.IsType<Scale>(again.GetLayer("scale")).Factor);
            var error = Assert.Throws<InvalidDataException>(() => Keras.Models.LoadModel(folder[name]));
            Assert.Contains("Scale 'scale' (written by Keras ", error.Message, StringComparison.Ordinal);
            Assert.Contains("the class is not known here. If it is one of your own, pass it by customObjects", error.Message, StringComparison.Ordinal);
        }
    }

    [TensorFlowFact]
    public void AModelWithoutCallSaysSo()
    {
        using var model = new Unconnected();
        var error = Assert.Throws<InvalidOperationException>(() => model.Build([null, 3]));
        Assert.Equal($"`{model.Name}`: Unconnected must override Call to say how its layers are connected.", error.Message);
    }
}
