using System.Text.Json.Nodes;

namespace KerasPort.Layers;

/// <summary>One call of a layer on symbolic tensors.</summary>
internal sealed class Node
{
    public Node(Layer layer, KerasTensor[] inputs, KerasTensor[] outputs, JsonObject? arguments = null)
    {
        (Layer, Inputs, Outputs, Arguments) = (layer, inputs, outputs, arguments);
        for (var i = 0; i < outputs.Length; i++)
            (outputs[i].Node, outputs[i].TensorIndex) = (this, i);
        layer.InboundNodes.Add(this);
    }

    public Layer Layer { get; }

    public KerasTensor[] Inputs { get; }

    public KerasTensor[] Outputs { get; }

    /// <summary>What Keras calls kwargs: arguments of this call that files carry.</summary>
    public JsonObject? Arguments { get; }

    /// <summary>The index of this call among the layer's calls: what files write.</summary>
    public int Index => Layer.InboundNodes.IndexOf(this);
}
