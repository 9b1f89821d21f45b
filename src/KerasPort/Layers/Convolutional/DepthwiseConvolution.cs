using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of convolutions that give each channel filters of its own.</summary>
public abstract class DepthwiseConvolution : Convolution
{
    private Weight _kernel = null!;

    private protected DepthwiseConvolution(
        int rank, IntTuple kernelSize, IntTuple? strides, string padding, int depthMultiplier, string? dataFormat, IntTuple? dilationRate,
        Activations.Activation? activation, bool useBias, Initializer? depthwiseInitializer, Initializer? biasInitializer,
        Regularizer? depthwiseRegularizer, Regularizer? biasRegularizer, Regularizer? activityRegularizer,
        Constraint? depthwiseConstraint, Constraint? biasConstraint, Shape? inputShape, string? name, bool trainable)
        : base(rank, kernelSize, strides, padding, dataFormat, dilationRate, activation, useBias, biasInitializer, biasRegularizer, activityRegularizer, biasConstraint, inputShape, name, trainable)
    {
        DepthMultiplier = DepthwiseSettings.Check(ClassName, depthMultiplier, Steps);
        DepthwiseInitializer = depthwiseInitializer ?? "glorot_uniform";
        DepthwiseRegularizer = depthwiseRegularizer;
        DepthwiseConstraint = depthwiseConstraint;
    }

    private protected DepthwiseConvolution(int rank, ConfigReader config) : base(rank, config)
    {
        // tf.keras writes groups=1 although there are as many as channels.
        if (config.Int("groups", 1) != 1)
            throw config.Wrong("groups", "1");
        DepthMultiplier = DepthwiseSettings.Check(ClassName, config.Int("depth_multiplier", 1), Steps);
        DepthwiseInitializer = config.Initializer("depthwise_initializer", "glorot_uniform");
        DepthwiseRegularizer = config.Regularizer("depthwise_regularizer");
        DepthwiseConstraint = config.Constraint("depthwise_constraint");
        config.Ignore("kernel_initializer", "kernel_regularizer", "kernel_constraint", "filters");
    }

    /// <summary>How many output channels each input channel has.</summary>
    public int DepthMultiplier { get; }

    /// <summary>The kernel's first value.</summary>
    public Initializer DepthwiseInitializer { get; }

    /// <summary>The penalty on the kernel.</summary>
    public Regularizer? DepthwiseRegularizer { get; }

    /// <summary>What is done to the kernel after each step.</summary>
    public Constraint? DepthwiseConstraint { get; }

    private protected sealed override void BuildKernels(int channels) =>
        _kernel = AddWeight("depthwise_kernel", new Shape([.. Window, channels, DepthMultiplier]), DepthwiseInitializer, DepthwiseRegularizer, DepthwiseConstraint);

    private protected sealed override Output Convolve(Output x, CallContext context) =>
        ConvolutionOps.ConvolveDepthwise(x, context.Value(_kernel), Steps, Padding, Rates);

    private protected sealed override long OutputChannels(long channels) => channels < 0 ? -1 : channels * DepthMultiplier;

    /// <inheritdoc/>
    public sealed override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        WriteWindow(config);
        config["bias_initializer"] = ConfigWriter.Initializer(BiasInitializer);
        config["bias_regularizer"] = ConfigWriter.Regularizer(BiasRegularizer);
        config["activity_regularizer"] = ConfigWriter.Regularizer(ActivityRegularizer);
        config["bias_constraint"] = ConfigWriter.Constraint(BiasConstraint);
        config["depth_multiplier"] = DepthMultiplier;
        config["depthwise_initializer"] = ConfigWriter.Initializer(DepthwiseInitializer);
        config["depthwise_regularizer"] = ConfigWriter.Regularizer(DepthwiseRegularizer);
        config["depthwise_constraint"] = ConfigWriter.Constraint(DepthwiseConstraint);
        return config;
    }
}
