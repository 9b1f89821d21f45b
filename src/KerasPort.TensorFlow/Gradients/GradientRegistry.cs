using KerasPort.TensorFlow.Rules;

namespace KerasPort.TensorFlow;

/// <summary>The one list of the operations whose gradient is known.</summary>
internal static class GradientRegistry
{
    private static readonly Dictionary<string, GradientFunction> s_rules = new()
    {
        // Arithmetic on two operands
        ["AddV2"] = ArithmeticGradients.Add,
        ["Sub"] = ArithmeticGradients.Subtract,
        ["Mul"] = ArithmeticGradients.Multiply,
        ["RealDiv"] = ArithmeticGradients.Divide,
        ["DivNoNan"] = ArithmeticGradients.DivideNoNan,
        ["FloorMod"] = ArithmeticGradients.FloorMod,
        ["Pow"] = ArithmeticGradients.Power,
        ["Maximum"] = ArithmeticGradients.Maximum,
        ["Minimum"] = ArithmeticGradients.Minimum,
        ["SquaredDifference"] = ArithmeticGradients.SquaredDifference,
        ["SelectV2"] = ArithmeticGradients.Select,
        // Functions of one number
        ["Neg"] = UnaryMathGradients.Negate,
        ["Abs"] = UnaryMathGradients.Abs,
        ["Exp"] = UnaryMathGradients.Exp,
        ["Log"] = UnaryMathGradients.Log,
        ["Log1p"] = UnaryMathGradients.Log1p,
        ["Expm1"] = UnaryMathGradients.Expm1,
        ["Sqrt"] = UnaryMathGradients.Sqrt,
        ["Rsqrt"] = UnaryMathGradients.Rsqrt,
        ["Square"] = UnaryMathGradients.Square,
        ["Sin"] = UnaryMathGradients.Sin,
        ["Cos"] = UnaryMathGradients.Cos,
        ["Erf"] = UnaryMathGradients.Erf,
        ["Reciprocal"] = UnaryMathGradients.Reciprocal,
        // Activations
        ["Relu"] = ActivationGradients.Relu,
        ["Relu6"] = ActivationGradients.Relu6,
        ["Elu"] = ActivationGradients.Elu,
        ["Selu"] = ActivationGradients.Selu,
        ["Sigmoid"] = ActivationGradients.Sigmoid,
        ["Tanh"] = ActivationGradients.Tanh,
        ["Softplus"] = ActivationGradients.Softplus,
        ["Softsign"] = ActivationGradients.Softsign,
        ["LeakyRelu"] = ActivationGradients.LeakyRelu,
        ["Softmax"] = ActivationGradients.Softmax,
        ["LogSoftmax"] = ActivationGradients.LogSoftmax,
        ["BiasAdd"] = ActivationGradients.BiasAdd,
        // Crossentropies
        ["SoftmaxCrossEntropyWithLogits"] = CrossEntropyGradients.Dense,
        ["SparseSoftmaxCrossEntropyWithLogits"] = CrossEntropyGradients.Sparse,
        // Convolutions, pooling and resizing of pictures
        ["Conv2D"] = ConvolutionGradients.Conv2D,
        ["Conv2DBackpropInput"] = ConvolutionGradients.Conv2DBackpropInput,
        ["Conv3D"] = ConvolutionGradients.Conv3D,
        ["Conv3DBackpropInputV2"] = ConvolutionGradients.Conv3DBackpropInput,
        ["DepthwiseConv2dNative"] = ConvolutionGradients.Depthwise,
        ["SpaceToBatchND"] = BlockGradients.SpaceToBatch,
        ["BatchToSpaceND"] = BlockGradients.BatchToSpace,
        ["MaxPool"] = PoolingGradients.Max2D,
        ["MaxPool3D"] = PoolingGradients.Max3D,
        ["AvgPool"] = PoolingGradients.Average2D,
        ["AvgPool3D"] = PoolingGradients.Average3D,
        ["FusedBatchNormV3"] = NormalizationGradients.FusedBatchNorm,
        ["ResizeNearestNeighbor"] = ResizeGradients.NearestNeighbor,
        ["ResizeBilinear"] = ResizeGradients.Bilinear,
        ["ResizeBicubic"] = ResizeGradients.Bicubic,
        // Matrix products
        ["MatMul"] = MatrixGradients.MatMul,
        ["BatchMatMulV2"] = MatrixGradients.BatchMatMul,
        // Reductions
        ["Sum"] = ReductionGradients.Sum,
        ["Mean"] = ReductionGradients.Mean,
        ["Max"] = ReductionGradients.Extreme,
        ["Min"] = ReductionGradients.Extreme,
        ["Prod"] = ReductionGradients.Prod,
        ["AddN"] = SumGradients.AddN,
        ["Cumsum"] = SumGradients.Cumsum,
        ["Cumprod"] = SumGradients.Cumprod,
        // Values passed on, shapes changed
        ["Identity"] = ShapeGradients.Identity,
        ["Cast"] = ShapeGradients.Cast,
        ["Reshape"] = ShapeGradients.Reshape,
        ["ExpandDims"] = ShapeGradients.Reshape,
        ["Squeeze"] = ShapeGradients.Squeeze,
        ["Transpose"] = ShapeGradients.Transpose,
        ["BroadcastTo"] = ShapeGradients.BroadcastTo,
        ["Fill"] = ShapeGradients.Fill,
        ["Tile"] = ShapeGradients.Tile,
        ["ReverseV2"] = ShapeGradients.Reverse,
        // Parts cut out, padded and picked
        ["Slice"] = SliceGradients.Slice,
        ["StridedSlice"] = SliceGradients.StridedSlice,
        ["Pad"] = SliceGradients.Pad,
        ["GatherV2"] = GatherGradients.Gather,
        ["GatherNd"] = GatherGradients.GatherNd,
        ["ScatterNd"] = GatherGradients.ScatterNd,
        ["UnsortedSegmentSum"] = GatherGradients.UnsortedSegmentSum,
        ["TopKV2"] = GatherGradients.TopK,
        // Parts put together and taken apart
        ["ConcatV2"] = JoinGradients.Concat,
        ["SplitV"] = JoinGradients.Split,
        ["Pack"] = JoinGradients.Stack,
        ["Unpack"] = JoinGradients.Unstack,
        ["TensorListStack"] = JoinGradients.TensorListStack,
        ["TensorListFromTensor"] = JoinGradients.TensorListFromTensor,
    };

    /// <summary>Operations whose result does not change with their inputs, or only in steps: no gradient flows back.</summary>
    private static readonly HashSet<string> s_flat =
    [
        "StopGradient", "ZerosLike", "OnesLike", "Shape", "Size", "Rank", "BroadcastGradientArgs", "InvertPermutation", "ListDiff", "Range",
        "Sign", "Floor", "Ceil", "Round", "FloorDiv", "IsNan", "IsFinite",
        "Equal", "NotEqual", "Greater", "GreaterEqual", "Less", "LessEqual", "LogicalAnd", "LogicalOr", "LogicalNot",
        "All", "Any", "ArgMax", "ArgMin", "InTopKV2", "OneHot", "Where",
        "StatelessRandomUniform", "StatelessRandomNormal", "ReadVariableOp", "VarHandleOp",
        "TensorListReserve", "TensorListLength",
    ];

    /// <summary>The types of the operations that have a rule.</summary>
    public static IReadOnlyCollection<string> Types => s_rules.Keys;

    /// <summary>The types of the operations through which no gradient flows.</summary>
    public static IReadOnlyCollection<string> FlatTypes => s_flat;

    /// <summary>The rule of an operation.</summary>
    /// <exception cref="NotSupportedException">It has none.</exception>
    public static GradientFunction Find(Operation operation)
    {
        var type = operation.Type;
        if (s_rules.TryGetValue(type, out var rule))
            return rule;
        return s_flat.Contains(type)
            ? static (operation, _) => new Output?[operation.InputCount]
            : throw new NotSupportedException($"Gradients: no gradient is known for operations of type {type}. Received: {operation}.");
    }
}
