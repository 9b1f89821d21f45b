using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>
/// A layer of a newer Keras' file that changes pictures at random in training: RandomFlip, RandomRotation, RandomZoom,
/// RandomTranslation, RandomContrast, RandomBrightness. When predicting it passes its input on, as in Keras; training through
/// it is an error.
/// </summary>
public sealed class Augmentation : Layer
{
    private readonly JsonObject _settings;

    internal Augmentation(ConfigReader config) : base(config.Name)
    {
        ClassName = config.ClassName;
        _settings = (JsonObject)config.Json.DeepClone();
        config.Ignore([.. _settings.Select(pair => pair.Key)]);
    }

    /// <summary>The class' name in the file.</summary>
    public override string ClassName { get; }

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    protected internal override Output Call(Output input, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Training
            ? throw new InvalidOperationException($"`{Name}`: {ClassName} changes pictures at random in training, which is not available here. Train a model of the layers after it, or augment the data before Fit.")
            : Ops.Cast(input, DataType);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        foreach (var (key, value) in _settings)
            if (!config.ContainsKey(key))
                config[key] = value?.DeepClone();
        return config;
    }
}
