using KerasPort.Layers;

namespace KerasPort.Models;

/// <summary>
/// The order of a model's layers and calls, from inputs to outputs, as Keras sorts them: by depth, then by the order in which a
/// walk from the outputs meets the layers. Files rely on it. Keras: network._map_graph_network.
/// </summary>
internal sealed class NetworkGraph
{
    private NetworkGraph(Layer[] layers, Node[][] nodesByDepth) => (Layers, NodesByDepth) = (layers, nodesByDepth);

    /// <summary>The layers, inputs first.</summary>
    public Layer[] Layers { get; }

    /// <summary>The calls, deepest (nearest to the inputs) first.</summary>
    public Node[][] NodesByDepth { get; }

    /// <summary>The number of each call among its layer's calls, as files write it.</summary>
    /// <param name="modelsFrom">The number of a model's first call: Keras 2 counts its making as call 0, Keras 3 does not.</param>
    public Dictionary<Node, int> IndexCalls(int modelsFrom)
    {
        var nodes = NodesByDepth.SelectMany(level => level).ToHashSet();
        var indices = new Dictionary<Node, int>();
        foreach (var layer in Layers)
        {
            var next = layer is Model ? modelsFrom : 0;
            foreach (var node in layer.InboundNodes.Where(nodes.Contains))
                indices[node] = next++;
        }
        return indices;
    }

    /// <exception cref="ArgumentException">An output does not depend on the inputs alone, two layers share a name, or there is a cycle.</exception>
    public static NetworkGraph Map(string model, KerasTensor[] inputs, KerasTensor[] outputs)
    {
        var layerOrder = new Dictionary<Layer, int>();
        var decreasing = new List<Node>();
        Walk(outputs, layerOrder, decreasing);

        var nodeDepths = new Dictionary<Node, int>();
        var layerDepths = new Dictionary<Layer, int>();
        for (var i = decreasing.Count - 1; i >= 0; i--)
        {
            var node = decreasing[i];
            var depth = Math.Max(nodeDepths.GetValueOrDefault(node), layerDepths.GetValueOrDefault(node.Layer));
            layerDepths[node.Layer] = nodeDepths[node] = depth;
            foreach (var input in node.Inputs)
                nodeDepths[input.Node] = Math.Max(depth + 1, nodeDepths.GetValueOrDefault(input.Node));
        }
        foreach (var input in inputs)
        {
            if (layerDepths.TryAdd(input.Layer, 0))
            {
                layerOrder[input.Layer] = -1;
                nodeDepths[input.Node] = 0;
            }
        }

        var nodes = nodeDepths.GroupBy(pair => pair.Value).OrderByDescending(group => group.Key)
            .Select(group => group.Select(pair => pair.Key).ToArray()).ToArray();
        var layers = layerDepths.GroupBy(pair => pair.Value).OrderByDescending(group => group.Key)
            .SelectMany(group => group.Select(pair => pair.Key).OrderBy(layer => layerOrder[layer])).ToArray();
        Check(model, inputs, nodes, layers);
        return new NetworkGraph(layers, nodes);
    }

    /// <summary>Depth first from the outputs, without recursion: a model may be thousands of layers deep.</summary>
    private static void Walk(KerasTensor[] outputs, Dictionary<Layer, int> layerOrder, List<Node> finishedInOrder)
    {
        var finished = new HashSet<Node>();
        var inProgress = new HashSet<Node>();
        var stack = new Stack<(Node Node, int Next)>();
        foreach (var output in outputs)
        {
            Enter(output.Node);
            while (stack.TryPop(out var frame))
            {
                if (frame.Next < frame.Node.Inputs.Length)
                {
                    stack.Push((frame.Node, frame.Next + 1));
                    Enter(frame.Node.Inputs[frame.Next].Node);
                    continue;
                }
                finished.Add(frame.Node);
                inProgress.Remove(frame.Node);
                finishedInOrder.Add(frame.Node);
            }
        }

        void Enter(Node node)
        {
            if (finished.Contains(node))
                return;
            if (!inProgress.Add(node))
                throw new ArgumentException($"The layer '{node.Layer.Name}' depends on its own output.");
            layerOrder.TryAdd(node.Layer, layerOrder.Count);
            stack.Push((node, 0));
        }
    }

    private static void Check(string model, KerasTensor[] inputs, Node[][] nodes, Layer[] layers)
    {
        var computable = new HashSet<KerasTensor>(inputs);
        foreach (var node in nodes.SelectMany(level => level))
        {
            foreach (var input in node.Inputs)
                if (!computable.Contains(input))
                    throw new ArgumentException($"`{model}`: the graph is disconnected: '{node.Layer.Name}' needs '{input.Name}', which does not follow from the inputs {string.Join(", ", inputs.Select(tensor => $"'{tensor.Name}'"))}.");
            foreach (var output in node.Outputs)
                if (node.Inputs.Length > 0 || computable.Contains(output))
                    computable.Add(output);
        }
        if (layers.GroupBy(layer => layer.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentException($"`{model}`: every layer must have a name of its own. '{twice.Key}' is there {twice.Count()} times.");
    }
}
