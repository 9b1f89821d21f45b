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
    /// <param name="batchSize">The samples a batch, which stateful layers need to know; default: any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">batchSize is not positive.</exception>
    public static KerasTensor Input(Shape shape, string? name = null, DataType dataType = DataType.Float32, int? batchSize = null) =>
        new InputLayer(shape, name, dataType, batchSize).Output;

    /// <summary>Keras: keras.utils.</summary>
    public static partial class Utils
    {
        /// <summary>Divides by the norm along an axis; where that is 0, by 1. Keras: keras.utils.normalize.</summary>
        /// <param name="x">Numbers of any shape.</param>
        /// <param name="axis">The axis along which the norm is taken; default: -1, the last.</param>
        /// <param name="order">p of the norm <c>(Σ|x|^p)^(1/p)</c>; default: 2.</param>
        /// <returns>float32 of the same shape.</returns>
        /// <exception cref="ArgumentException">There is no such axis, or the order is not positive.</exception>
        public static NDArray Normalize(NDArray x, int axis = -1, double order = 2)
        {
            var host = NumSharpAdapter.ToHost(x);
            if (axis < -host.Shape.Rank || axis >= host.Shape.Rank)
                throw new ArgumentException($"`Normalize`: axis must be in [{-host.Shape.Rank}, {host.Shape.Rank}). Received: axis={axis}.", nameof(axis));
            if (!(order > 0))
                throw new ArgumentException(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"`Normalize`: order must be positive. Received: order={order}."), nameof(order));
            var dims = host.Shape.ToArray();
            var at = axis < 0 ? axis + dims.Length : axis;
            var (length, inner) = (dims[at], dims[(at + 1)..].Aggregate(1L, (product, dim) => product * dim));
            var values = (float[])host.ToSingles().Clone();
            for (var first = 0L; first < values.LongLength; first += length * inner)
                for (var column = first; column < first + inner; column++)
                {
                    var sum = 0.0;
                    for (var i = 0L; i < length; i++)
                        sum += Math.Pow(Math.Abs((double)values[column + i * inner]), order);
                    var norm = sum > 0 ? Math.Pow(sum, 1 / order) : 1;
                    for (var i = 0L; i < length; i++)
                        values[column + i * inner] = (float)(values[column + i * inner] / norm);
                }
            return NumSharpAdapter.ToNDArray(new HostArray(values, host.Shape));
        }

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
