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
    [InlineData("Merge", """{"name": "m", "mode": "sum", "layers": [{"class_name": "Sequential", "config": []}]}""", "Merge 'm' (written by Keras 1.2.2)")]
    [InlineData("BatchNormalization", """{"name": "b", "mode": 1}""", "mode=1")]
    [InlineData("Embedding", """{"name": "e", "input_dim": 3, "output_dim": 2, "dropout": 0.5}""", "dropout=0.5")]
    public void WhatKeras2CannotDoIsRefusedByName(string className, string config, string named)
    {
        var error = Assert.Throws<InvalidDataException>(() => LayerRegistryTests.Create(className, config, kerasVersion: "1.2.2"));
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AWeightsPenaltyHadItsNumbersInPlain()
    {
        using var layer = LayerRegistryTests.Create("Dense", """{"name": "d", "output_dim": 3, "W_regularizer": {"name": "WeightRegularizer", "l1": 0.0, "l2": 0.01}}""", kerasVersion: "1.0.5");
        Assert.Equal(0.01, layer.GetConfig()["kernel_regularizer"]!["config"]!["l2"]!.GetValue<double>(), 1e-6);
    }
}
