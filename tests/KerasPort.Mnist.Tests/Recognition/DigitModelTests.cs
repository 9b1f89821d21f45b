using KerasPort.Layers;
using KerasPort.Mnist.Recognition;
using KerasPort.Mnist.Tests.Serving;
using KerasPort.Models;
using NumSharp;

namespace KerasPort.Mnist.Tests.Recognition;

/// <summary>Models that take a picture in some form: the page's network behind other inputs must say the same.</summary>
[Collection(ServedPage.Name)]
public sealed class DigitModelTests(ServedPage page) : IDisposable
{
    private static readonly (byte[][] Pictures, byte[] Labels) s_digits = DataFile.FirstDigits(Path.Combine(Repository.Root, "mnist.npz"), 100)!.Value;
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<int[], bool> Inputs
    {
        get
        {
            var inputs = new TheoryData<int[], bool>();
            foreach (var shape in new int[][] { [784], [28, 28], [28, 28, 1], [1, 28, 28], [-1, -1, 1] })
            {
                inputs.Add(shape, false);
                inputs.Add(shape, true);
            }
            return inputs;
        }
    }

    [TensorFlowTheory]
    [MemberData(nameof(Inputs))]
    public void TheInputsShapeAndRangeAreFoundOut(int[] shape, bool bytes)
    {
        var weights = Trained();
        // What was trained on 0 to 255 has weights 255 times smaller.
        if (bytes) weights[0] /= 255f;
        Save([new Reshape([784], inputShape: [.. shape.Select(side => side < 0 ? (long?)null : side)]), new Dense(64, activation: "relu"), new Dense(10, activation: "softmax")], weights);
        AnswersAsThePage(bytes ? InputRange.Bytes : InputRange.One);
    }

    [TensorFlowFact]
    public void AModelThatScalesItselfIsFedBytes()
    {
        Save([new Rescaling(1 / 255.0, inputShape: [784]), new Dense(64, activation: "relu"), new Dense(10, activation: "softmax")], Trained());
        AnswersAsThePage(InputRange.Bytes);
    }

    [TensorFlowFact]
    public void LogitsBecomeProbabilities()
    {
        Save([new Dense(64, activation: "relu", inputShape: [784]), new Dense(10)], Trained());
        AnswersAsThePage(InputRange.One);
    }

    [TensorFlowFact]
    public void NumbersThatAreNotFiniteAreNoAnswer()
    {
        var weights = Trained();
        weights[3] = np.full(new NumSharp.Shape(10), float.NaN);
        Save([new Dense(64, activation: "relu", inputShape: [784]), new Dense(10, activation: "softmax")], weights);
        using var model = DigitModel.Load(_folder["m.hdf5"]);
        model.FindRange(s_digits.Pictures, s_digits.Labels);
        Assert.Equal(InputRange.One, model.Range);
        Assert.StartsWith("The model gives numbers that are not finite", Assert.Throws<InvalidDataException>(() => model.Predict(s_digits.Pictures[0])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(None, 28, 28, 3)", 28, 28, 3)]
    [InlineData("(None, 32, 32, 1)", 32, 32, 1)]
    [InlineData("(None, 785)", 785)]
    public void OtherInputsAreRefused(string received, params int[] shape)
    {
        Save([new Flatten(inputShape: [.. shape.Select(side => (long?)side)]), new Dense(10)]);
        Assert.Equal(
            $"\"{_folder["m.hdf5"]}\": the model must take one picture of 28 x 28, as (None, 784), (None, 28, 28), (None, 28, 28, 1) or (None, 1, 28, 28). Received: {received}.",
            Assert.Throws<InvalidDataException>(() => DigitModel.Load(_folder["m.hdf5"])).Message);
    }

    [Fact]
    public void OtherOutputsAreRefused()
    {
        var x = Keras.Input([784]);
        Refused("(None, 26)", [x], [new Dense(26).Apply(x)]);
        Refused("(None, 10), (None, 2)", [x], [new Dense(10).Apply(x), new Dense(2).Apply(x)]);
        var rows = Keras.Input([28, 28]);
        Refused("(None, 28, 10)", [rows], [new Dense(10).Apply(rows)]);
    }

    private void Refused(string received, KerasTensor[] inputs, KerasTensor[] outputs)
    {
        using (var model = new Model(inputs, outputs))
            model.Save(_folder["m.hdf5"]);
        Assert.Equal(
            $"\"{_folder["m.hdf5"]}\": the model must give the probabilities of ten digits, (None, 10). Received: {received}.",
            Assert.Throws<InvalidDataException>(() => DigitModel.Load(_folder["m.hdf5"])).Message);
    }

    private NDArray[] Trained()
    {
        using var model = Keras.Models.LoadModel(page.ModelFile, compile: false);
        return model.GetWeights();
    }

    private void Save(Layer[] layers, NDArray[]? weights = null)
    {
        using var model = new Sequential(layers);
        if (weights is not null) model.SetWeights(weights);
        model.Save(_folder["m.hdf5"]);
    }

    private void AnswersAsThePage(InputRange range)
    {
        using var model = DigitModel.Load(_folder["m.hdf5"]);
        model.FindRange(s_digits.Pictures, s_digits.Labels);
        Assert.Equal(range, model.Range);
        foreach (var picture in s_digits.Pictures.Take(5))
        {
            var (expected, answer) = (page.Model.Predict(picture), model.Predict(picture));
            for (var digit = 0; digit < 10; digit++) Assert.Equal(expected[digit], answer[digit], 1e-4f);
        }
    }
}
