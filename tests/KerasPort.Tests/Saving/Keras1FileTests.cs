using KerasPort.Testing;
using NumSharp;

namespace KerasPort.Tests.Saving;

/// <summary>Whole files of Keras 1, which held models and weights in other shapes than Keras 2 does.</summary>
public sealed class Keras1FileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TensorFlowFact]
    public void AStackMayBeginWithBranches()
    {
        // The right branch is the longer one: its layers come by depth before the left one's, while the file has branch after branch.
        string Dense(string name, string more = "") => $$$"""{"class_name":"Dense","config":{"name":"{{{name}}}","output_dim":1,"bias":false{{{more}}}}}""";
        string Stack(params string[] layers) => $$"""{"class_name":"Sequential","config":[{{string.Join(',', layers)}}]}""";
        string Merge(string name, params string[] branches) =>
            $$$"""{"class_name":"Merge","config":{"name":"{{{name}}}","mode":"concat","mode_type":"raw","concat_axis":-1,"dot_axes":-1,"output_shape":null,"output_mask":null,"arguments":{},"layers":[{{{string.Join(',', branches)}}}]}}""";
        var inner = Stack(Merge("inner", Stack(Dense("b1", ",\"input_dim\":2"), Dense("b2")), Stack(Dense("c", ",\"input_dim\":1"))), Dense("d"));
        using var model = new HandMadeFile
        {
            KerasVersion = "1.2.2",
            Config = Stack(Merge("outer", Stack(Dense("a", ",\"input_dim\":1")), inner), Dense("e")),
            Layers =
            [
                ("a", [("a_W", [1, 1], [2])]), ("b1", [("b1_W", [2, 1], [1, -1])]), ("b2", [("b2_W", [1, 1], [3])]), ("c", [("c_W", [1, 1], [5])]),
                ("d", [("d_W", [2, 1], [1, 10])]), ("e", [("e_W", [2, 1], [1, 100])]),
            ],
            TrainingConfig = """{"optimizer_config":{"class_name":"SGD","config":{"lr":0.1,"momentum":0.9,"decay":0.0,"nesterov":false}},"loss":"mse","metrics":[]}""",
            More = root =>
            {
                var state = root.AddGroup("optimizer_weights");
                state.SetStrings("weight_names", ["v"]);
                state.AddDataset("v", [1, 1], new float[] { 1 });
            },
        }.Open(_folder);
        Assert.Equal(3, model.Inputs.Count);
        // 2 * 4 + 100 * ((7 - 6) * 3 + 10 * 5 * 8)
        Assert.Equal([40308f], model.Predict(new NDArray[] { new float[,] { { 4 } }, new float[,] { { 7, 6 } }, new float[,] { { 8 } } }).ToArray<float>());
        Assert.True(model.IsCompiled);
        Assert.Contains("the optimizer's state is in the order of the branches and starts anew", Assert.Single(model.LoadWarnings), StringComparison.Ordinal);
        model.Save(_folder["again.h5"]);
        using var again = Keras.Models.LoadModel(_folder["again.h5"]);
        Assert.Equal("Model", again.ClassName);
        Assert.Equal([40308f], again.Predict(new NDArray[] { new float[,] { { 4 } }, new float[,] { { 7, 6 } }, new float[,] { { 8 } } }).ToArray<float>());
    }

    [Fact]
    public void ABidirectionalHasAnArrayAGate()
    {
        // Each direction: W, U and b of the gates i, c, f and o.
        var arrays = Enumerable.Range(0, 24).Select(i => ($"bi/{i}", i % 3 == 2 ? new long[] { 1 } : [1, 1], new float[] { i })).ToArray();
        using var model = new HandMadeFile
        {
            KerasVersion = null,
            Config = """
                {"class_name":"Sequential","config":[{"class_name":"Bidirectional","config":{"name":"bi","merge_mode":"concat","batch_input_shape":[null,3,1],"layer":{"class_name":"LSTM","config":
                {"name":"lstm","output_dim":1,"inner_activation":"hard_sigmoid","forget_bias_init":"one","init":"glorot_uniform","inner_init":"orthogonal","activation":"tanh","consume_less":"cpu"}}}}]}
                """,
            Layers = [("bi", arrays)],
        }.Open(_folder);
        var expected = new float[][] { [0, 6, 3, 9], [1, 7, 4, 10], [2, 8, 5, 11], [12, 18, 15, 21], [13, 19, 16, 22], [14, 20, 17, 23] };
        Assert.Equal(expected, model.GetWeights().Select(weight => weight.ToArray<float>()));
    }
}
