using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>The base of layers around another layer. Keras: keras.layers.Wrapper.</summary>
public abstract class Wrapper : Layer
{
    /// <summary>Wraps a layer.</summary>
    /// <param name="layer">The layer within.</param>
    /// <param name="name">The name; default: the class' name in snake case with a number.</param>
    protected Wrapper(Layer layer, string? name = null) : base(name)
    {
        ArgumentNullException.ThrowIfNull(layer);
        Inner = layer;
        ActivityRegularizer = layer.ActivityRegularizer;
    }

    /// <summary>The layer within.</summary>
    public Layer Inner { get; }

    /// <summary>Whether training may change the weights of the layer within, and its own. Setting it sets that of the layer within.</summary>
    public override bool Trainable
    {
        get => base.Trainable;
        set
        {
            base.Trainable = value;
            // The base's constructor sets it before there is a layer within.
            if (Inner is not null)
                Inner.Trainable = value;
        }
    }

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> SubLayers => [Inner];

    /// <summary>The arrays of the .keras format: those of the layer within lie below "layer".</summary>
    internal override IEnumerable<(string Path, IReadOnlyList<Weight> Weights)> StateGroups =>
        Inner.StateGroups.Select(group => (group.Path.Length == 0 ? "layer" : "layer/" + group.Path, group.Weights));

    /// <inheritdoc/>
    protected internal override DataType OutputDataType(DataType input) => Inner.OutputDataType(input);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["layer"] = ConfigWriter.Object(Inner.ClassName, Inner.GetConfig());
        return config;
    }
}
