using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort.Training;

/// <summary>Which shapes of targets fit an output and its loss. Keras: Model._standardize_user_data.</summary>
internal static class TargetShapes
{
    /// <summary>The shape that targets must have; null where the loss is one's own and any may be right.</summary>
    public static Shape? Expected(Shape output, Loss loss) => loss switch
    {
        FunctionLoss => null,
        _ when loss.ClassName == "SparseCategoricalCrossentropy" => output.With(-1, 1),
        _ => output,
    };

    /// <summary>Explains the most frequent mistake: whole numbers where one-hot rows are expected.</summary>
    public static void Check(InputArray target, Shape output, Loss loss, string name)
    {
        if (loss.ClassName == "CategoricalCrossentropy" && target.Shape[-1] == 1 && output[-1] != 1)
            throw new ArgumentException($"categorical_crossentropy expects one-hot targets of shape (samples, classes) for '{name}': convert class numbers by Keras.Utils.ToCategorical(y), or use sparse_categorical_crossentropy. Received: shape={target.Shape}.");
    }

    /// <summary>Whether class numbers are those of classes: on a GPU the crossentropy of another would be no error but NaN.</summary>
    public static void CheckClasses(InputArray target, Shape output, Loss loss, string name)
    {
        if (loss is not SparseCategoricalCrossentropy { IgnoreClass: null, IsOverLastAxis: true } || output[-1] < 0 || target.Count == 0)
            return;
        using var tensor = target.ToTensor();
        switch (tensor.DataType)
        {
            case DataType.Float32: Check(tensor.AsSpan<float>()); break;
            case DataType.Int32: Check(tensor.AsSpan<int>()); break;
            case DataType.Int64: Check(tensor.AsSpan<long>()); break;
            case DataType.UInt8: Check(tensor.AsSpan<byte>()); break;
            default: Check<float>(HostArray.From(tensor).ToSingles()); break;
        }

        void Check<T>(ReadOnlySpan<T> labels) where T : System.Numerics.INumberBase<T>
        {
            for (var i = 0; i < labels.Length; i++)
                if (!(double.CreateTruncating(labels[i]) is var label && label >= 0 && label < output[-1]))
                    throw new ArgumentException(FormattableString.Invariant($"sparse_categorical_crossentropy expects class numbers in [0, {output[-1]}) for '{name}'. Received: {labels[i]} at index {i}."));
        }
    }
}
