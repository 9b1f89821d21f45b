using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;

namespace KerasPort.Layers;

/// <summary>The settings that recurrent cells share.</summary>
internal sealed record RecurrentSettings
{
    public RecurrentSettings(string owner, double dropout, double recurrentDropout)
    {
        if (dropout is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(dropout), $"`{owner}`: dropout must be in [0, 1). Received: dropout={dropout}.");
        if (recurrentDropout is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(recurrentDropout), $"`{owner}`: recurrentDropout must be in [0, 1). Received: recurrentDropout={recurrentDropout}.");
        (Dropout, RecurrentDropout) = (dropout, recurrentDropout);
    }

    public RecurrentSettings(ConfigReader config, string recurrentActivation = "sigmoid")
        : this(config.ClassName, config.Double("dropout", 0), config.Double("recurrent_dropout", 0))
    {
        Activation = config.Activation("activation", "tanh");
        if (config.Has("recurrent_activation"))
            RecurrentActivation = config.Activation("recurrent_activation", recurrentActivation);
        UseBias = config.Bool("use_bias", true);
        KernelInitializer = config.Initializer("kernel_initializer", "glorot_uniform");
        RecurrentInitializer = config.Initializer("recurrent_initializer", "orthogonal");
        BiasInitializer = config.Initializer("bias_initializer", "zeros");
        KernelRegularizer = config.Regularizer("kernel_regularizer");
        RecurrentRegularizer = config.Regularizer("recurrent_regularizer");
        BiasRegularizer = config.Regularizer("bias_regularizer");
        ActivityRegularizer = config.Regularizer("activity_regularizer");
        KernelConstraint = config.Constraint("kernel_constraint");
        RecurrentConstraint = config.Constraint("recurrent_constraint");
        BiasConstraint = config.Constraint("bias_constraint");
        Implementation = config.Int("implementation", 2);
        config.Ignore("seed", "use_cudnn");
    }

    public Activations.Activation Activation { get; init; } = "tanh";

    public Activations.Activation RecurrentActivation { get; init; } = "sigmoid";

    public bool UseBias { get; init; } = true;

    public Initializer KernelInitializer { get; init; } = "glorot_uniform";

    public Initializer RecurrentInitializer { get; init; } = "orthogonal";

    public Initializer BiasInitializer { get; init; } = "zeros";

    public Regularizer? KernelRegularizer { get; init; }

    public Regularizer? RecurrentRegularizer { get; init; }

    public Regularizer? BiasRegularizer { get; init; }

    /// <summary>That of the layer around the cell, read from the layer's settings.</summary>
    public Regularizer? ActivityRegularizer { get; init; }

    public Constraint? KernelConstraint { get; init; }

    public Constraint? RecurrentConstraint { get; init; }

    public Constraint? BiasConstraint { get; init; }

    public double Dropout { get; }

    public double RecurrentDropout { get; }

    public int Implementation { get; init; } = 2;

    /// <summary>Writes the settings in Keras' order; what only some cells have goes where Keras has it.</summary>
    public void AddTo(JsonObject config, bool hasGates, bool? unitForgetBias, Regularizer? activityRegularizer, bool withActivity)
    {
        config["activation"] = Activation.ToConfig();
        if (hasGates)
            config["recurrent_activation"] = RecurrentActivation.ToConfig();
        config["use_bias"] = UseBias;
        config["kernel_initializer"] = ConfigWriter.Initializer(KernelInitializer);
        config["recurrent_initializer"] = ConfigWriter.Initializer(RecurrentInitializer);
        config["bias_initializer"] = ConfigWriter.Initializer(BiasInitializer);
        if (unitForgetBias is { } forget)
            config["unit_forget_bias"] = forget;
        config["kernel_regularizer"] = ConfigWriter.Regularizer(KernelRegularizer);
        config["recurrent_regularizer"] = ConfigWriter.Regularizer(RecurrentRegularizer);
        config["bias_regularizer"] = ConfigWriter.Regularizer(BiasRegularizer);
        if (withActivity)
            config["activity_regularizer"] = ConfigWriter.Regularizer(activityRegularizer);
        config["kernel_constraint"] = ConfigWriter.Constraint(KernelConstraint);
        config["recurrent_constraint"] = ConfigWriter.Constraint(RecurrentConstraint);
        config["bias_constraint"] = ConfigWriter.Constraint(BiasConstraint);
        config["dropout"] = Dropout;
        config["recurrent_dropout"] = RecurrentDropout;
    }
}
