namespace KerasPort.TensorFlow;

/// <summary>Thin builders of graph operations, only those that are used. Each adds one operation to the graph of its inputs.</summary>
public static partial class Ops
{
    /// <summary><c>max(x, 0)</c>.</summary>
    public static Output Relu(Output x) => Build("Relu", [x]);

    /// <summary><c>min(max(x, 0), 6)</c>.</summary>
    public static Output Relu6(Output x) => Build("Relu6", [x]);

    /// <summary><c>x</c>, or <c>e^x - 1</c> below 0.</summary>
    public static Output Elu(Output x) => Build("Elu", [x]);

    /// <summary>The scaled exponential linear unit.</summary>
    public static Output Selu(Output x) => Build("Selu", [x]);

    /// <summary><c>1 / (1 + e^-x)</c>.</summary>
    public static Output Sigmoid(Output x) => Build("Sigmoid", [x]);

    /// <summary>The hyperbolic tangent.</summary>
    public static Output Tanh(Output x) => Build("Tanh", [x]);

    /// <summary><c>log(1 + e^x)</c>.</summary>
    public static Output Softplus(Output x) => Build("Softplus", [x]);

    /// <summary><c>x / (1 + |x|)</c>.</summary>
    public static Output Softsign(Output x) => Build("Softsign", [x]);

    /// <summary><c>e^x / sum(e^x)</c> over the last axis.</summary>
    public static Output Softmax(Output x) => Build("Softmax", [x]);

    /// <summary>The logarithm of <see cref="Softmax"/>.</summary>
    public static Output LogSoftmax(Output x) => Build("LogSoftmax", [x]);

    /// <summary><c>x</c>, or <c>alpha x</c> below 0.</summary>
    public static Output LeakyRelu(Output x, float alpha) => Build("LeakyRelu", [x], ("alpha", alpha));

    /// <summary>A vector added along the last axis.</summary>
    public static Output BiasAdd(Output x, Output bias) => Build("BiasAdd", [x, bias]);

    /// <summary>The crossentropy of each row's logits with its distribution, and its gradient.</summary>
    public static (Output Loss, Output Gradient) SoftmaxCrossEntropyWithLogits(Output logits, Output labels)
    {
        var operation = BuildOperation("SoftmaxCrossEntropyWithLogits", [logits, labels]);
        return (operation[0], operation[1]);
    }

    /// <summary>The crossentropy of each row's logits with its class, and its gradient.</summary>
    public static (Output Loss, Output Gradient) SparseSoftmaxCrossEntropyWithLogits(Output logits, Output classes)
    {
        var operation = BuildOperation("SparseSoftmaxCrossEntropyWithLogits", [logits, classes]);
        return (operation[0], operation[1]);
    }

    /// <summary>The largest of each window of a 2D picture, channels last.</summary>
    public static Output MaxPool2D(Output x, long[] window, long[] strides, string padding) =>
        Build("MaxPool", [x], ("ksize", window), ("strides", strides), ("padding", padding));

    /// <summary>The gradient of <see cref="MaxPool2D"/>.</summary>
    public static Output MaxPool2DGrad(Output x, Output pooled, Output gradient, long[] window, long[] strides, string padding) =>
        Build("MaxPoolGrad", [x, pooled, gradient], ("ksize", window), ("strides", strides), ("padding", padding));

    /// <summary>The mean of each window of a 2D picture, channels last.</summary>
    public static Output AvgPool2D(Output x, long[] window, long[] strides, string padding) =>
        Build("AvgPool", [x], ("ksize", window), ("strides", strides), ("padding", padding));

    /// <summary>The gradient of <see cref="AvgPool2D"/>.</summary>
    public static Output AvgPool2DGrad(Output inputShape, Output gradient, long[] window, long[] strides, string padding) =>
        Build("AvgPoolGrad", [inputShape, gradient], ("ksize", window), ("strides", strides), ("padding", padding));

    /// <summary>The largest of each window of a 3D picture, channels last.</summary>
    public static Output MaxPool3D(Output x, long[] window, long[] strides, string padding) =>
        Build("MaxPool3D", [x], ("ksize", window), ("strides", strides), ("padding", padding));

    /// <summary>The gradient of <see cref="MaxPool3D"/>.</summary>
    public static Output MaxPool3DGrad(Output x, Output pooled, Output gradient, long[] window, long[] strides, string padding) =>
        Build("MaxPool3DGrad", [x, pooled, gradient], ("ksize", window), ("strides", strides), ("padding", padding));

    /// <summary>The mean of each window of a 3D picture, channels last.</summary>
    public static Output AvgPool3D(Output x, long[] window, long[] strides, string padding) =>
        Build("AvgPool3D", [x], ("ksize", window), ("strides", strides), ("padding", padding));

    /// <summary>The gradient of <see cref="AvgPool3D"/>.</summary>
    public static Output AvgPool3DGrad(Output inputShape, Output gradient, long[] window, long[] strides, string padding) =>
        Build("AvgPool3DGrad", [inputShape, gradient], ("ksize", window), ("strides", strides), ("padding", padding));

    /// <summary>Pictures at another size by the nearest pixel.</summary>
    public static Output ResizeNearestNeighbor(Output x, Output size, bool alignCorners = false, bool halfPixelCenters = false) =>
        Build("ResizeNearestNeighbor", [x, size], ("align_corners", alignCorners), ("half_pixel_centers", halfPixelCenters));

    /// <summary>Pictures at another size by bilinear interpolation.</summary>
    public static Output ResizeBilinear(Output x, Output size, bool alignCorners = false, bool halfPixelCenters = false) =>
        Build("ResizeBilinear", [x, size], ("align_corners", alignCorners), ("half_pixel_centers", halfPixelCenters));

    /// <summary>Pictures at another size by bicubic interpolation.</summary>
    public static Output ResizeBicubic(Output x, Output size, bool alignCorners = false, bool halfPixelCenters = false) =>
        Build("ResizeBicubic", [x, size], ("align_corners", alignCorners), ("half_pixel_centers", halfPixelCenters));

    /// <summary>Pictures at another size by the mean over areas.</summary>
    public static Output ResizeArea(Output x, Output size) => Build("ResizeArea", [x, size]);

    /// <summary>
    /// Batch normalization of (batch, rows, columns, channels) in one pass: <c>scale (x - mean) / sqrt(variance + epsilon) + offset</c>.
    /// In training, mean and variance are the batch's and come back, the variance as <c>v n / (n - 1)</c>; else they are given.
    /// </summary>
    public static (Output Y, Output Mean, Output Variance) FusedBatchNorm(Output x, Output scale, Output offset, Output mean, Output variance, float epsilon, bool training)
    {
        var operation = BuildOperation("FusedBatchNormV3", [x, scale, offset, mean, variance], ("U", DataType.Float32), ("epsilon", epsilon), ("is_training", training));
        return (operation[0], operation[1], operation[2]);
    }
}
