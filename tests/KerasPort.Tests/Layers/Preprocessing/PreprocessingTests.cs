using KerasPort.Layers;
using KerasPort.TensorFlow;
using NumSharp;

namespace KerasPort.Tests.Layers;

public sealed class PreprocessingTests
{
    [TensorFlowFact]
    public void NormalizationAdaptsToData()
    {
        using var layer = new Normalization();
        layer.Adapt(np.array(new float[,] { { 1, 10 }, { 3, 10 }, { 5, 40 } }));
        var output = LayerRunner.Run(layer, [new HostArray(new[] { 3f, 20f, 5f, 40f }, [2, 2])])[0].ToSingles();
        // variances 8/3 and 200
        Assert.Equal([0, 0, 2 / Math.Sqrt(8 / 3.0), 20 / Math.Sqrt(200)], output.Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(["mean", "variance", "count"], layer.Weights.Select(weight => weight.Name[(layer.Name.Length + 1)..]));
    }

    [TensorFlowFact]
    public void NormalizationOverAllTakesOneMean()
    {
        using var layer = new Normalization(axis: []);
        layer.Adapt(np.array(new float[,] { { 1, 2 }, { 3, 4 } }));
        Assert.Equal([2.5f], layer.Weights[0].Read().ToSingles());
        Assert.Equal([1.25f], layer.Weights[1].Read().ToSingles());
    }

    [TensorFlowTheory]
    [InlineData("""{"name": "n", "axis": null, "mean": 0.5, "variance": 4.0}""")]
    [InlineData("""{"name": "n", "axis": [-1], "mean": [[0.5, 0.5]], "variance": [[4.0, 4.0]]}""")]
    [InlineData("""{"name": "n", "axis": [1], "mean": {"class_name": "__numpy__", "config": {"value": [0.5, 0.5], "dtype": "float32"}}, "variance": [4.0, 4.0]}""")]
    public void NormalizationReadsTheNumbersOfAnyForm(string config)
    {
        using var layer = LayerRegistryTests.Create("Normalization", config);
        layer.EnsureBuilt([[null, 2]]);
        Assert.Empty(layer.Weights);
        Assert.Equal([0.25f, -0.75f], LayerRunner.Run(layer, [new HostArray(new[] { 1f, -1f }, [1, 2])])[0].ToSingles());
    }

    [TensorFlowFact]
    public void BytesBecomeFloats()
    {
        using var layer = new Rescaling(1 / 255.0);
        var pixels = new HostArray(new byte[] { 0, 255, 51, 102 }, [1, 4]);
        Assert.Equal([0, 1, 0.2, 0.4], LayerRunner.Run(layer, [pixels])[0].ToSingles().Select(value => (double)value), (a, b) => Math.Abs(a - b) < 1e-6);
        using var channels = new Rescaling([1, 2], [0, 1]);
        Assert.Equal([0f, 511f, 51f, 205f], LayerRunner.Run(channels, [new HostArray(pixels.Data, [2, 2])])[0].ToSingles());
    }

    [TensorFlowFact]
    public void ResizingKeepsProportionsByCroppingOrPadding()
    {
        // Two rows of six: the middle two columns of four are the largest part of proportions 1 : 1.
        var picture = new HostArray(Enumerable.Range(0, 12).Select(i => (float)i).ToArray(), [1, 2, 6, 1]);
        using var cropped = new Resizing(2, 2, "nearest", cropToAspectRatio: true);
        Assert.Equal([2f, 3f, 8f, 9f], LayerRunner.Run(cropped, [picture])[0].ToSingles());
        using var padded = LayerRegistryTests.Create("Resizing", """{"name": "r", "height": 6, "width": 6, "interpolation": "nearest", "pad_to_aspect_ratio": true, "fill_value": 7.0}""");
        var output = LayerRunner.Run(padded, [picture])[0].ToSingles();
        Assert.All(output[..12].Concat(output[24..]), value => Assert.Equal(7f, value));
        Assert.Equal(picture.ToSingles(), output[12..24]);
    }

    [TensorFlowFact]
    public void TrainingThroughAnAugmentationIsAnError()
    {
        using var layer = LayerRegistryTests.Create("RandomFlip", """{"name": "flip", "mode": "horizontal"}""");
        var picture = LayerRunner.Random([1, 2, 2, 1], 1);
        Assert.Equal(picture.ToSingles(), LayerRunner.Run(layer, [picture])[0].ToSingles());
        var error = Assert.Throws<InvalidOperationException>(() => LayerRunner.Run(layer, [picture], training: true));
        Assert.StartsWith("`flip`: RandomFlip changes pictures at random in training, which is not available here.", error.Message, StringComparison.Ordinal);
    }
}
