using KerasPort.Layers;

namespace KerasPort;

public static partial class Keras
{
    /// <summary>The functions of Python's keras.layers that call a merge layer at once.</summary>
    public static class Layers
    {
        /// <summary>The sum. Keras: keras.layers.add.</summary>
        public static KerasTensor Add(params KerasTensor[] inputs) => new Add().Apply(inputs)[0];

        /// <summary>The first less the second. Keras: keras.layers.subtract.</summary>
        public static KerasTensor Subtract(KerasTensor first, KerasTensor second) => new Subtract().Apply(first, second)[0];

        /// <summary>The product, element by element. Keras: keras.layers.multiply.</summary>
        public static KerasTensor Multiply(params KerasTensor[] inputs) => new Multiply().Apply(inputs)[0];

        /// <summary>The mean, element by element. Keras: keras.layers.average.</summary>
        public static KerasTensor Average(params KerasTensor[] inputs) => new Average().Apply(inputs)[0];

        /// <summary>The largest, element by element. Keras: keras.layers.maximum.</summary>
        public static KerasTensor Maximum(params KerasTensor[] inputs) => new Maximum().Apply(inputs)[0];

        /// <summary>The smallest, element by element. Keras: keras.layers.minimum.</summary>
        public static KerasTensor Minimum(params KerasTensor[] inputs) => new Minimum().Apply(inputs)[0];

        /// <summary>The inputs put together along an axis. Keras: keras.layers.concatenate.</summary>
        public static KerasTensor Concatenate(KerasTensor[] inputs, int axis = -1) => new Concatenate(axis).Apply(inputs)[0];

        /// <summary>The dot products along axes. Keras: keras.layers.dot.</summary>
        public static KerasTensor Dot(KerasTensor first, KerasTensor second, IntTuple axes, bool normalize = false) => new Dot(axes, normalize).Apply(first, second)[0];
    }
}
