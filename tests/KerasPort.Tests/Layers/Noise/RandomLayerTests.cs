using KerasPort.Layers;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Layers;

/// <summary>What layers do by chance in training, by its statistics.</summary>
public sealed class RandomLayerTests
{
    private static readonly HostArray s_ones = new(Enumerable.Repeat(1f, 40_000).ToArray(), new Shape(100, 20, 20));

    [TensorFlowFact]
    public void DropoutDropsItsShareAndScalesTheRest()
    {
        using var layer = new Dropout(0.3);
        var output = Train(layer, s_ones);
        Assert.All(output, value => Assert.True(value == 0 || Math.Abs(value - 1 / 0.7) < 1e-6, $"Received: {value}."));
        Assert.InRange(output.Count(value => value == 0) / (double)output.Length, 0.29, 0.31);
    }

    [TensorFlowFact]
    public void NumbersFollowTheStepAndTheLayer()
    {
        using var first = new Dropout(0.5);
        using var second = new Dropout(0.5);
        Assert.Equal(Train(first, s_ones, 3), Train(first, s_ones, 3));
        Assert.NotEqual(Train(first, s_ones, 3), Train(first, s_ones, 4));
        Assert.NotEqual(Train(first, s_ones, 3), Train(second, s_ones, 3));
        using var seeded = new Dropout(0.5, seed: 7);
        using var again = new Dropout(0.5, seed: 7);
        Assert.Equal(Train(seeded, s_ones), Train(again, s_ones));
    }

    [TensorFlowFact]
    public void ANoiseShapeSpreadsDecisions()
    {
        using var layer = new Dropout(0.5, [null, 1, null]);
        AssertStepsEqual(Train(layer, s_ones));
    }

    [TensorFlowFact]
    public void SpatialDropoutDropsWholeChannels()
    {
        using var layer = new SpatialDropout1D(0.5);
        AssertStepsEqual(Train(layer, s_ones));
        using var first = new SpatialDropout2D(0.5, "channels_first");
        var output = Train(first, new HostArray(s_ones.Data, new Shape(10, 10, 20, 20)));
        for (var channel = 0; channel < 100; channel++)
            Assert.Single(output[(channel * 400)..((channel + 1) * 400)].Distinct());
        Assert.InRange(Enumerable.Range(0, 100).Count(channel => output[channel * 400] == 0), 30, 70);
    }

    [TensorFlowFact]
    public void GaussianNoiseHasItsDeviation()
    {
        using var layer = new GaussianNoise(0.5);
        AssertMoments(Train(layer, s_ones), 1, 0.25);
        using var dropout = new GaussianDropout(0.2);
        AssertMoments(Train(dropout, s_ones), 1, 0.2 / 0.8);
    }

    [TensorFlowFact]
    public void AlphaDropoutKeepsMeanAndVariance()
    {
        var random = new Random(5);
        var normal = Enumerable.Range(0, 40_000).Select(_ => (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()))).ToArray();
        using var layer = new AlphaDropout(0.2);
        AssertMoments(Train(layer, new HostArray(normal, s_ones.Shape)), 0, 1);
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void ARateIsAShare(double rate)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout(rate));
        Assert.StartsWith("`Dropout`: rate must be between 0 and 1. Received: rate=", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlphaDropout(rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GaussianDropout(rate));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SpatialDropout3D(rate));
    }

    private static float[] Train(Layer layer, HostArray input, long step = 0) => LayerRunner.Run(layer, [input], training: true, step: step)[0].ToSingles();

    /// <summary>(100, 20, 20): all steps of a sample are equal, the channels are not.</summary>
    private static void AssertStepsEqual(float[] output)
    {
        for (var sample = 0; sample < 100; sample++)
        {
            var row = output[(sample * 400)..(sample * 400 + 20)];
            for (var step = 1; step < 20; step++)
                Assert.Equal(row, output[(sample * 400 + step * 20)..(sample * 400 + step * 20 + 20)]);
        }
        Assert.InRange(output.Count(value => value == 0) / (double)output.Length, 0.45, 0.55);
    }

    private static void AssertMoments(float[] values, double mean, double variance)
    {
        var average = values.Average();
        Assert.InRange(average, mean - 0.02, mean + 0.02);
        Assert.InRange(values.Average(value => (value - average) * (value - average)), variance - 0.03, variance + 0.03);
    }
}
