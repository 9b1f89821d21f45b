using KerasPort.Layers;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Layers;

/// <summary>How the versions of Keras differ in batch normalization.</summary>
public sealed class BatchNormalizationTests
{
    private static readonly HostArray s_matrix = LayerRunner.Random([6, 2], 1);
    private static readonly HostArray s_picture = LayerRunner.Random([2, 3, 2, 2], 2);

    [TensorFlowTheory]
    // v n / (n - (1 + epsilon)); the fused operation's v n / (n - 1), elsewhere v; v
    [InlineData(KerasDialect.Keras2, false, 6 / (6 - 1.01))]
    [InlineData(KerasDialect.Keras2, true, 12 / (12 - 1.01))]
    [InlineData(KerasDialect.TfKeras2, false, 1)]
    [InlineData(KerasDialect.TfKeras2, true, 12 / 11.0)]
    [InlineData(KerasDialect.Keras3, false, 1)]
    [InlineData(KerasDialect.Keras3, true, 1)]
    public void TheMovingVarianceIsThatOfTheFilesKeras(KerasDialect dialect, bool isPicture, double factor)
    {
        var input = isPicture ? s_picture : s_matrix;
        using var layer = new BatchNormalization(momentum: 0.9, epsilon: 0.01) { Dialect = dialect };
        layer.EnsureBuilt([input.Shape]);
        LayerRunner.Run(layer, [input], training: true);
        var values = input.ToSingles();
        for (var channel = 0; channel < 2; channel++)
        {
            var own = values.Where((_, i) => i % 2 == channel).ToArray();
            var mean = own.Average();
            var variance = own.Average(value => (value - mean) * (value - mean));
            Assert.Equal(0.1 * mean, layer.Weights[2].Read().ToSingles()[channel], 1e-5);
            Assert.Equal(0.9 + 0.1 * variance * factor, layer.Weights[3].Read().ToSingles()[channel], 1e-5);
        }
    }

    [TensorFlowTheory]
    [InlineData(KerasDialect.Keras2, true)]
    [InlineData(KerasDialect.TfKeras2, false)]
    [InlineData(KerasDialect.Keras3, false)]
    public void AFrozenLayerKeepsItsAveragesAndUsesTheBatchInKeras231Alone(KerasDialect dialect, bool usesBatch)
    {
        using var layer = new BatchNormalization(trainable: false) { Dialect = dialect };
        layer.EnsureBuilt([s_matrix.Shape]);
        var before = layer.Weights[^1].Read().ToSingles();
        var predicted = LayerRunner.Run(layer, [s_matrix])[0].ToSingles();
        var trained = LayerRunner.Run(layer, [s_matrix], training: true)[0].ToSingles();
        Assert.Equal(usesBatch, !predicted.SequenceEqual(trained));
        Assert.Equal(before, layer.Weights[^1].Read().ToSingles());
    }

    [TensorFlowFact]
    public void Keras3LeavesMaskedStepsOut()
    {
        var input = LayerRunner.Random([2, 3, 2], 3);
        var mask = new HostArray(new[] { true, true, false, true, false, false }, [2, 3]);
        using var layer = new BatchNormalization(momentum: 0) { Dialect = KerasDialect.Keras3 };
        layer.EnsureBuilt([input.Shape]);
        LayerRunner.Run(layer, [input], training: true, masks: [mask]);
        var values = input.ToSingles();
        for (var channel = 0; channel < 2; channel++)
            Assert.Equal((values[channel] + values[2 + channel] + values[6 + channel]) / 3, layer.Weights[2].Read().ToSingles()[channel], 1e-5);
    }

    [Fact]
    public void AnInputOfOtherChannelsIsRefused()
    {
        using var layer = new BatchNormalization(name: "bn");
        layer.EnsureBuilt([new Shape(-1, 4)]);
        var error = Assert.Throws<ArgumentException>(() => layer.EnsureBuilt([new Shape(-1, 5)]));
        Assert.StartsWith("`bn`: the input must have an axis -1 of the size 4. Received: shape=(None, 5).", error.Message, StringComparison.Ordinal);
    }
}
