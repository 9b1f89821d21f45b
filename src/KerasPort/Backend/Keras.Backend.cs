using KerasPort.Layers;
using KerasPort.TensorFlow;
using KerasPort.Utils;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort;

public static partial class Keras
{
    /// <summary>
    /// Functions of symbolic tensors for losses, metrics, regularizers and layers of one's own. Gradients flow through all that are
    /// not steps. Keras: keras.backend.
    /// </summary>
    public static partial class Backend
    {
        /// <summary>The type of weights and computation: "float32".</summary>
        public static string Floatx() => "float32";

        /// <summary>The small number that keeps divisions and logarithms finite: 1e-7.</summary>
        public static double Epsilon() => Losses.Crossentropy.Epsilon;

        /// <summary>Where the channels of pictures lie: "channels_last".</summary>
        public static string ImageDataFormat() => "channels_last";

        /// <summary>Lets the numbers in default names begin again: dense_1. Keras: K.clear_session, K.reset_uids.</summary>
        public static void ClearSession() => LayerNames.Reset();

        /// <summary>The next number for a name, counted over the process. Keras: K.get_uid.</summary>
        public static int GetUid(string prefix = "")
        {
            var name = LayerNames.Next(prefix);
            return int.Parse(name.AsSpan(name.LastIndexOf('_') + 1), System.Globalization.CultureInfo.InvariantCulture);
        }

        /// <summary>The value of a weight: a copy.</summary>
        public static NDArray GetValue(Weight x)
        {
            ArgumentNullException.ThrowIfNull(x);
            return x.Value;
        }

        /// <summary>Sets the value of a weight.</summary>
        /// <exception cref="ArgumentException">The value has another shape.</exception>
        public static void SetValue(Weight x, NDArray value)
        {
            ArgumentNullException.ThrowIfNull(x);
            x.Value = value;
        }

        /// <summary>The gradients of a scalar with regard to tensors that it depends on; null where it does not.</summary>
        /// <param name="loss">A scalar.</param>
        /// <param name="variables">Tensors of the same graph.</param>
        public static Output?[] Gradients(Output loss, params Output[] variables) => TensorFlow.Gradients.Compute(loss, variables);

        /// <summary>A number as a tensor beside another one: in its graph, of its type.</summary>
        public static Output Constant(double value, Output like) => like.Constant(value);

        /// <summary>Numbers as a tensor beside another one: in its graph, of float32.</summary>
        /// <param name="value">The numbers, in row-major order.</param>
        /// <param name="like">A tensor of the graph.</param>
        /// <param name="shape">The shape; default: a vector.</param>
        /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
        public static Output Constant(float[] value, Output like, Shape? shape = null)
        {
            ArgumentNullException.ThrowIfNull(value);
            using var tensor = Tensor.From<float>(value, shape ?? new Shape(value.Length));
            return Ops.Constant(like.Graph, tensor);
        }

        /// <summary>Zeros of the same shape and type.</summary>
        public static Output ZerosLike(Output x) => Ops.ZerosLike(x);

        /// <summary>Ones of the same shape and type.</summary>
        public static Output OnesLike(Output x) => Ops.OnesLike(x);

        /// <summary>Ones on the diagonal of a square matrix, beside another tensor: in its graph, of its type.</summary>
        public static Output Eye(int size, Output like) =>
            Ops.OneHot(Ops.Constant(like.Graph, [.. Enumerable.Range(0, size)]), size, like.Constant(1), like.Constant(0));

        /// <summary>Whole numbers from a start to below a stop, as int32, in the graph of another tensor.</summary>
        public static Output Arange(int start, int stop, Output like, int step = 1) =>
            Ops.Range(Ops.Constant(like.Graph, start), Ops.Constant(like.Graph, stop), Ops.Constant(like.Graph, step));

        /// <summary>What is known of the shape: -1 where a dimension is not.</summary>
        public static Shape IntShape(Output x) => x.Shape;

        /// <summary>The shape as an int32 vector that the graph computes.</summary>
        public static Output ShapeOf(Output x) => Ops.ShapeOf(x);

        /// <summary>The number of axes.</summary>
        public static int NDim(Output x) => x.Rank;

        /// <summary>The number of elements as an int32 scalar that the graph computes.</summary>
        public static Output Size(Output x) => Ops.SizeOf(x);

        /// <summary>The name of the element type: "float32".</summary>
        public static string DType(Output x) => x.DataType.Name();

        /// <summary>The elements as another type: "float32", "int32", "bool".</summary>
        /// <exception cref="ArgumentException">There is no such type.</exception>
        public static Output Cast(Output x, string dtype) => Ops.Cast(x, DataTypes.Parse(dtype));

        /// <summary>The same value.</summary>
        public static Output Identity(Output x) => Ops.Identity(x);

        /// <summary>The same value, through which no gradient flows.</summary>
        public static Output StopGradient(Output x) => Ops.StopGradient(x);
    }
}
