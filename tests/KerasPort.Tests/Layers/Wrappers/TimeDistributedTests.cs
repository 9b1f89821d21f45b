using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Tests.Layers;

public sealed class TimeDistributedTests
{
    private static readonly HostArray s_input = LayerRunner.Random([2, 3, 4], 1);
    private static readonly HostArray s_mask = new(new[] { true, true, false, true, false, false }, [2, 3]);

    [TensorFlowFact]
    public void AMaskOfStepsPasses()
    {
        using var layer = new TimeDistributed(new Dense(2));
        layer.EnsureBuilt([s_input.Shape]);
        Assert.Equal(s_mask.Data, LayerRunner.RunMask(layer, [s_input], [s_mask])!.Data);
        Assert.Null(LayerRunner.RunMask(layer, [s_input], null));
    }

    [TensorFlowFact]
    public void AMaskFromWithinBecomesOneOfStepsAndTheirParts()
    {
        using var layer = new TimeDistributed(new Embedding(5, 2, maskZero: true));
        layer.EnsureBuilt([[null, 3, 4]]);
        var numbers = LayerRunner.Random([2, 3, 4], 1, 3);
        var mask = LayerRunner.RunMask(layer, [numbers], null)!;
        Assert.Equal(numbers.Shape, mask.Shape);
        Assert.Equal(numbers.ToSingles().Select(value => value != 0), (bool[])mask.Data);
    }

    [TensorFlowFact]
    public void AWholeModelCanBeCalledOnEachStep()
    {
        var inner = new Sequential();
        inner.Add(new Dense(5, "relu", inputShape: [4]));
        inner.Add(new Dense(2));
        var input = Keras.Input([3, 4]);
        using var model = new Model(input, new TimeDistributed(inner).Apply(input));
        var output = NumSharpAdapter.ToHost(model.Predict(NumSharpAdapter.ToNDArray(s_input)));
        Assert.Equal([2, 3, 2], output.Shape);
        var steps = NumSharpAdapter.ToHost(inner.Predict(NumSharpAdapter.ToNDArray(new HostArray(s_input.Data, [6, 4]))));
        Assert.Equal(steps.ToSingles(), output.ToSingles(), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void FreezingReachesTheLayerWithin()
    {
        var inner = new Dense(2);
        var layer = new TimeDistributed(inner, inputShape: [3, 4]);
        layer.EnsureBuilt([[null, 3, 4]]);
        Assert.Equal(2, layer.TrainableWeights.Count);
        layer.Trainable = false;
        Assert.False(inner.Trainable);
        Assert.Empty(layer.TrainableWeights);
        // A layer that was frozen within its wrapper stays so when it is read.
        using var read = LayerRegistryTests.Create("TimeDistributed", """{"name": "t", "trainable": true, "layer": {"class_name": "Dense", "config": {"name": "d", "trainable": false, "units": 2}}}""");
        Assert.False(((Wrapper)read).Inner.Trainable);
    }
}
