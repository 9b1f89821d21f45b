using System.Text.Json.Nodes;
using KerasPort.Losses;
using KerasPort.Metrics;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Testing;

namespace KerasPort.Tests.Metrics;

/// <summary>What files hold of metrics, which accuracy is meant, and where the versions of Keras differ.</summary>
public class MetricFileTests
{
    [Theory]
    [InlineData("\"mae\"", "2.3.1", "MeanAbsoluteError", "mae", "\"mae\"")]
    [InlineData("\"accuracy\"", "2.3.1", "AutomaticAccuracy", "accuracy", "\"accuracy\"")]
    [InlineData("""{"class_name": "MeanMetricWrapper", "config": {"name": "accuracy", "dtype": "float32", "fn": "categorical_accuracy"}}""", "2.15.0", "CategoricalAccuracy", "accuracy",
        """{"class_name": "CategoricalAccuracy", "config": {"name": "accuracy", "dtype": "float32"}}""")]
    [InlineData("""{"class_name": "MeanMetricWrapper", "config": {"name": "mae", "dtype": "float32", "fn": "mean_absolute_error"}}""", "2.15.0", "MeanAbsoluteError", "mae", "\"mae\"")]
    [InlineData("""{"class_name": "MeanMetricWrapper", "config": {"name": "accuracy", "dtype": "float32"}}""", "2.2.4-tf", "AutomaticAccuracy", "accuracy", "\"accuracy\"")]
    [InlineData("""{"class_name": "MeanMetricWrapper", "config": {"name": "hit3", "dtype": "float32", "fn": "top_k_categorical_accuracy", "k": 3}}""", "2.15.0", "TopKCategoricalAccuracy", "hit3",
        """{"class_name": "TopKCategoricalAccuracy", "config": {"name": "hit3", "dtype": "float32", "k": 3}}""")]
    [InlineData("""{"class_name": "Precision", "config": {"name": "p", "dtype": "float32", "thresholds": 0.4, "top_k": null, "class_id": null}}""", "2.15.0", "Precision", "p",
        """{"class_name": "Precision", "config": {"name": "p", "dtype": "float32", "thresholds": 0.4, "top_k": null, "class_id": null}}""")]
    [InlineData("""{"module": "keras.metrics", "class_name": "MeanIoU", "config": {"num_classes": 3, "name": "m", "dtype": "int64", "ignore_class": null, "sparse_y_true": true, "sparse_y_pred": true, "axis": -1}, "registered_name": null}""",
        "3.3.3", "MeanIoU", "m", """{"class_name": "MeanIoU", "config": {"name": "m", "dtype": "float32", "num_classes": 3}}""")]
    public void AFilesMetricIsReadAndWrittenAsKeras231WouldWriteIt(string text, string version, string className, string name, string expected)
    {
        using var metric = MetricRegistry.FromConfig(JsonNode.Parse(text)!, Context(version))!;
        Assert.Equal(className, metric.ClassName);
        Assert.Equal(name, metric.Name);
        Assert.Equal(expected, PythonJson.Write(metric.ToConfig()));
    }

    [Theory]
    [InlineData("accuracy", 1, "MeanSquaredError", KerasDialect.Keras2, "BinaryAccuracy")]
    [InlineData("acc", 3, "BinaryCrossentropy", KerasDialect.Keras2, "BinaryAccuracy")]
    [InlineData("accuracy", 3, "BinaryCrossentropy", KerasDialect.TfKeras2, "CategoricalAccuracy")]
    [InlineData("accuracy", 3, "SparseCategoricalCrossentropy", KerasDialect.Keras2, "SparseCategoricalAccuracy")]
    [InlineData("accuracy", 3, "SparseCategoricalCrossentropy", KerasDialect.Keras3, "SparseCategoricalAccuracy")]
    [InlineData("accuracy", 3, "MeanSquaredError", KerasDialect.Keras2, "CategoricalAccuracy")]
    [InlineData("crossentropy", 1, "MeanSquaredError", KerasDialect.Keras2, "BinaryCrossentropy")]
    [InlineData("ce", 3, "SparseCategoricalCrossentropy", KerasDialect.Keras2, "SparseCategoricalCrossentropy")]
    [InlineData("ce", 3, "CategoricalCrossentropy", KerasDialect.Keras2, "CategoricalCrossentropy")]
    public void LossAndShapeDecideWhichAccuracyIsMeant(string name, int outputs, string loss, KerasDialect dialect, string expected)
    {
        using var automatic = (AutomaticAccuracy)(Metric)name;
        automatic.Dialect = dialect;
        using var metric = automatic.Resolve([null, outputs], (Loss)loss);
        Assert.Equal(expected, metric.ClassName);
        Assert.Equal(name, metric.Name);
        Assert.Equal($"\"{name}\"", PythonJson.Write(metric.ToConfig()));
    }

    [Fact]
    public void NewerKerasesGoByTheTruthsShape()
    {
        using var automatic = new AutomaticAccuracy("accuracy") { Dialect = KerasDialect.Keras3 };
        using var sparse = automatic.Resolve([null, 3], (Loss)"mse", [null, 1]);
        using var dense = automatic.Resolve([null, 3], (Loss)"mse", [null, 3]);
        Assert.Equal("SparseCategoricalAccuracy", sparse.ClassName);
        Assert.Equal("CategoricalAccuracy", dense.ClassName);
    }

    [TensorFlowFact]
    public void Keras2RoundsAPredictionWhereNewerOnesCompareIt()
    {
        var (yTrue, yPred) = (new NpyArray([2, 1], new[] { 1f, 0 }), new NpyArray([2, 1], new[] { 1.7f, 0.2f }));
        Assert.Equal(0.5f, Result(new BinaryAccuracy(), yTrue, yPred));
        Assert.Equal(1f, Result(new BinaryAccuracy { Dialect = KerasDialect.TfKeras2 }, yTrue, yPred));
    }

    [TensorFlowFact]
    public void Keras2TakesTheNearestThresholdNewerOnesTheBestThatReachesIt()
    {
        var (yTrue, yPred) = (new NpyArray([4, 1], new[] { 0f, 0, 1, 1 }), new NpyArray([4, 1], new[] { 0.1f, 0.6f, 0.4f, 0.9f }));
        // Specificity is 0 or 1/2 or 1: 0.7 is nearer to 1/2, where sensitivity is 1; only 1 reaches it, where it is 1/2.
        Assert.Equal(1f, Result(new SensitivityAtSpecificity(0.7, 11), yTrue, yPred));
        Assert.Equal(0.5f, Result(new SensitivityAtSpecificity(0.7, 11) { Dialect = KerasDialect.TfKeras2 }, yTrue, yPred));
    }

    [TensorFlowFact]
    public void LabelsMayHaveCurvesOfTheirOwn()
    {
        var yTrue = new NpyArray([4, 2], new[] { 0f, 1, 0, 1, 1, 0, 1, 0 });
        var yPred = new NpyArray([4, 2], new[] { 0.1f, 0.2f, 0.2f, 0.3f, 0.8f, 0.7f, 0.9f, 0.8f });
        // The first label is ranked perfectly, the second the wrong way round.
        Assert.Equal(0.5, Result(new AUC(multiLabel: true), yTrue, yPred), 5);
        Assert.Equal(0.75, Result(new AUC(multiLabel: true, labelWeights: [3, 1]), yTrue, yPred), 5);
        Assert.Equal(0.5, Result(new AUC(multiLabel: true, fromLogits: true), yTrue, yPred), 5);
    }

    [TensorFlowFact]
    public void AnIgnoredClassIsCountedNowhere()
    {
        var (yTrue, yPred) = (new NpyArray([4, 1], new[] { 0f, 1, 255, 1 }), new NpyArray([4, 1], new[] { 0f, 1, 1, 0 }));
        // Class 0: 1 of 2; class 1: 1 of 2.
        Assert.Equal(0.5f, Result(new MeanIoU(2, ignoreClass: 255), yTrue, yPred));
    }

    [TensorFlowFact]
    public void ResettingBringsBackTheFirstState()
    {
        using var metric = (Metric)"mse";
        var (yTrue, yPred) = (new NpyArray([2, 1], new[] { 1f, 2 }), new NpyArray([2, 1], new[] { 1f, 4 }));
        using var step = Step(metric, yTrue, yPred);
        Assert.Equal(2f, step.Run(yTrue, yPred)[0].Scalar());
        step.Run(yTrue, yPred);
        Assert.Equal(4f, metric.Weights[1].Read().ToSingles()[0]);
        metric.ResetStates();
        Assert.All(metric.Weights, weight => Assert.Equal(0f, weight.Read().ToSingles()[0]));
        Assert.Equal(2f, step.Run(yTrue, yPred)[0].Scalar());
    }

    [TensorFlowFact]
    public void AMetricOfOnesOwnIsTheMeanOfItsValues()
    {
        using var metric = Metric.From("largest", (_, yPred) => Ops.Max(yPred, [-1]));
        var yPred = new NpyArray([2, 2], new[] { 1f, 2, 5, 4 });
        Assert.Equal(3.5f, Result(metric, yPred, yPred));
        Assert.Equal("\"largest\"", PythonJson.Write(metric.ToConfig()));
    }

    [Fact]
    public void EachOutputGetsAMetricOfItsOwn()
    {
        using var precision = new Precision([0.25, 0.5], name: "p");
        using var clone = MetricRegistry.Clone(precision);
        Assert.NotSame(precision, clone);
        Assert.Equal(PythonJson.Write(precision.ToConfig()), PythonJson.Write(clone.ToConfig()));
        using var own = Metric.From("own", (_, yPred) => yPred);
        Assert.Throws<ArgumentException>(() => MetricRegistry.Clone(own));
    }

    [Fact]
    public void WhatMakesNoSenseIsAnError()
    {
        Assert.Throws<ArgumentException>(() => new Precision([1.5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Recall(topK: 0));
        Assert.Throws<ArgumentException>(() => new AUC(curve: "roq"));
        Assert.Throws<ArgumentException>(() => new AUC(summationMethod: "middle"));
        Assert.Throws<ArgumentOutOfRangeException>(() => new AUC(numThresholds: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SensitivityAtSpecificity(1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MeanIoU(0));
        Assert.Throws<ArgumentException>(() => new IoU(2, [2]));
        Assert.Throws<ArgumentException>(() => new F1Score("mean"));
        Assert.Throws<ArgumentException>(() => (Metric)"MeanIoU");
        var error = Assert.Throws<ArgumentException>(() => (Metric)"acuracy");
        Assert.Contains("accuracy", error.Message, StringComparison.Ordinal);
    }

    private static float Result(Metric metric, NpyArray yTrue, NpyArray yPred)
    {
        using var step = Step(metric, yTrue, yPred);
        return step.Run(yTrue, yPred)[0].Scalar();
    }

    private static GraphStep Step(Metric metric, NpyArray yTrue, NpyArray yPred)
    {
        metric.Build(new Shape([.. yPred.Shape.Select(length => (long)length)]));
        return new GraphStep([yTrue, yPred], (x, context) =>
        {
            metric.Update(x[0], x[1], null, context);
            return [metric.Result(context)];
        });
    }

    private static LoadContext Context(string version) => new("test", version, CustomObjects.Empty);
}
