using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of convolutions with one kernel that joins all channels.</summary>
public abstract class KernelConvolution : Convolution
{
    private protected KernelConvolution(
        int rank, int filters, IntTuple kernelSize, IntTuple? strides, string padding, string? dataFormat, IntTuple? dilationRate, int groups,
        Activations.Activation? activation, bool useBias, Initializer? kernelInitializer, Initializer? biasInitializer,
        Regularizer? kernelRegularizer, Regularizer? biasRegularizer, Regularizer? activityRegularizer,
        Constraint? kernelConstraint, Constraint? biasConstraint, Shape? inputShape, string? name, bool trainable)
        : base(rank, kernelSize, strides, padding, dataFormat, dilationRate, activation, useBias, biasInitializer, biasRegularizer, activityRegularizer, biasConstraint, inputShape, name, trainable)
    {
        KernelInitializer = kernelInitializer ?? "glorot_uniform";
        KernelRegularizer = kernelRegularizer;
        KernelConstraint = kernelConstraint;
        (Filters, Groups) = CheckFilters(filters, groups);
    }

    private protected KernelConvolution(int rank, ConfigReader config) : base(rank, config)
    {
        KernelInitializer = config.Initializer("kernel_initializer", "glorot_uniform");
        KernelRegularizer = config.Regularizer("kernel_regularizer");
        KernelConstraint = config.Constraint("kernel_constraint");
        (Filters, Groups) = CheckFilters(config.Int("filters"), config.Int("groups", 1));
    }

    /// <summary>The number of output channels.</summary>
    public int Filters { get; }

    /// <summary>Into how many parts the channels are divided, each convolved alone.</summary>
    public int Groups { get; }

    /// <summary>The kernel's first value.</summary>
    public Initializer KernelInitializer { get; }

    /// <summary>The penalty on the kernel.</summary>
    public Regularizer? KernelRegularizer { get; }

    /// <summary>What is done to the kernel after each step.</summary>
    public Constraint? KernelConstraint { get; }

    private protected Weight Kernel { get; private set; } = null!;

    /// <summary>The kernel's last two dimensions.</summary>
    private protected virtual (int, int) KernelChannels(int channels) => channels % Groups == 0
        ? (channels / Groups, Filters)
        : throw new ArgumentException($"`{Name}`: the input's channels must be divisible by groups={Groups}. Received: {channels} channels.");

    private protected sealed override void BuildKernels(int channels)
    {
        var (first, second) = KernelChannels(channels);
        Kernel = AddWeight("kernel", new Shape([.. Window, first, second]), KernelInitializer, KernelRegularizer, KernelConstraint);
    }

    private protected override Output Convolve(Output x, CallContext context) =>
        ConvolutionOps.Convolve(x, context.Value(Kernel), Steps, Padding, Rates, Groups);

    private protected sealed override long OutputChannels(long channels) => Filters;

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["filters"] = Filters;
        WriteWindow(config);
        config["kernel_initializer"] = ConfigWriter.Initializer(KernelInitializer);
        config["bias_initializer"] = ConfigWriter.Initializer(BiasInitializer);
        config["kernel_regularizer"] = ConfigWriter.Regularizer(KernelRegularizer);
        config["bias_regularizer"] = ConfigWriter.Regularizer(BiasRegularizer);
        config["activity_regularizer"] = ConfigWriter.Regularizer(ActivityRegularizer);
        config["kernel_constraint"] = ConfigWriter.Constraint(KernelConstraint);
        config["bias_constraint"] = ConfigWriter.Constraint(BiasConstraint);
        // Keras 2.3.1 does not know the setting.
        if (Groups > 1)
            config["groups"] = Groups;
        return config;
    }

    private (int Filters, int Groups) CheckFilters(int filters, int groups)
    {
        if (filters <= 0)
            throw new ArgumentOutOfRangeException(nameof(filters), $"`{ClassName}`: filters must be a positive integer. Received: filters={filters}.");
        if (groups <= 0 || filters % groups != 0)
            throw new ArgumentOutOfRangeException(nameof(groups), $"`{ClassName}`: groups must be a positive integer that divides filters={filters}. Received: groups={groups}.");
        return (filters, groups);
    }
}
