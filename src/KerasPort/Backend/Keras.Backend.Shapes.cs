using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort;

public static partial class Keras
{
    public static partial class Backend
    {
        /// <summary>The same elements under another shape; one dimension may be -1.</summary>
        public static Output Reshape(Output x, params int[] shape) => Ops.Reshape(x, shape);

        /// <summary>All elements as a vector.</summary>
        public static Output Flatten(Output x) => Ops.Reshape(x, -1);

        /// <summary>The elements of each sample as a vector: (batch, n).</summary>
        public static Output BatchFlatten(Output x)
        {
            var rest = 1L;
            foreach (var dim in x.Shape[1..])
                rest = rest < 0 || dim is null ? -1 : rest * dim.Value;
            return rest >= 0
                ? Ops.Reshape(x, -1, checked((int)rest))
                : Ops.Reshape(x, Ops.Stack([Ops.Dimension(x, 0), Ops.Constant(x.Graph, -1)]));
        }

        /// <summary>A new axis of length 1; default: the last.</summary>
        public static Output ExpandDims(Output x, int axis = -1) => Ops.ExpandDims(x, axis);

        /// <summary>Without an axis of length 1.</summary>
        public static Output Squeeze(Output x, int axis) => Ops.Squeeze(x, axis);

        /// <summary>The axes in another order.</summary>
        public static Output PermuteDimensions(Output x, params int[] pattern) => Ops.Transpose(x, pattern);

        /// <summary>The axes in reverse order.</summary>
        public static Output Transpose(Output x) => Ops.Transpose(x, [.. Enumerable.Range(0, x.Rank).Reverse()]);

        /// <summary>Tensors put together along an axis; default: the last.</summary>
        public static Output Concatenate(Output[] tensors, int axis = -1) => Ops.Concat(tensors, axis);

        /// <summary>Equally shaped tensors as one with a new axis; default: the first.</summary>
        public static Output Stack(Output[] tensors, int axis = 0) => Ops.Stack(tensors, axis);

        /// <summary>The tensor repeated along each axis.</summary>
        /// <param name="x">Any shape.</param>
        /// <param name="n">How often, one number an axis.</param>
        public static Output Tile(Output x, params int[] n) => Ops.Tile(x, n);

        /// <summary>(batch, n) repeated to (batch, times, n).</summary>
        /// <exception cref="ArgumentException">The tensor has not two axes.</exception>
        public static Output Repeat(Output x, int n)
        {
            if (x.Rank != 2)
                throw new ArgumentException($"Repeat: the tensor must have 2 axes. Received: shape={x.Shape}.", nameof(x));
            return Ops.Tile(Ops.ExpandDims(x, 1), 1, n, 1);
        }

        /// <summary>Each element along an axis repeated, side by side.</summary>
        public static Output RepeatElements(Output x, int rep, int axis)
        {
            var index = axis < 0 ? axis + x.Rank : axis;
            var times = Enumerable.Repeat(1, x.Rank + 1).ToArray();
            times[index + 1] = rep;
            var tiled = Ops.Tile(Ops.ExpandDims(x, index + 1), times);
            var shape = x.Shape[index] < 0 ? x.Shape : x.Shape.With(index, x.Shape[index] * rep);
            return DynamicReshape.To(tiled, shape, each => each == index ? Ops.Multiply(Ops.Dimension(x, each), Ops.Constant(x.Graph, rep)) : Ops.Dimension(x, each));
        }

        /// <summary>The order turned round along axes.</summary>
        public static Output Reverse(Output x, Axes axes)
        {
            ArgumentNullException.ThrowIfNull(axes);
            return Ops.Reverse(x, axes.ToArray());
        }

        /// <summary>A part: where it begins and its size on each axis (-1: to the end).</summary>
        public static Output Slice(Output x, int[] start, int[] size) => Ops.Slice(x, start, size);

        /// <summary>The slices of the first axis at these indices.</summary>
        /// <param name="reference">Any shape.</param>
        /// <param name="indices">Whole numbers of any shape, which takes the first axis' place.</param>
        public static Output Gather(Output reference, Output indices) => Ops.Gather(reference, indices);

        /// <summary>A new last axis of float32 with 1 at the index and 0 elsewhere.</summary>
        public static Output OneHot(Output indices, int numClasses)
        {
            var zero = Ops.Constant(indices.Graph, 0, DataType.Float32);
            return Ops.OneHot(indices, numClasses, Ops.Constant(indices.Graph, 1, DataType.Float32), zero);
        }

        /// <summary>Sums of products over the last axis of x and the last but one of y: the matrix product, for matrices.</summary>
        public static Output Dot(Output x, Output y)
        {
            if (x.Rank == 2 && y.Rank == 2)
                return Ops.MatMul(x, y);
            var common = Math.Max(y.Rank - 2, 0);
            var left = Letters('a', x.Rank);
            var right = string.Concat(Letters('n', y.Rank).Select((letter, i) => i == common ? left[^1] : letter));
            return Contraction.Compute($"{left},{right}->{left[..^1]}{right.Remove(common, 1)}", x, y);
        }

        /// <summary>For each sample, sums of products over one axis of x and one of y. Axis 0 is the batch.</summary>
        /// <param name="x">(batch, ...).</param>
        /// <param name="y">(batch, ...).</param>
        /// <param name="axes">One axis for both, or one each; default: the last of x, and the last but one of y (the last, for a matrix).</param>
        /// <returns>(batch, others of x, others of y), at least two axes.</returns>
        /// <exception cref="ArgumentException">A tensor has fewer than two axes, or one of the axes is the batch.</exception>
        public static Output BatchDot(Output x, Output y, Axes? axes = null)
        {
            if (x.Rank < 2 || y.Rank < 2)
                throw new ArgumentException($"BatchDot: both tensors must have at least 2 axes. Received: shapes {x.Shape} and {y.Shape}.", nameof(x));
            var given = axes?.ToArray() ?? [x.Rank - 1, y.Rank == 2 ? 1 : y.Rank - 2];
            var (first, second) = (given[0] < 0 ? given[0] + x.Rank : given[0], given[^1] < 0 ? given[^1] + y.Rank : given[^1]);
            if (first <= 0 || second <= 0 || given.Length > 2)
                throw new ArgumentException($"BatchDot: axes must be one axis of each tensor, not the batch. Received: axes=[{string.Join(", ", given)}].", nameof(axes));
            var left = Letters('a', x.Rank);
            var right = string.Concat(Letters('n', y.Rank).Select((letter, i) => i == 0 ? left[0] : i == second ? left[first] : letter));
            var result = Contraction.Compute($"{left},{right}->{left.Remove(first, 1)}{right.Remove(second, 1)[1..]}", x, y);
            return result.Rank == 1 ? Ops.ExpandDims(result, 1) : result;
        }

        private static string Letters(char first, int count) => string.Concat(Enumerable.Range(first, count).Select(letter => (char)letter));
    }
}
