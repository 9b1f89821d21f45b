using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.Tests.Layers;

namespace KerasPort.Tests.Saving;

/// <summary>Settings of Keras 1 against what real Keras 2.3.1 makes of them.</summary>
public sealed class Keras1SettingsTests
{
    public static TheoryData<int> Cases() =>
        [.. KerasFixture.Load("keras1").Where(entry => LayerRegistry.Names.Contains(entry.Name)).Select(entry => entry.Index)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void BecomeThoseOfKeras2(int index)
    {
        var test = KerasFixture.Load("keras1")[index];
        using var layer = LayerRegistryTests.Create(test.Name, test.Args.ToJsonString(), kerasVersion: "1.2.2");
        Assert.Equal(test.Text("class_name"), layer.ClassName);
        // On Theano Keras 2.3.1 takes a recurrent layer's dropout back to 0.
        if (layer is RNN)
            (test.Json["config"]!["dropout"], test.Json["config"]!["recurrent_dropout"]) = (test.Args["dropout_W"]!.DeepClone(), test.Args["dropout_U"]!.DeepClone());
        Assert.True(JsonNode.DeepEquals(test.Json["config"], layer.GetConfig()), $"{test}: the settings must become {test.Json["config"]!.ToJsonString()}. Received: {PythonJson.Write(layer.GetConfig())}.");
    }

    [Theory]
    [InlineData("sum", "Add")]
    [InlineData("mul", "Multiply")]
    [InlineData("ave", "Average")]
    [InlineData("max", "Maximum")]
    [InlineData("concat", "Concatenate")]
    [InlineData("dot", "Dot")]
    [InlineData("cos", "Dot")]
    public void MergeBecomesTheLayerOfItsMode(string mode, string className)
    {
        using var layer = LayerRegistryTests.Create("Merge", $$"""{"name": "m", "mode": "{{mode}}", "mode_type": "raw", "concat_axis": 1, "dot_axes": [2, 1], "layers": [], "output_shape": null, "output_shape_type": "raw", "output_mask": null, "output_mask_type": "raw", "arguments": { } }""", kerasVersion: "1.2.2");
        Assert.Equal(className, layer.ClassName);
        if (layer is Concatenate concatenate)
            Assert.Equal(1, concatenate.Axis);
        if (layer is Dot dot)
            Assert.Equal(mode == "cos", dot.Normalize);
    }

    [Theory]
    [InlineData("Merge", """{"name": "m", "mode": "lambda", "layers": []}""", "Merge 'm' (written by Keras 1.2.2)")]
    [InlineData("BatchNormalization", """{"name": "b", "mode": 1}""", "mode=1")]
    [InlineData("Dense", """{"name": "d", "output_dim": 3, "W_regularizer": {"name": "EigenvalueRegularizer", "k": 0.1}}""", "kernel_regularizer")]
    [InlineData("Lambda", """{"name": "l", "function": "c\u0001\u0000", "function_type": "lambda"}""", "its function is Python bytecode")]
    public void WhatKeras2CannotDoIsRefusedByName(string className, string config, string named)
    {
        var error = Assert.Throws<InvalidDataException>(() => LayerRegistryTests.Create(className, config, kerasVersion: "1.2.2"));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PenaltiesAndConstraintsHadTheirNumbersInPlain()
    {
        using var layer = LayerRegistryTests.Create("Dense", """{"name": "d", "output_dim": 3, "W_regularizer": {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.01}, "W_constraint": {"name": "MaxNorm", "m": 3, "axis": 0}}""", kerasVersion: "1.0.5");
        Assert.Equal(0.01, layer.GetConfig()["kernel_regularizer"]!["config"]!["l2"]!.GetValue<double>(), 1e-6);
        Assert.Equal("""{"class_name": "MaxNorm", "config": {"max_value": 3, "axis": 0}}""", PythonJson.Write(layer.GetConfig()["kernel_constraint"]!.AsObject()));
    }

    [Fact]
    public void DropoutWithinAnEmbeddingIsLeftOutAndSaidSo()
    {
        var context = new LoadContext("test.h5", "1.2.2", CustomObjects.Empty);
        using var layer = LayerRegistry.Create("Embedding", JsonNode.Parse("""{"name": "e", "input_dim": 3, "output_dim": 2, "dropout": 0.5}""")!.AsObject(), context);
        Assert.Equal("test.h5: Embedding 'e': its dropout of 0.5 is left out, as in Keras 2. To train on, put a SpatialDropout1D behind it.", Assert.Single(context.Warnings));
        using var without = LayerRegistry.Create("Embedding", JsonNode.Parse("""{"name": "e", "input_dim": 3, "output_dim": 2, "dropout": 0.0}""")!.AsObject(), context);
        Assert.Single(context.Warnings);
    }

    [Fact]
    public void ADenseLayerOfStepsIsADenseLayer()
    {
        using var layer = LayerRegistryTests.Create("TimeDistributedDense", """{"name": "t", "output_dim": 3, "init": "glorot_uniform", "activation": "linear", "input_dim": 4, "input_length": 7}""", kerasVersion: "1.0.5");
        Assert.Equal("Dense", layer.ClassName);
        Assert.Equal([null, 7, 4], layer.BatchInputShape!);
    }
}
