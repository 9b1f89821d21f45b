using KerasPort.Layers;
using KerasPort.TensorFlow;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort;

/// <summary>The functions of Python's keras module: Keras.Utils, Keras.Models, Keras.Datasets, Keras.Backend.</summary>
public static partial class Keras
{
    /// <summary>An entry for the functional API. Keras: keras.Input.</summary>
    /// <param name="shape">The shape of one sample: <c>[784]</c>, <c>[null, 28]</c>.</param>
    /// <param name="name">The name; default: input_1, input_2, ...</param>
    /// <param name="dataType">The type of the values; default: float32.</param>
    public static KerasTensor Input(Shape shape, string? name = null, DataType dataType = DataType.Float32) =>
        new InputLayer(shape, name, dataType).Output;

    /// <summary>Keras: keras.utils.</summary>
    public static partial class Utils
    {
        /// <summary>Class numbers as one-hot rows of float32. Keras: keras.utils.to_categorical.</summary>
        /// <param name="y">Class numbers from 0; a last axis of length 1 is dropped.</param>
        /// <param name="numClasses">The number of classes; default: the largest number + 1.</param>
        /// <returns>The shape of y with a new last axis of numClasses.</returns>
        /// <exception cref="ArgumentException">A number is negative, not whole, or not below numClasses.</exception>
        public static NDArray ToCategorical(NDArray y, int? numClasses = null)
        {
            var host = NumSharpAdapter.ToHost(y);
            var values = host.ToSingles();
            var shape = host.Shape is { Rank: > 1 } dims && dims[-1] == 1 ? dims[..^1] : host.Shape;
            var classes = numClasses ?? (values.Length == 0 ? 0 : (int)values.Max() + 1);
            var result = new float[checked(values.LongLength * classes)];
            for (var i = 0; i < values.Length; i++)
            {
                if (!(values[i] >= 0 && values[i] < classes) || values[i] != MathF.Floor(values[i]))
                    throw new ArgumentException($"`ToCategorical`: class numbers must be whole numbers in [0, {classes}). Received: {values[i]} at index {i}.", nameof(y));
                result[(long)i * classes + (long)values[i]] = 1;
            }
            return NumSharpAdapter.ToNDArray(new HostArray(result, shape.Concat(new Shape(classes))));
        }
    }
}
