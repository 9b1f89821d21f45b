using System.Reflection;
using System.Text.Json.Nodes;
using KerasPort.TensorFlow;
using KerasPort.Testing;
using K = KerasPort.Keras.Backend;

namespace KerasPort.Tests.Backend;

/// <summary>The functions of Keras.Backend, value and gradient, against real Keras'.</summary>
public class BackendFixtureTests
{
    private static readonly Dictionary<string, Func<Output[], FixtureCase, Output>> s_functions = new()
    {
        ["abs"] = (x, _) => K.Abs(x[0]),
        ["sign"] = (x, _) => K.Sign(x[0]),
        ["square"] = (x, _) => K.Square(x[0]),
        ["sqrt"] = (x, _) => K.Sqrt(x[0]),
        ["exp"] = (x, _) => K.Exp(x[0]),
        ["log"] = (x, _) => K.Log(x[0]),
        ["round"] = (x, _) => K.Round(x[0]),
        ["sin"] = (x, _) => K.Sin(x[0]),
        ["cos"] = (x, _) => K.Cos(x[0]),
        ["pow"] = (x, entry) => K.Pow(x[0], entry.Arg("a", 1.0)),
        ["clip"] = (x, entry) => K.Clip(x[0], entry.Arg("min_value", 0.0), entry.Arg("max_value", 0.0)),
        ["maximum"] = (x, _) => K.Maximum(x[0], x[1]),
        ["minimum"] = (x, _) => K.Minimum(x[0], x[1]),
        ["equal"] = (x, _) => K.Equal(x[0], x[1]),
        ["not_equal"] = (x, _) => K.NotEqual(x[0], x[1]),
        ["greater"] = (x, _) => K.Greater(x[0], x[1]),
        ["greater_equal"] = (x, _) => K.GreaterEqual(x[0], x[1]),
        ["less"] = (x, _) => K.Less(x[0], x[1]),
        ["less_equal"] = (x, _) => K.LessEqual(x[0], x[1]),
        ["switch"] = (x, _) => K.Switch(K.Greater(x[2], 0.5), x[0], x[1]),
        ["sum"] = (x, entry) => K.Sum(x[0], AxesOf(entry), KeepDims(entry)),
        ["mean"] = (x, entry) => K.Mean(x[0], AxesOf(entry), KeepDims(entry)),
        ["prod"] = (x, entry) => K.Prod(x[0], AxesOf(entry), KeepDims(entry)),
        ["max"] = (x, entry) => K.Max(x[0], AxesOf(entry), KeepDims(entry)),
        ["min"] = (x, entry) => K.Min(x[0], AxesOf(entry), KeepDims(entry)),
        ["var"] = (x, entry) => K.Var(x[0], AxesOf(entry), KeepDims(entry)),
        ["std"] = (x, entry) => K.Std(x[0], AxesOf(entry), KeepDims(entry)),
        ["logsumexp"] = (x, entry) => K.LogSumExp(x[0], AxesOf(entry), KeepDims(entry)),
        ["all"] = (x, entry) => K.All(x[0], AxesOf(entry)),
        ["any"] = (x, entry) => K.Any(x[0], AxesOf(entry)),
        ["argmax"] = (x, entry) => K.ArgMax(x[0], entry.Arg("axis", -1)),
        ["argmin"] = (x, entry) => K.ArgMin(x[0], entry.Arg("axis", -1)),
        ["cumsum"] = (x, entry) => K.CumSum(x[0], entry.Arg("axis", 0)),
        ["cumprod"] = (x, entry) => K.CumProd(x[0], entry.Arg("axis", 0)),
        ["in_top_k"] = (x, entry) => K.InTopK(x[0], x[1], entry.Arg("k", 1)),
        ["reshape"] = (x, entry) => K.Reshape(x[0], Ints(entry, "shape")),
        ["flatten"] = (x, _) => K.Flatten(x[0]),
        ["batch_flatten"] = (x, _) => K.BatchFlatten(x[0]),
        ["expand_dims"] = (x, entry) => K.ExpandDims(x[0], entry.Arg("axis", -1)),
        ["squeeze"] = (x, entry) => K.Squeeze(x[0], entry.Arg("axis", -1)),
        ["permute_dimensions"] = (x, entry) => K.PermuteDimensions(x[0], Ints(entry, "pattern")),
        ["transpose"] = (x, _) => K.Transpose(x[0]),
        ["concatenate"] = (x, entry) => K.Concatenate([x[0], x[1]], entry.Arg("axis", -1)),
        ["stack"] = (x, entry) => K.Stack([x[0], x[1]], entry.Arg("axis", 0)),
        ["tile"] = (x, entry) => K.Tile(x[0], Ints(entry, "n")),
        ["repeat"] = (x, entry) => K.Repeat(x[0], entry.Arg("n", 1)),
        ["repeat_elements"] = (x, entry) => K.RepeatElements(x[0], entry.Arg("rep", 1), entry.Arg("axis", 0)),
        ["reverse"] = (x, entry) => K.Reverse(x[0], Ints(entry, "axes")),
        ["slice"] = (x, entry) => K.Slice(x[0], Ints(entry, "start"), Ints(entry, "size")),
        ["gather"] = (x, _) => K.Gather(x[0], x[1]),
        ["one_hot"] = (x, entry) => K.OneHot(x[0], entry.Arg("num_classes", 1)),
        ["dot"] = (x, _) => K.Dot(x[0], x[1]),
        ["batch_dot"] = (x, entry) => K.BatchDot(x[0], x[1], entry.Args["axes"] is null ? null : (Axes)Ints(entry, "axes")),
        ["relu"] = (x, entry) => K.Relu(x[0], entry.Arg("alpha", 0.0), entry.Arg<double?>("max_value", null), entry.Arg("threshold", 0.0)),
        ["elu"] = (x, entry) => K.Elu(x[0], entry.Arg("alpha", 1.0)),
        ["softmax"] = (x, entry) => K.Softmax(x[0], entry.Arg("axis", -1)),
        ["softplus"] = (x, _) => K.Softplus(x[0]),
        ["softsign"] = (x, _) => K.Softsign(x[0]),
        ["sigmoid"] = (x, _) => K.Sigmoid(x[0]),
        ["hard_sigmoid"] = (x, _) => K.HardSigmoid(x[0]),
        ["tanh"] = (x, _) => K.Tanh(x[0]),
        ["identity"] = (x, _) => K.Identity(x[0]),
        ["bias_add"] = (x, _) => K.BiasAdd(x[0], x[1]),
        ["l2_normalize"] = (x, entry) => K.L2Normalize(x[0], AxesOf(entry)),
        ["batch_normalization"] = (x, entry) => K.BatchNormalization(x[0], x[1], x[2], x[3], x[4], entry.Arg("epsilon", 0.001)),
        ["categorical_crossentropy"] = (x, entry) => K.CategoricalCrossentropy(x[0], x[1], entry.Arg("from_logits", false)),
        ["sparse_categorical_crossentropy"] = (x, entry) => K.SparseCategoricalCrossentropy(x[0], x[1], entry.Arg("from_logits", false)),
        ["binary_crossentropy"] = (x, entry) => K.BinaryCrossentropy(x[0], x[1], entry.Arg("from_logits", false)),
    };

    /// <summary>What BackendSessionTests tests.</summary>
    private static readonly string[] s_session =
    [
        "Floatx", "Epsilon", "ImageDataFormat", "ClearSession", "GetUid", "GetValue", "SetValue", "Gradients", "Constant", "ZerosLike",
        "OnesLike", "Eye", "Arange", "IntShape", "ShapeOf", "NDim", "Size", "DType", "Cast", "StopGradient",
    ];

    public static TheoryData<string> Names => [.. s_functions.Keys];

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void AFunctionAndItsGradientAreKerasOwn(string name)
    {
        var cases = KerasFixture.Load("backend", name);
        Assert.True(cases.Count >= 2, $"{name}: backend.json must have two cases or more. It has {cases.Count}.");
        foreach (var entry in cases)
        {
            var hasGradient = entry.Outputs.ContainsKey("gradient");
            NpyArray[] inputs = [.. entry.Inputs.Values.Select(array => array.Data is long[] && entry.Name != "one_hot" ? new NpyArray(array.Shape, Array.ConvertAll(array.Longs(), value => (int)value)) : array)];
            foreach (var anyBatch in new[] { false, true })
            {
                var results = GraphStep.Evaluate(inputs, x =>
                {
                    var value = s_functions[name](x, entry);
                    return hasGradient ? [value, K.Gradients(K.Sum(value * x[^1]), x[0])[0]!.Value] : [value];
                }, anyBatch: anyBatch && !IsFixed(name));
                Numbers.AssertClose(entry.Outputs["value"], results[0], entry.ToString());
                if (hasGradient)
                    Numbers.AssertClose(entry.Outputs["gradient"], results[1], $"{entry}, gradient", 2e-5);
            }
        }
    }

    [Fact]
    public void EveryFunctionIsTested()
    {
        var methods = typeof(K).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name).Distinct();
        var tested = s_functions.Keys.Select(name => string.Concat(name.Split('_').Select(part => char.ToUpperInvariant(part[0]) + part[1..])));
        Assert.Empty(methods.Except(tested, StringComparer.OrdinalIgnoreCase).Except(s_session));
    }

    /// <summary>Functions whose fixtures turn the first axis into another's place: its length must be known.</summary>
    private static bool IsFixed(string name) => name is "batch_normalization" or "bias_add";

    private static Axes? AxesOf(FixtureCase entry) => entry.Args["axis"] is null ? null : (Axes)Ints(entry, "axis");

    private static bool KeepDims(FixtureCase entry) => entry.Arg("keepdims", false);

    private static int[] Ints(FixtureCase entry, string name) => entry.Args[name] switch
    {
        JsonArray list => [.. list.Select(item => (int)item!)],
        var single => [(int)single!],
    };
}
