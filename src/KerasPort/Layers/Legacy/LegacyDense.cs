using System.Text.Json.Nodes;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// The base of the fully connected layers that Keras 2 kept from Keras 1, under the names that their settings had there. They
/// come from files only. Keras: keras.legacy.layers.
/// </summary>
public abstract class LegacyDense : Layer
{
    private readonly int? _inputDim;

    private protected LegacyDense(ConfigReader config) : base(config.Name)
    {
        _inputDim = config.IntOrNull("input_dim");
        WeightInitializer = config.Initializer("init", "glorot_uniform");
        WeightRegularizer = config.Regularizer("W_regularizer");
        BiasRegularizer = config.Regularizer("b_regularizer");
        ActivityRegularizer = config.Regularizer("activity_regularizer");
        WeightConstraint = config.Constraint("W_constraint");
        BiasConstraint = config.Constraint("b_constraint");
        UseBias = config.Bool("bias", true);
    }

    /// <summary>The matrices' first value.</summary>
    public Initializer WeightInitializer { get; }

    /// <summary>The penalty on the matrix.</summary>
    public Regularizer? WeightRegularizer { get; }

    /// <summary>The penalty on the bias.</summary>
    public Regularizer? BiasRegularizer { get; }

    /// <summary>What is done to the matrix after each step.</summary>
    public Constraint? WeightConstraint { get; }

    /// <summary>What is done to the bias after each step.</summary>
    public Constraint? BiasConstraint { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; }

    /// <inheritdoc/>
    protected internal override void CheckInputs(Shape[] shapes)
    {
        ArgumentNullException.ThrowIfNull(shapes);
        if (shapes.Length == 1 && shapes[0].Rank != 2)
            throw new ArgumentException($"`{Name}`: the input must have 2 axes (batch, n). Received: shape={shapes[0]}.", nameof(shapes));
    }

    /// <summary>The settings in the order of files, with the class' own before and after the initializer.</summary>
    private protected JsonObject Config(JsonObject first, JsonObject afterInit)
    {
        var config = base.GetConfig();
        foreach (var (key, value) in first)
            config[key] = value?.DeepClone();
        config["init"] = ConfigWriter.Initializer(WeightInitializer);
        foreach (var (key, value) in afterInit)
            config[key] = value?.DeepClone();
        config["W_regularizer"] = ConfigWriter.Regularizer(WeightRegularizer);
        config["b_regularizer"] = ConfigWriter.Regularizer(BiasRegularizer);
        config["activity_regularizer"] = ConfigWriter.Regularizer(ActivityRegularizer);
        config["W_constraint"] = ConfigWriter.Constraint(WeightConstraint);
        config["b_constraint"] = ConfigWriter.Constraint(BiasConstraint);
        config["bias"] = UseBias;
        config["input_dim"] = _inputDim;
        return config;
    }
}
