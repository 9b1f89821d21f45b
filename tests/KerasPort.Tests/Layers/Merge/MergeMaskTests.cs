using KerasPort.Layers;

namespace KerasPort.Tests.Layers;

/// <summary>Which steps pass when masked inputs are joined.</summary>
public sealed class MergeMaskTests
{
    private static readonly HostArray s_input = LayerRunner.Random([1, 4, 2], 1);
    private static readonly HostArray s_first = new(new[] { true, true, false, false }, [1, 4]);
    private static readonly HostArray s_second = new(new[] { true, false, true, false }, [1, 4]);

    [TensorFlowFact]
    public void BeforeKeras3StepsPassThatAllMaskedInputsHave()
    {
        using var layer = new Add();
        layer.EnsureBuilt([s_input.Shape, s_input.Shape]);
        Assert.Equal([true, false, false, false], Mask(layer, s_first, s_second)!);
        Assert.Equal([true, true, false, false], Mask(layer, s_first, null)!);
        Assert.Null(Mask(layer, null, null));
    }

    [TensorFlowFact]
    public void InKeras3StepsPassThatAnyInputHas()
    {
        using var layer = new Average { Dialect = KerasDialect.Keras3 };
        layer.EnsureBuilt([s_input.Shape, s_input.Shape]);
        Assert.Equal([true, true, true, false], Mask(layer, s_first, s_second)!);
        Assert.Null(Mask(layer, s_first, null));
    }

    [TensorFlowFact]
    public void ConcatenatedStepsKeepTheirMasks()
    {
        using var steps = new Concatenate(1);
        Assert.Equal([true, true, false, false, true, true, true, true], Mask(steps, s_first, null)!);
        using var features = new Concatenate();
        Assert.Equal([true, false, false, false], Mask(features, s_first, s_second)!);
        features.Dialect = KerasDialect.Keras3;
        Assert.Equal([true, true, true, false], Mask(features, s_first, s_second)!);
    }

    [TensorFlowFact]
    public void ADotProductHasNoMask()
    {
        using var layer = new Dot(2);
        Assert.Null(Mask(layer, s_first, s_second));
    }

    [Fact]
    public void UnfitInputsAreRefused()
    {
        Assert.StartsWith("`add`: a merge layer takes at least 2 inputs. Received: 1.", Error(() => new Add("add").Apply(Keras.Input([2]))), StringComparison.Ordinal);
        Assert.StartsWith("`add`: the inputs' shapes must be equal, or 1 where they are not. Received: shapes=(None, 2), (None, 3).", Error(() => new Add("add").Apply(Keras.Input([2]), Keras.Input([3]))), StringComparison.Ordinal);
        Assert.StartsWith("`c`: the inputs' shapes must be equal except along axis=1. Received: shapes=(None, 2, 4), (None, 3, 5).", Error(() => new Concatenate(1, "c").Apply(Keras.Input([2, 4]), Keras.Input([3, 5]))), StringComparison.Ordinal);
        Assert.StartsWith("`d`: the inputs must have equal dimensions along axes=(1, 1). Received: shapes=(None, 2), (None, 3).", Error(() => new Dot(1, name: "d").Apply(Keras.Input([2]), Keras.Input([3]))), StringComparison.Ordinal);
    }

    [Fact]
    public void TheFunctionsCallTheLayersAtOnce()
    {
        var (a, b) = (Keras.Input([2]), Keras.Input([2]));
        Assert.IsType<Add>(Keras.Layers.Add(a, b).Layer);
        Assert.IsType<Subtract>(Keras.Layers.Subtract(a, b).Layer);
        Assert.IsType<Multiply>(Keras.Layers.Multiply(a, b).Layer);
        Assert.IsType<Average>(Keras.Layers.Average(a, b).Layer);
        Assert.IsType<Maximum>(Keras.Layers.Maximum(a, b).Layer);
        Assert.IsType<Minimum>(Keras.Layers.Minimum(a, b).Layer);
        Assert.Equal("(None, 4)", Keras.Layers.Concatenate([a, b]).Shape.ToString());
        Assert.Equal("(None, 1)", Keras.Layers.Dot(a, b, 1).Shape.ToString());
    }

    private static bool[]? Mask(Layer layer, HostArray? first, HostArray? second) => (bool[]?)LayerRunner.RunMask(layer, [s_input, s_input], [first, second])?.Data;

    private static string Error(Action action) => Assert.Throws<ArgumentException>(action).Message;
}
