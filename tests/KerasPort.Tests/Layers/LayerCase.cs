using KerasPort.Layers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Layers;

/// <summary>An instance of a layer that the contract is tried on.</summary>
/// <param name="Name">What is special; the first word is the class in files.</param>
/// <param name="Make">Makes the layer, each time with the same settings.</param>
/// <param name="Inputs">The shapes of its inputs, batch included.</param>
public sealed record LayerCase(string Name, Func<Layer> Make, params Shape[] Inputs)
{
    /// <summary>The class in files.</summary>
    public string ClassName => Name.Split(' ')[0];

    /// <summary>The largest whole number plus 1 for layers that take whole numbers; 0: the inputs are floats.</summary>
    public int Numbers { get; init; }

    /// <summary>The largest magnitude of the inputs: much where the layer compares them, so that few are nearly equal.</summary>
    public double Largest { get; init; } = 1.5;

    /// <summary>Whether a training step does the same without chance, so that its gradients can be compared.</summary>
    public bool AlsoTraining { get; init; } = true;

    /// <summary>Whether the dimensions after the batch may be unknown while the graph is built.</summary>
    public bool AlsoUnknownSteps { get; init; }

    /// <summary>Whether the first axis after the batch is one of steps, for which there can be a mask.</summary>
    public bool HasSteps { get; init; } = true;

    /// <summary>What the user passes to load it.</summary>
    internal CustomObjects CustomObjects { get; init; } = CustomObjects.Empty;

    /// <inheritdoc/>
    public override string ToString() => Name;
}
