using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.TensorFlow;

namespace KerasPort.Tests.Layers;

/// <summary>Masks, causality and scores of attention, against sums written out.</summary>
public sealed class AttentionTests
{
    private static readonly HostArray s_query = LayerRunner.Random([1, 3, 2], 1);
    private static readonly HostArray s_value = LayerRunner.Random([1, 3, 2], 2);

    [TensorFlowFact]
    public void AMaskedValueCountsNothingAndAMaskedQueryGivesNothing()
    {
        using var layer = new Attention();
        var queryMask = new HostArray(new[] { true, false, true }, [1, 3]);
        var valueMask = new HostArray(new[] { true, true, false }, [1, 3]);
        var output = LayerRunner.Run(layer, [s_query, s_value], masks: [queryMask, valueMask])[0].ToSingles();
        var expected = Expected((query, value) => value < 2);
        Assert.Equal([expected[0], expected[1], 0, 0, expected[4], expected[5]], output.Select(number => (double)number), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(queryMask.Data, LayerRunner.RunMask(layer, [s_query, s_value], [queryMask, valueMask])!.Data);
    }

    [TensorFlowFact]
    public void ACausalCallSeesNothingLater()
    {
        var (query, value) = (Keras.Input([3, 2]), Keras.Input([3, 2]));
        var outputs = new Attention().Attend(query, value, useCausalMask: true, returnAttentionScores: true);
        Assert.Equal("(None, 3, 3)", outputs[1].Shape.ToString());
        using var model = new Model([query, value], outputs);
        var results = model.PredictAll(new[] { NumSharpAdapter.ToNDArray(s_query), NumSharpAdapter.ToNDArray(s_value) });
        Assert.Equal(Expected((q, v) => v <= q), NumSharpAdapter.ToHost(results[0]).ToSingles().Select(number => (double)number), (a, b) => Math.Abs(a - b) < 1e-5);
        var scores = NumSharpAdapter.ToHost(results[1]).ToSingles();
        Assert.Equal([1f, 0f, 0f], scores[..3]);
        Assert.Equal(0f, scores[5]);
    }

    [TensorFlowFact]
    public void MultipleHeadsTakeAMaskForEachQuery()
    {
        var (query, value, mask) = (Keras.Input([3, 2]), Keras.Input([3, 2]), Keras.Input([3, 3], dataType: DataType.Bool));
        var layer = new MultiHeadAttention(2, 3);
        var outputs = layer.Attend(query, value, attentionMask: mask, returnAttentionScores: true);
        Assert.Equal("(None, 2, 3, 3)", outputs[1].Shape.ToString());
        Assert.Equal(["query/kernel", "query/bias", "key/kernel", "key/bias", "value/kernel", "value/bias", "attention_output/kernel", "attention_output/bias"],
            layer.Weights.Select(weight => weight.Name[(layer.Name.Length + 1)..]));
        LayerRunner.Fill(layer);
        using var model = new Model([query, value, mask], outputs);
        bool[] seen = [true, false, false, true, true, false, false, true, true];
        var scores = NumSharpAdapter.ToHost(model.PredictAll(new[] { NumSharpAdapter.ToNDArray(s_query), NumSharpAdapter.ToNDArray(s_value), NumSharpAdapter.ToNDArray(new HostArray(seen, [1, 3, 3])) })[1]).ToSingles();
        for (var head = 0; head < 2; head++)
            for (var i = 0; i < 9; i++)
                Assert.Equal(seen[i], scores[head * 9 + i] > 0);
    }

    [TensorFlowFact]
    public void DropoutDropsWeightsInTraining()
    {
        using var layer = new Attention(dropout: 0.5);
        Assert.NotEqual(LayerRunner.Run(layer, [s_query, s_value])[0].ToSingles(), LayerRunner.Run(layer, [s_query, s_value], training: true)[0].ToSingles());
    }

    /// <summary>For each query, the mean of the values it sees, weighted by e to the product of query and value.</summary>
    private static double[] Expected(Func<int, int, bool> sees)
    {
        var (q, v) = (s_query.ToSingles(), s_value.ToSingles());
        var result = new double[6];
        for (var query = 0; query < 3; query++)
        {
            var weights = Enumerable.Range(0, 3).Select(value => sees(query, value) ? Math.Exp(q[2 * query] * v[2 * value] + q[2 * query + 1] * v[2 * value + 1]) : 0).ToArray();
            for (var feature = 0; feature < 2; feature++)
                result[2 * query + feature] = weights.Select((weight, value) => weight * v[2 * value + feature]).Sum() / weights.Sum();
        }
        return result;
    }
}
