using KerasPort.TensorFlow;

namespace KerasPort;

public static partial class Keras
{
    public static partial class Backend
    {
        /// <summary>The sum over axes; default: all.</summary>
        public static Output Sum(Output x, Axes? axis = null, bool keepDims = false) => Ops.Sum(x, axis?.ToArray(), keepDims);

        /// <summary>The mean over axes; default: all. Truth values count as 0 and 1.</summary>
        public static Output Mean(Output x, Axes? axis = null, bool keepDims = false) => Ops.Mean(ToFloat(x), axis?.ToArray(), keepDims);

        /// <summary>The product over axes; default: all.</summary>
        public static Output Prod(Output x, Axes? axis = null, bool keepDims = false) => Ops.Prod(x, axis?.ToArray(), keepDims);

        /// <summary>The largest element over axes; default: all.</summary>
        public static Output Max(Output x, Axes? axis = null, bool keepDims = false) => Ops.Max(x, axis?.ToArray(), keepDims);

        /// <summary>The smallest element over axes; default: all.</summary>
        public static Output Min(Output x, Axes? axis = null, bool keepDims = false) => Ops.Min(x, axis?.ToArray(), keepDims);

        /// <summary>The variance over axes, <c>mean((x - mean)²)</c>; default: all.</summary>
        public static Output Var(Output x, Axes? axis = null, bool keepDims = false)
        {
            x = ToFloat(x);
            return Ops.Mean(Ops.Square(x - Ops.Mean(x, axis?.ToArray(), keepDims: true)), axis?.ToArray(), keepDims);
        }

        /// <summary>The standard deviation over axes; default: all.</summary>
        public static Output Std(Output x, Axes? axis = null, bool keepDims = false) => Ops.Sqrt(Var(x, axis, keepDims));

        /// <summary><c>log(sum(e^x))</c> over axes, without overflow; default: all.</summary>
        public static Output LogSumExp(Output x, Axes? axis = null, bool keepDims = false)
        {
            var largest = Ops.StopGradient(Ops.Max(x, axis?.ToArray(), keepDims: true));
            var sum = Ops.Log(Ops.Sum(Ops.Exp(x - largest), axis?.ToArray(), keepDims));
            return sum + (keepDims ? largest : Ops.Max(largest, axis?.ToArray()));
        }

        /// <summary>Whether all hold over axes; default: all.</summary>
        public static Output All(Output x, Axes? axis = null, bool keepDims = false) => Ops.All(Ops.Cast(x, DataType.Bool), axis?.ToArray(), keepDims);

        /// <summary>Whether any holds over axes; default: all.</summary>
        public static Output Any(Output x, Axes? axis = null, bool keepDims = false) => Ops.Any(Ops.Cast(x, DataType.Bool), axis?.ToArray(), keepDims);

        /// <summary>The index of the largest element along an axis, as int64; default: the last.</summary>
        public static Output ArgMax(Output x, int axis = -1) => Ops.ArgMax(x, axis);

        /// <summary>The index of the smallest element along an axis, as int64; default: the last.</summary>
        public static Output ArgMin(Output x, int axis = -1) => Ops.ArgMin(x, axis);

        /// <summary>Sums along an axis, each element with all before it; default: the first axis.</summary>
        public static Output CumSum(Output x, int axis = 0) => Ops.Cumsum(x, axis);

        /// <summary>Products along an axis, each element with all before it; default: the first axis.</summary>
        public static Output CumProd(Output x, int axis = 0) => Ops.Cumprod(x, axis);

        /// <summary>Whether each row's target is among its k largest predictions.</summary>
        /// <param name="predictions">(batch, classes).</param>
        /// <param name="targets">(batch,) of int32 or int64.</param>
        /// <param name="k">How many count.</param>
        public static Output InTopK(Output predictions, Output targets, int k) => Ops.InTopK(predictions, targets, k);

        private static Output ToFloat(Output x) => x.DataType == DataType.Bool ? Ops.Cast(x, DataType.Float32) : x;
    }
}
