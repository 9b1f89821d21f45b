using System.Globalization;
using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Utils;

/// <summary>The table of a model's layers, byte for byte as Keras 2.3.1 prints it. Keras: keras.utils.print_summary.</summary>
internal static class ModelSummary
{
    public static void Print(Model model, int? lineLength, double[]? positions, Action<string> print)
    {
        if (model.AllLayers.Count == 0 || model.Outputs.Count == 0)
            throw new InvalidOperationException($"`{model.Name}`: the model must be built before it is summarised: give the first layer an inputShape, call Build or Fit.");
        var isSequential = IsSequentialLike(model);
        var width = lineLength ?? (isSequential ? 65 : 98);
        var relative = positions ?? (isSequential ? [.45, .85, 1] : [.33, .55, .67, 1]);
        var ends = Array.ConvertAll(relative, position => (int)(relative[^1] <= 1 ? width * position : position));
        string[] header = ["Layer (type)", "Output Shape", "Param #", .. isSequential ? [] : new[] { "Connected to" }];

        print($"Model: \"{model.Name}\"");
        print(new string('_', width));
        PrintRow(header, ends, print);
        print(new string('=', width));
        var nodes = model.Graph!.NodesByDepth.SelectMany(level => level).ToHashSet();
        var layers = model.Layers;
        for (var i = 0; i < layers.Count; i++)
        {
            PrintLayer(layers[i], isSequential ? null : nodes, ends, print);
            print(new string(i == layers.Count - 1 ? '=' : '_', width));
        }
        var trainable = Count(model.CollectedTrainableWeights ?? model.TrainableWeights);
        var frozen = Count(model.NonTrainableWeights);
        print(string.Create(CultureInfo.InvariantCulture, $"Total params: {trainable + frozen:N0}"));
        print(string.Create(CultureInfo.InvariantCulture, $"Trainable params: {trainable:N0}"));
        print(string.Create(CultureInfo.InvariantCulture, $"Non-trainable params: {frozen:N0}"));
        print(new string('_', width));
    }

    private static bool IsSequentialLike(Model model)
    {
        if (model is Sequential)
            return true;
        var levels = model.Graph!.NodesByDepth;
        if (levels.Any(level => level.Length > 1 || level[0].Inputs.Length > 1))
            return false;
        var nodes = levels.Select(level => level[0]).ToHashSet();
        return model.Layers.All(layer => layer.InboundNodes.Count(nodes.Contains) <= 1);
    }

    private static void PrintLayer(Layer layer, HashSet<Node>? nodes, int[] ends, Action<string> print)
    {
        string[] fields =
        [
            $"{layer.Name} ({layer.ClassName})",
            OutputShape(layer),
            layer.CountParams().ToString(CultureInfo.InvariantCulture),
        ];
        if (nodes is null)
        {
            PrintRow(fields, ends, print);
            return;
        }
        var connections = layer.InboundNodes.Where(nodes.Contains).SelectMany(node => node.Inputs)
            .Select(input => string.Create(CultureInfo.InvariantCulture, $"{input.Layer.Name}[{CallIndex(input)}][{input.TensorIndex}]")).ToArray();
        PrintRow([.. fields, connections.FirstOrDefault("")], ends, print);
        foreach (var connection in connections.Skip(1))
            PrintRow(["", "", "", connection], ends, print);
    }

    /// <summary>Keras counts what made a model itself as its first call.</summary>
    private static int CallIndex(KerasTensor tensor) => tensor.Node.Index + (tensor.Layer is Model ? 1 : 0);

    private static string OutputShape(Layer layer)
    {
        var shapes = layer.InboundNodes.Select(node => Texts(node)).Distinct().ToArray();
        return shapes.Length == 1 ? shapes[0] : "multiple";

        static string Texts(Node node) => node.Outputs.Length == 1
            ? node.Outputs[0].Shape.ToString()
            : $"[{string.Join(", ", node.Outputs.Select(output => output.Shape.ToString()))}]";
    }

    private static void PrintRow(string[] fields, int[] ends, Action<string> print)
    {
        var line = "";
        for (var i = 0; i < fields.Length; i++)
        {
            if (i > 0)
                line = line[..^1] + " ";
            line += fields[i];
            line = line.Length > ends[i] ? line[..ends[i]] : line.PadRight(ends[i]);
        }
        print(line);
    }

    private static long Count(IEnumerable<Weight> weights) => weights.Distinct().Sum(weight => weight.Shape.Count);
}
