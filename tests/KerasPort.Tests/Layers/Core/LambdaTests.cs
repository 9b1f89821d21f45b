using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Layers;

public sealed class LambdaTests
{
    private const string Bytecode = """{"name": "z", "trainable": true, "function": ["4wEAAAA=\n", null, null], "function_type": "lambda", "output_shape": [2], "output_shape_type": "raw", "arguments": {}}""";
    private const string Named = """{"name": "z", "trainable": true, "dtype": "float32", "function": "sampling", "function_type": "function", "output_shape": null, "output_shape_type": "raw", "arguments": {}}""";
    private const string Keras3 = """{"name": "z", "trainable": true, "function": {"class_name": "__lambda__", "config": {"code": "4wEAAAA=", "defaults": null, "closure": null}}, "arguments": {}}""";

    [Theory]
    [InlineData(Bytecode, "2.2.4", "its function is Python bytecode, which is never executed")]
    [InlineData(Keras3, "3.6.0", "its function is Python bytecode, which is never executed")]
    [InlineData(Named, "2.3.1", "its function is the Python function 'sampling', which the file does not hold")]
    public void WithoutAFunctionTheErrorSaysWhatToDo(string config, string version, string what)
    {
        var error = Assert.Throws<InvalidDataException>(() => LayerRegistryTests.Create("Lambda", config, kerasVersion: version));
        Assert.Equal($"test.h5: Lambda 'z' (written by Keras {version}): {what}. Pass a C# function for it by customObjects, as in new CustomObjects {{ [\"z\"] = _ => new Lambda(x => ...) }}.", error.Message);
    }

    [TensorFlowFact]
    public void AFunctionIsFoundByTheLayersNameOrItsOwn()
    {
        Func<Output, Output> twice = x => x * 2;
        using var byLayer = LayerRegistryTests.Create("Lambda", Bytecode, new CustomObjects { ["z"] = _ => new Lambda(twice) }, "2.2.4");
        using var byFunction = LayerRegistryTests.Create("Lambda", Named, new CustomObjects { ["sampling"] = _ => twice });
        foreach (var layer in new[] { byLayer, byFunction })
            Assert.Equal([2f, 4f], LayerRunner.Run(layer, [new HostArray(new[] { 1f, 2f }, [1, 2])])[0].ToSingles());
    }

    [Fact]
    public void TheFilesFunctionGoesBackAsItWas()
    {
        using var layer = LayerRegistryTests.Create("Lambda", Bytecode, new CustomObjects { ["z"] = _ => new Lambda(x => x) }, "2.2.4");
        var config = layer.GetConfig();
        foreach (var (key, value) in JsonNode.Parse(Bytecode)!.AsObject())
            Assert.True(JsonNode.DeepEquals(value, config[key]), key);
    }

    [TensorFlowFact]
    public void SeveralTensorsGoInAndOut()
    {
        var (a, b) = (Keras.Input([2]), Keras.Input([2]));
        var outputs = new Lambda(x => [x[0] + x[1], Ops.Concat(x, -1)]).Apply(a, b);
        Assert.Equal(["(None, 2)", "(None, 4)"], outputs.Select(output => output.Shape.ToString()));
        using var model = new Model([a, b], outputs);
        var results = model.PredictAll(new[] { new NumSharp.NDArray(new[] { 1f, 2f }, new NumSharp.Shape(1, 2)), new NumSharp.NDArray(new[] { 3f, 5f }, new NumSharp.Shape(1, 2)) });
        Assert.Equal([4f, 7f], NumSharpAdapter.ToHost(results[0]).ToSingles());
        Assert.Equal([1f, 2f, 3f, 5f], NumSharpAdapter.ToHost(results[1]).ToSingles());
    }
}
