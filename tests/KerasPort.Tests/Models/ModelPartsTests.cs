using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Testing;

namespace KerasPort.Tests.Models;

/// <summary>Cutting, joining and freezing trained models, and weights by name.</summary>
public sealed class ModelPartsTests
{
    private static Sequential Trained() =>
        new([new Dense(5, activation: "relu", inputShape: [4], name: "first"), new Dense(3, activation: "tanh", name: "second"), new Dense(2, name: "third")]);

    [TensorFlowFact]
    public void APartOfATrainedModelIsAModelThatSharesItsLayers()
    {
        using var model = Trained();
        var x = CloneModelTests.NumbersOf(6, 4, 1);
        using var features = new Model(model.Input, model.GetLayer("second").Output);
        Assert.Equal([6, 3], features.Predict(x).shape);
        using var rest = new Sequential([new Dense(2, inputShape: [3], name: "copy")]);
        rest.SetWeights(model.GetLayer("third").GetWeights());
        Assert.All(model.Predict(x).ToArray<float>().Zip(rest.Predict(features.Predict(x)).ToArray<float>()), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        model.GetLayer("first").SetWeights(np(4, 5), np(5));
        Assert.All(features.Predict(x).ToArray<float>(), value => Assert.Equal(0f, value));

        static NumSharp.NDArray np(params int[] shape) => new(new float[shape.Aggregate(1, (a, b) => a * b)], new NumSharp.Shape(shape));
    }

    [TensorFlowFact]
    public void AModelWithoutItsTopGetsANewOneAndOnlyThatIsTrained()
    {
        using var model = Trained();
        var x = CloneModelTests.NumbersOf(16, 4, 1);
        model.Pop();
        Assert.Equal([null, 3L], model.OutputShape.Select(dim => (long?)dim));
        foreach (var layer in model.Layers)
            layer.Trainable = false;
        model.Add(new Dense(1, name: "new_top"));
        model.Compile("sgd", "mse");
        var before = model.GetWeights().Select(weight => weight.ToArray<float>()).ToArray();
        model.Fit(x, CloneModelTests.NumbersOf(16, 1, 2), epochs: 2, verbose: 0);
        var after = model.GetWeights().Select(weight => weight.ToArray<float>()).ToArray();
        Assert.Equal(before[..4], after[..4]);
        Assert.NotEqual(before[4], after[4]);
        var lines = new List<string>();
        model.Summary(print: lines.Add);
        Assert.Contains("Trainable params: 4", lines);
        Assert.Contains("Non-trainable params: 43", lines);
    }

    [TensorFlowFact]
    public void WeightsGoByNameAndWhatDoesNotFitIsSkippedOnlyIfAsked()
    {
        using var folder = new TemporaryFolder();
        using var model = Trained();
        model.SaveWeights(folder["w.h5"]);
        using var other = new Sequential([new Dense(5, inputShape: [4], name: "first"), new Dense(7, name: "second"), new Dense(2, name: "fresh")]);
        var before = other.GetWeights().Select(weight => weight.ToArray<float>()).ToArray();

        var error = Assert.Throws<InvalidDataException>(() => other.LoadWeights(folder["w.h5"], byName: true));
        Assert.Contains("second/kernel has the shape (5, 7), the file holds second/kernel:0 of shape (5, 3)", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, other.GetWeights().Select(weight => weight.ToArray<float>()));

        other.LoadWeights(folder["w.h5"], byName: true, skipMismatch: true);
        Assert.Equal(model.GetLayer("first").GetWeights()[0].ToArray<float>(), other.GetLayer("first").GetWeights()[0].ToArray<float>());
        Assert.Equal(before[2..], other.GetWeights().Select(weight => weight.ToArray<float>()).Skip(2));
        Assert.Contains("The layer 'second' was skipped", Assert.Single(other.LoadWarnings), StringComparison.Ordinal);

        error = Assert.Throws<InvalidDataException>(() => other.LoadWeights(folder["w.h5"]));
        Assert.Contains("second/kernel", error.Message, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public void ALayerSaysWhyItHasNoOnlyOutput()
    {
        using var dense = new Dense(2, name: "shared");
        Assert.Equal("`shared`: the layer was not called yet, so it has no output.", Assert.Throws<InvalidOperationException>(() => dense.Output).Message);
        var (a, b) = (Keras.Input([3]), Keras.Input([3]));
        var (first, second) = (dense.Apply(a), dense.Apply(b));
        Assert.Equal("`shared`: the layer was called 2 times, so its output is ambiguous: use GetOutputAt.", Assert.Throws<InvalidOperationException>(() => dense.Output).Message);
        Assert.Same(first, dense.GetOutputAt(0));
        Assert.Same(second, dense.GetOutputAt(1));
        Assert.Same(b, dense.GetInputAt(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => dense.GetOutputAt(2));
    }
}
