using KerasPort.Activations;
using KerasPort.Losses;
using KerasPort.TensorFlow;

namespace KerasPort;

public static partial class Keras
{
    public static partial class Backend
    {
        /// <summary>See <see cref="ActivationFunctions.Relu"/>.</summary>
        public static Output Relu(Output x, double alpha = 0, double? maxValue = null, double threshold = 0) => ActivationFunctions.Relu(x, alpha, maxValue, threshold);

        /// <summary><c>x</c>, or <c>alpha (e^x - 1)</c> below 0.</summary>
        public static Output Elu(Output x, double alpha = 1) => ActivationFunctions.Elu(x, alpha);

        /// <summary><c>e^x / sum(e^x)</c> over an axis; default: the last.</summary>
        public static Output Softmax(Output x, int axis = -1) => ActivationFunctions.Softmax(x, axis);

        /// <summary><c>log(1 + e^x)</c>.</summary>
        public static Output Softplus(Output x) => Ops.Softplus(x);

        /// <summary><c>x / (1 + |x|)</c>.</summary>
        public static Output Softsign(Output x) => Ops.Softsign(x);

        /// <summary><c>1 / (1 + e^-x)</c>.</summary>
        public static Output Sigmoid(Output x) => Ops.Sigmoid(x);

        /// <summary><c>clip(0.2 x + 0.5, 0, 1)</c>.</summary>
        public static Output HardSigmoid(Output x) => ActivationFunctions.HardSigmoid(x);

        /// <summary>The hyperbolic tangent.</summary>
        public static Output Tanh(Output x) => Ops.Tanh(x);

        /// <summary>A vector added along the last axis.</summary>
        public static Output BiasAdd(Output x, Output bias) => x + bias;

        /// <summary>Vectors of length 1 along axes; default: the whole tensor is one.</summary>
        public static Output L2Normalize(Output x, Axes? axis = null)
        {
            var squares = Ops.Sum(Ops.Square(x), axis?.ToArray(), keepDims: true);
            return x * Ops.Rsqrt(Ops.Maximum(squares, squares.Constant(1e-12)));
        }

        /// <summary><c>(x - mean) / sqrt(var + epsilon) gamma + beta</c>.</summary>
        public static Output BatchNormalization(Output x, Output mean, Output var, Output beta, Output gamma, double epsilon = 0.001) =>
            (x - mean) * (Ops.Rsqrt(var + epsilon) * gamma) + beta;

        /// <summary><c>-sum(target log(output))</c> over an axis; default: the last.</summary>
        /// <param name="target">Distributions: one-hot or others.</param>
        /// <param name="output">Probabilities, scaled to sum 1, or logits.</param>
        /// <param name="fromLogits">Whether the output is logits; default: false.</param>
        /// <param name="axis">The axis of the classes.</param>
        public static Output CategoricalCrossentropy(Output target, Output output, bool fromLogits = false, int axis = -1) =>
            Crossentropy.Categorical(Ops.Cast(target, output.DataType), output, fromLogits, KerasDialect.Keras2, axis);

        /// <summary><c>-log(output[target])</c> over an axis; default: the last.</summary>
        /// <param name="target">Classes: (batch, ...) or (batch, ..., 1).</param>
        /// <param name="output">Probabilities or logits.</param>
        /// <param name="fromLogits">Whether the output is logits; default: false.</param>
        /// <param name="axis">The axis of the classes.</param>
        public static Output SparseCategoricalCrossentropy(Output target, Output output, bool fromLogits = false, int axis = -1) =>
            Crossentropy.Sparse(target, output, fromLogits, KerasDialect.Keras2, axis);

        /// <summary><c>-(target log(output) + (1 - target) log(1 - output))</c> of each element.</summary>
        /// <param name="target">Numbers in [0, 1].</param>
        /// <param name="output">Probabilities or logits.</param>
        /// <param name="fromLogits">Whether the output is logits; default: false.</param>
        public static Output BinaryCrossentropy(Output target, Output output, bool fromLogits = false) =>
            Crossentropy.Binary(Ops.Cast(target, output.DataType), output, fromLogits, KerasDialect.Keras2);
    }
}
