using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Tests.Layers;

/// <summary>What holds for every layer.</summary>
[Trait("Category", "Contract")]
public sealed class LayerContractTests
{
    /// <summary>The step of the differences and how far gradients may be off, for a sum of float32 products.</summary>
    private const double Step = 2e-3, Tolerance = 1e-2;

    public static TheoryData<string> Names() => [.. LayerCases.All.Select(test => test.Name)];

    public static TheoryData<string> UnknownSteps() => [.. LayerCases.All.Where(test => test.AlsoUnknownSteps).Select(test => test.Name)];

    [Fact]
    public void EveryRegisteredClassHasAnInstance()
    {
        var classes = LayerCases.All.Select(test => test.ClassName).ToHashSet();
        var aliases = LayerRegistryTests.Aliases.Keys;
        Assert.Empty(LayerRegistry.Names.Except(classes).Except(aliases).Except(LayerRegistryTests.TestedElsewhere));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void SettingsComeBackFromAFile(string name)
    {
        var test = Find(name);
        using var layer = test.Make();
        var text = PythonJson.Write(layer.GetConfig());
        using var again = Load(test, text);
        Assert.Equal(layer.GetType(), again.GetType());
        Assert.Equal(text, PythonJson.Write(again.GetConfig()));
    }

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void DamagedSettingsAreRefusedOrTaken(string name)
    {
        var test = Find(name);
        using var layer = test.Make();
        var text = PythonJson.Write(layer.GetConfig());
        var random = new Random(17);
        for (var round = 0; round < 150; round++)
        {
            var config = JsonNode.Parse(text)!.AsObject();
            Damage(config, random);
            try
            {
                using var damaged = Load(test, config.ToJsonString());
                damaged.EnsureBuilt(test.Inputs);
                damaged.ComputeOutputShapes(test.Inputs);
            }
            catch (Exception error) when (error is InvalidDataException or ArgumentException or InvalidOperationException or OverflowException)
            {
                // Loading a model makes the one documented exception of them.
            }
            catch (Exception error)
            {
                Assert.Fail($"{config.ToJsonString()}: {error}");
            }
        }
    }

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void TheOutputHasTheShapeThatTheLayerSays(string name)
    {
        var test = Find(name);
        using var layer = Built(test);
        var inputs = Inputs(test);
        var expected = layer.ComputeOutputShapes(test.Inputs);
        var outputs = LayerRunner.Run(layer, inputs, unknownBatch: true);
        Assert.Equal(expected, outputs.Select(output => output.Shape));
        var known = LayerRunner.Run(layer, inputs, unknownBatch: false);
        for (var i = 0; i < outputs.Length; i++)
            AssertClose(outputs[i], known[i]);
    }

    [TensorFlowTheory]
    [MemberData(nameof(UnknownSteps))]
    public void StepsMayBeUnknown(string name)
    {
        var test = Find(name);
        using var layer = Built(test);
        var input = new InputLayer(test.Inputs[0][1..].With(0, -1).With(test.Inputs[0].Rank > 3 ? 1 : 0, -1), dataType: test.Numbers > 0 ? DataType.Int32 : DataType.Float32);
        var output = layer.Apply(input.Output);
        using var model = new KerasPort.Models.Model(input.Output, output);
        var expected = LayerRunner.Run(layer, Inputs(test))[0];
        Assert.True(output.Shape.IsCompatibleWith(expected.Shape), $"The layer takes the output for {output.Shape}.");
        AssertClose(expected, NumSharpAdapter.ToHost(model.Predict(NumSharpAdapter.ToNDArray(Inputs(test)[0]))));
    }

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void WeightsComeBack(string name)
    {
        var test = Find(name);
        using var layer = Built(test);
        using var again = Load(test, PythonJson.Write(layer.GetConfig()));
        again.EnsureBuilt(test.Inputs);
        Assert.Equal(layer.Weights.Select(weight => (weight.Name, weight.Shape, weight.Trainable)), again.Weights.Select(weight => (weight.Name, weight.Shape, weight.Trainable)));
        again.SetWeights(layer.GetWeights());
        var inputs = Inputs(test);
        var (expected, actual) = (LayerRunner.Run(layer, inputs), LayerRunner.Run(again, inputs));
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i].ToSingles(), actual[i].ToSingles());
    }

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void AModelWithItComesBackFromAFile(string name)
    {
        var test = Find(name);
        // The data of a model have a batch and at least one more axis.
        if (test.ClassName == "InputLayer" || test.Inputs[0].Rank < 2)
            return;
        using var layer = Built(test);
        var inputs = Array.ConvertAll(test.Inputs, shape => new InputLayer(shape[1..], dataType: test.Numbers > 0 ? DataType.Int32 : DataType.Float32).Output);
        using var model = new KerasPort.Models.Model(inputs, layer.Apply(inputs));
        var data = Array.ConvertAll(Inputs(test), NumSharpAdapter.ToNDArray);
        var path = Path.Combine(Path.GetTempPath(), $"kerasport-{Guid.NewGuid():N}.h5");
        try
        {
            model.Save(path);
            using var again = Keras.Models.LoadModel(path, test.CustomObjects);
            AssertClose(NumSharpAdapter.ToHost(model.PredictAll(data)[0]), NumSharpAdapter.ToHost(again.PredictAll(data)[0]));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void GradientsAgreeWithDifferences(string name)
    {
        var test = Find(name);
        using var layer = Built(test);
        CheckGradients(layer, Inputs(test), training: false);
        if (test.AlsoTraining)
            CheckGradients(layer, Inputs(test), training: true);
    }

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void MasksPassEndOrAreRefused(string name)
    {
        var test = Find(name);
        if (test.Numbers > 0 || test.Inputs[0].Rank < 3 || !test.HasSteps)
            return;
        using var layer = Built(test);
        var inputs = Inputs(test);
        var masks = Array.ConvertAll(inputs, input => input.Shape.Rank < 3 ? null : new HostArray(Enumerable.Range(0, checked((int)(input.Shape[0] * input.Shape[1]))).Select(i => i % 3 != 1).ToArray(), input.Shape[..2]));
        if (!layer.SupportsMasking && layer is not Lambda)
        {
            Assert.Throws<InvalidOperationException>(() => LayerRunner.RunMask(layer, inputs, masks));
            layer.Dialect = KerasDialect.Keras3;
            Assert.Null(LayerRunner.RunMask(layer, inputs, masks));
            return;
        }
        if (Array.Exists(masks, mask => mask is not null && !mask.Shape.Equals(masks[0]!.Shape)) && layer is Merge)
            return;
        var mask = LayerRunner.RunMask(layer, inputs, masks);
        if (mask is not null)
            Assert.Equal(LayerRunner.Run(layer, inputs)[0].Shape[..2], mask.Shape);
        // Without a mask none appears, except where the layer makes it.
        if (layer is not Masking)
            Assert.Null(LayerRunner.RunMask(layer, inputs, null));
    }

    private static void CheckGradients(Layer layer, HostArray[] inputs, bool training)
    {
        var results = LayerRunner.Gradients(layer, inputs, training);
        var areFloats = inputs[0].DataType == DataType.Float32;
        var weights = layer.TrainableWeights;
        // Steps of weights move the moving averages too: they are put back.
        var before = layer.Weights.Select(weight => weight.Read()).ToArray();
        for (var i = 1; i < results.Length; i++)
        {
            var index = areFloats ? i - 1 : i - 1 + inputs.Length;
            var gradient = results[i].ToSingles();
            // A kink on the way (of a maximum, of a rectifier) spoils a direction: one of three must agree.
            var found = Enumerable.Range(0, 3).Select(attempt =>
            {
                var direction = LayerRunner.Random(results[i].Shape, 50 + 100 * attempt + i).ToSingles();
                return (Expected: (Moved(direction, Step) - Moved(direction, -Step)) / (2 * Step), Actual: gradient.Zip(direction, (a, b) => (double)a * b).Sum());
            }).ToArray();
            Assert.True(Array.Exists(found, pair => Math.Abs(pair.Actual - pair.Expected) <= Tolerance * (1 + Math.Abs(pair.Expected))),
                $"{(index < inputs.Length ? $"Input {index}" : weights[index - inputs.Length].Name)}{(training ? " in training" : "")}: the gradients along three directions must be {string.Join(", ", found.Select(pair => pair.Expected))}. Received: {string.Join(", ", found.Select(pair => pair.Actual))}.");

            double Moved(float[] direction, double step)
            {
                HostArray Shift(HostArray array) => new(array.ToSingles().Zip(direction, (value, by) => (float)(value + step * by)).ToArray(), array.Shape);
                var shifted = (HostArray[])inputs.Clone();
                if (index < inputs.Length)
                    shifted[index] = Shift(inputs[index]);
                else
                    weights[index - inputs.Length].Write(Shift(weights[index - inputs.Length].Read()));
                var loss = LayerRunner.Loss(layer, shifted, training);
                for (var w = 0; w < before.Length; w++)
                    layer.Weights[w].Write(before[w]);
                return loss;
            }
        }
    }

    /// <summary>Puts something else in the place of one value, at any depth.</summary>
    private static void Damage(JsonNode node, Random random)
    {
        JsonNode? Other() => random.Next(12) switch
        {
            0 => null,
            1 => 0,
            2 => -1,
            3 => int.MaxValue,
            4 => 1e300,
            5 => 0.5,
            6 => "channels_first",
            7 => "",
            8 => true,
            9 => new JsonArray(),
            10 => new JsonArray(random.Next(4), null, -random.Next(4)),
            _ => new JsonObject { ["class_name"] = "Dense", ["config"] = new JsonObject() },
        };
        switch (node)
        {
            case JsonObject { Count: > 0 } members:
                var key = members.ElementAt(random.Next(members.Count)).Key;
                if (members[key] is JsonObject or JsonArray && random.Next(2) == 0)
                    Damage(members[key]!, random);
                else
                    members[key] = Other();
                break;
            case JsonArray { Count: > 0 } items:
                items[random.Next(items.Count)] = Other();
                break;
        }
    }

    private static LayerCase Find(string name) => LayerCases.All.Single(test => test.Name == name);

    private static Layer Built(LayerCase test)
    {
        var layer = test.Make();
        layer.EnsureBuilt(test.Inputs);
        LayerRunner.Fill(layer);
        return layer;
    }

    private static HostArray[] Inputs(LayerCase test) => [.. test.Inputs.Select((shape, i) => LayerRunner.Random(shape, 10 + i, test.Numbers, -test.Largest, test.Largest))];

    private static Layer Load(LayerCase test, string config) => LayerRegistryTests.Create(test.ClassName, config, test.CustomObjects);

    private static void AssertClose(HostArray expected, HostArray actual)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        var (a, b) = (expected.ToSingles(), actual.ToSingles());
        for (var i = 0; i < a.Length; i++)
            Assert.True(Math.Abs(a[i] - b[i]) <= 1e-5 * (1 + Math.Abs(a[i])), $"Element {i} must be {a[i]}. Received: {b[i]}.");
    }
}
