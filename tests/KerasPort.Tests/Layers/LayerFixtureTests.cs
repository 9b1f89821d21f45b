using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Layers;

/// <summary>Layers against what real Keras 2.3.1 computed, for settings that no parity case has.</summary>
public sealed class LayerFixtureTests
{
    public static TheoryData<int> Cases() => [.. KerasFixture.Load("layers").Select(entry => entry.Index)];

    [TensorFlowTheory]
    [MemberData(nameof(Cases))]
    public void ComputesWhatKerasComputes(int index)
    {
        var test = KerasFixture.Load("layers")[index];
        var layer = LayerRegistryTests.Create(test.Name, test.Args.ToJsonString());
        Assert.True(JsonNode.DeepEquals(test.Args, layer.GetConfig()), $"{test}: the settings must come back. Received: {PythonJson.Write(layer.GetConfig())}.");

        var data = test.Inputs.Where(pair => pair.Key[0] == 'x').Select(pair => pair.Value).ToArray();
        var inputs = Array.ConvertAll(data, x => Keras.Input(new Shape([.. x.Shape.Skip(1).Select(length => (long)length)])));
        var isMasked = test.Json.ContainsKey("masked");
        var output = layer.Apply(Array.ConvertAll(inputs, input => isMasked ? new Masking(name: $"{input.Layer.Name}_mask").Apply(input) : input));
        using var model = new Model(inputs, output);
        var weights = test.Inputs.Where(pair => pair.Key[0] == 'w').Select(pair => NumSharpAdapter.ToNDArray(Host(pair.Value))).ToArray();
        layer.SetWeights(weights);

        var expected = test.Outputs["y"];
        var actual = NumSharpAdapter.ToHost(model.PredictAll(Array.ConvertAll(data, x => NumSharpAdapter.ToNDArray(Host(x))))[0]);
        Assert.Equal(expected.Shape.Select(length => (long?)length), actual.Shape);
        var (wanted, found) = (expected.Floats(), actual.ToSingles());
        for (var i = 0; i < wanted.Length; i++)
            Assert.True(Math.Abs(wanted[i] - found[i]) <= 1e-5, $"{test}: element {i} must be {wanted[i]}. Received: {found[i]}.");
    }

    private static HostArray Host(NpyArray array) => new(array.Floats(), new Shape([.. array.Shape.Select(length => (long)length)]));
}
