using KerasPort.Layers;
using KerasPort.TensorFlow;
using KerasPort.Testing;
using NumSharp;
using K = KerasPort.Keras.Backend;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Backend;

/// <summary>What of Keras.Backend is no formula: names, weights, constants, shapes and types.</summary>
public class BackendSessionTests
{
    [Fact]
    public void TheSettingsAreKerasDefaults()
    {
        Assert.Equal("float32", K.Floatx());
        Assert.Equal(1e-7, K.Epsilon());
        Assert.Equal("channels_last", K.ImageDataFormat());
    }

    [Fact]
    public void UidsCountUpwardsForEachPrefix()
    {
        var first = K.GetUid("backend_session_test");
        Assert.Equal(first + 1, K.GetUid("backend_session_test"));
        Assert.Equal(1, K.GetUid("backend_session_test_other"));
    }

    [Fact]
    public void AWeightsValueIsReadAndSet()
    {
        using var weight = new Weight("w", new Shape(2), DataType.Float32, () => new HostArray(new[] { 1f, 2f }, new Shape(2)));
        Assert.Equal([1f, 2f], K.GetValue(weight).ToArray<float>());
        K.SetValue(weight, np.array(new[] { 3f, 4f }));
        Assert.Equal([3f, 4f], K.GetValue(weight).ToArray<float>());
        Assert.Throws<ArgumentException>(() => K.SetValue(weight, np.array(new[] { 3f })));
    }

    [TensorFlowFact]
    public void ConstantsStandBesideATensor()
    {
        var x = new NpyArray([2, 2], new[] { 1f, 2, 3, 4 });
        var results = GraphStep.Evaluate([x], inputs =>
        [
            inputs[0] + K.Constant(0.5, inputs[0]),
            K.Constant([1f, 2, 3, 4, 5, 6], inputs[0], new Shape(2, 3)),
            K.Constant([7f, 8], inputs[0]),
            K.ZerosLike(inputs[0]),
            K.OnesLike(inputs[0]),
            K.Eye(2, inputs[0]),
            K.Arange(2, 8, inputs[0], 3),
        ]);
        Assert.Equal([1.5f, 2.5f, 3.5f, 4.5f], results[0].Floats());
        Assert.Equal([2, 3], results[1].Shape);
        Assert.Equal([1f, 2, 3, 4, 5, 6], results[1].Floats());
        Assert.Equal([7f, 8], results[2].Floats());
        Assert.Equal([0f, 0, 0, 0], results[3].Floats());
        Assert.Equal([1f, 1, 1, 1], results[4].Floats());
        Assert.Equal([1f, 0, 0, 1], results[5].Floats());
        Assert.Equal([2, 5], results[6].Longs());
    }

    [TensorFlowFact]
    public void ShapesAndTypesAreTold()
    {
        var x = new NpyArray([2, 3], new float[6]);
        var results = GraphStep.Evaluate([x], inputs =>
        {
            Assert.Equal("(None, 3)", K.IntShape(inputs[0]).ToString());
            Assert.Equal(2, K.NDim(inputs[0]));
            Assert.Equal("float32", K.DType(inputs[0]));
            Assert.Equal("int32", K.DType(K.Cast(inputs[0], "int32")));
            return [K.ShapeOf(inputs[0]), K.Size(inputs[0])];
        }, anyBatch: true);
        Assert.Equal([2, 3], results[0].Longs());
        Assert.Equal(6, results[1].Scalar());
    }

    [TensorFlowFact]
    public void NoGradientFlowsThroughAStop()
    {
        var x = new NpyArray([2], new[] { 3f, 5 });
        var results = GraphStep.Evaluate([x], inputs => [K.Gradients(K.Sum(inputs[0] * K.StopGradient(inputs[0])), inputs[0])[0]!.Value]);
        Assert.Equal([3f, 5], results[0].Floats());
    }
}
