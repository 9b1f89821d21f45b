using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of convolutions in two steps: each channel with filters of its own, then all channels at each place.</summary>
public abstract class SeparableConvolution : Convolution
{
    private Weight _depthwise = null!;
    private Weight _pointwise = null!;

    private protected SeparableConvolution(
        int rank, int filters, IntTuple kernelSize, IntTuple? strides, string padding, string? dataFormat, IntTuple? dilationRate, int depthMultiplier,
        Activations.Activation? activation, bool useBias, Initializer? depthwiseInitializer, Initializer? pointwiseInitializer, Initializer? biasInitializer,
        Regularizer? depthwiseRegularizer, Regularizer? pointwiseRegularizer, Regularizer? biasRegularizer, Regularizer? activityRegularizer,
        Constraint? depthwiseConstraint, Constraint? pointwiseConstraint, Constraint? biasConstraint, Shape? inputShape, string? name, bool trainable)
        : base(rank, kernelSize, strides, padding, dataFormat, dilationRate, activation, useBias, biasInitializer, biasRegularizer, activityRegularizer, biasConstraint, inputShape, name, trainable)
    {
        Filters = CheckFilters(filters);
        DepthMultiplier = DepthwiseSettings.Check(ClassName, depthMultiplier, Steps);
        DepthwiseInitializer = depthwiseInitializer ?? "glorot_uniform";
        PointwiseInitializer = pointwiseInitializer ?? "glorot_uniform";
        DepthwiseRegularizer = depthwiseRegularizer;
        PointwiseRegularizer = pointwiseRegularizer;
        DepthwiseConstraint = depthwiseConstraint;
        PointwiseConstraint = pointwiseConstraint;
    }

    private protected SeparableConvolution(int rank, ConfigReader config) : base(rank, config)
    {
        if (config.Int("groups", 1) != 1)
            throw config.Wrong("groups", "1");
        Filters = CheckFilters(config.Int("filters"));
        DepthMultiplier = DepthwiseSettings.Check(ClassName, config.Int("depth_multiplier", 1), Steps);
        DepthwiseInitializer = config.Initializer("depthwise_initializer", "glorot_uniform");
        PointwiseInitializer = config.Initializer("pointwise_initializer", "glorot_uniform");
        DepthwiseRegularizer = config.Regularizer("depthwise_regularizer");
        PointwiseRegularizer = config.Regularizer("pointwise_regularizer");
        DepthwiseConstraint = config.Constraint("depthwise_constraint");
        PointwiseConstraint = config.Constraint("pointwise_constraint");
        // tf.keras writes those of its base class too, which has no such kernel here.
        config.Ignore("kernel_initializer", "kernel_regularizer", "kernel_constraint");
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>How many channels the first step makes of each input channel.</summary>
    public int DepthMultiplier { get; }

    /// <summary>The first kernel's first value.</summary>
    public Initializer DepthwiseInitializer { get; }

    /// <summary>The second kernel's first value.</summary>
    public Initializer PointwiseInitializer { get; }

    /// <summary>The penalty on the first kernel.</summary>
    public Regularizer? DepthwiseRegularizer { get; }

    /// <summary>The penalty on the second kernel.</summary>
    public Regularizer? PointwiseRegularizer { get; }

    /// <summary>What is done to the first kernel after each step.</summary>
    public Constraint? DepthwiseConstraint { get; }

    /// <summary>What is done to the second kernel after each step.</summary>
    public Constraint? PointwiseConstraint { get; }

    private protected sealed override void BuildKernels(int channels)
    {
        _depthwise = AddWeight("depthwise_kernel", new Shape([.. Window, channels, DepthMultiplier]), DepthwiseInitializer, DepthwiseRegularizer, DepthwiseConstraint);
        _pointwise = AddWeight("pointwise_kernel", new Shape([.. Enumerable.Repeat(1, SpatialRank), channels * DepthMultiplier, Filters]), PointwiseInitializer, PointwiseRegularizer, PointwiseConstraint);
    }

    private protected sealed override Output Convolve(Output x, CallContext context)
    {
        int[] ones = [.. Enumerable.Repeat(1, SpatialRank)];
        var depthwise = ConvolutionOps.ConvolveDepthwise(x, context.Value(_depthwise), Steps, Padding, Rates);
        return ConvolutionOps.Convolve(depthwise, context.Value(_pointwise), ones, "valid", ones);
    }

    private protected sealed override long OutputChannels(long channels) => Filters;

    /// <inheritdoc/>
    public sealed override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["filters"] = Filters;
        WriteWindow(config);
        config["bias_initializer"] = ConfigWriter.Initializer(BiasInitializer);
        config["bias_regularizer"] = ConfigWriter.Regularizer(BiasRegularizer);
        config["activity_regularizer"] = ConfigWriter.Regularizer(ActivityRegularizer);
        config["bias_constraint"] = ConfigWriter.Constraint(BiasConstraint);
        config["depth_multiplier"] = DepthMultiplier;
        config["depthwise_initializer"] = ConfigWriter.Initializer(DepthwiseInitializer);
        config["pointwise_initializer"] = ConfigWriter.Initializer(PointwiseInitializer);
        config["depthwise_regularizer"] = ConfigWriter.Regularizer(DepthwiseRegularizer);
        config["pointwise_regularizer"] = ConfigWriter.Regularizer(PointwiseRegularizer);
        config["depthwise_constraint"] = ConfigWriter.Constraint(DepthwiseConstraint);
        config["pointwise_constraint"] = ConfigWriter.Constraint(PointwiseConstraint);
        return config;
    }

    private int CheckFilters(int filters) => filters > 0
        ? filters
        : throw new ArgumentOutOfRangeException(nameof(filters), $"`{ClassName}`: filters must be a positive integer. Received: filters={filters}.");
}
