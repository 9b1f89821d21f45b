using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Tests.Training;

/// <summary>Class numbers of every type are those of classes.</summary>
public sealed class TargetShapesTests
{
    public static TheoryData<Array, string> Wrong() => new()
    {
        { new[] { 0f, 3 }, "3 at index 1" },
        { new[] { float.NaN, 0 }, "NaN at index 0" },
        { new[] { 0.0, -1 }, "-1 at index 1" },
        { new[] { 2, 1, 3 }, "3 at index 2" },
        { new[] { 2L, -1 }, "-1 at index 1" },
        { new byte[] { 0, 255 }, "255 at index 1" },
    };

    [TensorFlowTheory]
    [MemberData(nameof(Wrong))]
    public void AnotherNumberThanAClassIsNamed(Array labels, string received)
    {
        using var model = new Sequential([new Dense(3, activation: "softmax", inputShape: [2])]);
        model.Compile("sgd", "sparse_categorical_crossentropy");
        var error = Assert.Throws<ArgumentException>(() => model.TrainOnBatch(new float[labels.Length, 2], labels));
        Assert.Equal($"sparse_categorical_crossentropy expects class numbers in [0, 3) for 'dense_1'. Received: {received}.", error.Message.Replace(model.OutputNames[0], "dense_1", StringComparison.Ordinal));
    }
}
