using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>
/// A symbolic tensor of the functional API: the shape and type of a value, and the layer that makes it. It holds nothing of
/// TensorFlow.
/// </summary>
public sealed class KerasTensor
{
    internal KerasTensor(Shape shape, DataType dataType, string name) => (Shape, DataType, Name) = (shape, dataType, name);

    /// <summary>The dimensions; the first is the batch.</summary>
    public Shape Shape { get; }

    /// <summary>The element type.</summary>
    public DataType DataType { get; }

    /// <summary>A name for messages.</summary>
    public string Name { get; }

    /// <summary>The call of a layer that makes it.</summary>
    internal Node Node { get; set; } = null!;

    /// <summary>Which of the call's outputs it is.</summary>
    internal int TensorIndex { get; set; }

    /// <summary>The layer that makes it.</summary>
    public Layer Layer => Node.Layer;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Shape} {DataType.Name()}";
}
