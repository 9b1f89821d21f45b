using System.Text.Json.Nodes;
using KerasPort.Losses;
using KerasPort.Saving;

namespace KerasPort.Tests.Losses;

/// <summary>What files hold of losses.</summary>
public class LossFileTests
{
    [Theory]
    [InlineData("\"mse\"", "2.3.1", "MeanSquaredError", "\"mse\"")]
    [InlineData("\"categorical_crossentropy\"", "2.15.0", "CategoricalCrossentropy", "\"categorical_crossentropy\"")]
    [InlineData("\"MeanSquaredError\"", "2.6.0", "MeanSquaredError", """{"class_name": "MeanSquaredError", "config": {"reduction": "sum_over_batch_size", "name": "mean_squared_error"}}""")]
    [InlineData("\"log_cosh\"", "2.15.0", "LogCosh", "\"logcosh\"")]
    [InlineData("\"huber\"", "3.3.3", "Huber", "\"huber_loss\"")]
    [InlineData("\"kl_divergence\"", "2.15.0", "KLDivergence", "\"kullback_leibler_divergence\"")]
    [InlineData("""{"class_name": "MeanSquaredError", "config": {"reduction": "auto", "name": "mean_squared_error", "fn": "mean_squared_error"}}""", "2.15.0", "MeanSquaredError",
        """{"class_name": "MeanSquaredError", "config": {"reduction": "sum_over_batch_size", "name": "mean_squared_error"}}""")]
    [InlineData("""{"class_name": "Huber", "config": {"reduction": "sum", "name": "h", "delta": 2}}""", "2.3.1", "Huber", """{"class_name": "Huber", "config": {"reduction": "sum", "name": "h", "delta": 2}}""")]
    [InlineData("""{"module": "keras.losses", "class_name": "BinaryCrossentropy", "config": {"name": "binary_crossentropy", "reduction": "sum_over_batch_size", "from_logits": true, "label_smoothing": 0.1, "axis": -1}, "registered_name": null}""",
        "3.3.3", "BinaryCrossentropy", """{"class_name": "BinaryCrossentropy", "config": {"reduction": "sum_over_batch_size", "name": "binary_crossentropy", "from_logits": true, "label_smoothing": 0.1}}""")]
    [InlineData("""{"module": "builtins", "class_name": "function", "config": "mean_absolute_error", "registered_name": "function"}""", "3.3.3", "MeanAbsoluteError", "\"mean_absolute_error\"")]
    public void AFilesLossIsReadAndWrittenAsKeras231WouldWriteIt(string text, string version, string className, string expected)
    {
        var loss = LossRegistry.FromConfig(JsonNode.Parse(text)!, Context(version))!;
        Assert.Equal(className, loss.ClassName);
        Assert.Equal(expected, PythonJson.Write(loss.ToConfig()));
    }

    [Fact]
    public void ALossGoesOnInItsFilesArithmetic()
    {
        Assert.Equal(KerasDialect.Keras2, LossRegistry.FromConfig("mse", Context("2.3.1"))!.Dialect);
        Assert.Equal(KerasDialect.TfKeras2, LossRegistry.FromConfig("mse", Context("2.15.0"))!.Dialect);
        Assert.Equal(KerasDialect.Keras3, LossRegistry.FromConfig("mse", Context("3.1.0"))!.Dialect);
    }

    [Fact]
    public void Keras3KnowsThemByItsOwnNames()
    {
        Assert.Equal("\"log_cosh\"", PythonJson.Write(((Loss)"logcosh").ToKeras3Config()));
        Assert.Equal("\"cosine_similarity\"", PythonJson.Write(((Loss)"cosine_proximity").ToKeras3Config()));
        Assert.Equal("""{"module": "keras.losses", "class_name": "Huber", "config": {"reduction": "sum_over_batch_size", "name": "huber_loss", "delta": 1.0}, "registered_name": null}""",
            PythonJson.Write(new Huber().ToKeras3Config()));
    }

    [Fact]
    public void UnknownLossesAreNotReplaced()
    {
        Assert.Null(LossRegistry.FromConfig("vae_loss", Context("2.3.1")));
        Assert.Null(LossRegistry.FromConfig(JsonNode.Parse("""{"class_name": "VaeLoss", "config": {}}""")!, Context("2.15.0")));
        var error = Assert.Throws<InvalidDataException>(() => LossRegistry.FromConfig(JsonNode.Parse("""{"class_name": "Huber", "config": {"sharpness": 3}}""")!, Context("2.15.0")));
        Assert.Contains("sharpness", error.Message, StringComparison.Ordinal);
        var unknown = Assert.Throws<ArgumentException>(() => (Loss)"mean_square_error");
        Assert.Contains("mean_squared_error", unknown.Message, StringComparison.Ordinal);
        Assert.Contains("Received: 'mean_square_error'", unknown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALossOfOnesOwnIsFoundByName()
    {
        var custom = new CustomObjects { ["vae_loss"] = _ => Loss.From("vae_loss", (_, yPred) => yPred) };
        var context = new LoadContext("test", "2.3.1", custom);
        Assert.Equal("vae_loss", LossRegistry.FromConfig("vae_loss", context)!.Name);
        Assert.Equal("\"vae_loss\"", PythonJson.Write(Loss.From("vae_loss", (_, yPred) => yPred).ToConfig()));
    }

    [Fact]
    public void SmoothingLiesBetweenZeroAndOne()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BinaryCrossentropy(labelSmoothing: -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CategoricalCrossentropy(labelSmoothing: 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CategoricalFocalCrossentropy(labelSmoothing: double.NaN));
    }

    private static LoadContext Context(string version) => new("test", version, CustomObjects.Empty);
}
