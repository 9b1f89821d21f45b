using KerasPort.Layers;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Layers;

/// <summary>Runs a layer alone: its outputs, masks and gradients for given inputs.</summary>
internal static class LayerRunner
{
    /// <summary>The outputs of a built layer.</summary>
    public static HostArray[] Run(Layer layer, HostArray[] inputs, bool training = false, bool unknownBatch = true, long step = 0, HostArray?[]? masks = null) =>
        Evaluate(layer, inputs, masks, training, unknownBatch, step, (outputs, _, _) => outputs);

    /// <summary>The mask of the first output, or null.</summary>
    public static HostArray? RunMask(Layer layer, HostArray[] inputs, HostArray?[]? masks)
    {
        var found = false;
        var results = Evaluate(layer, inputs, masks, training: false, unknownBatch: true, step: 0, (outputs, mask, _) =>
        {
            found = mask is not null;
            return [mask ?? outputs[0]];
        });
        return found ? results[0] : null;
    }

    /// <summary>The weighted sum of all outputs, then its gradients with regard to the inputs and to the trainable weights.</summary>
    public static HostArray[] Gradients(Layer layer, HostArray[] inputs, bool training) => Evaluate(layer, inputs, null, training, unknownBatch: true, step: 0, (outputs, _, scope) =>
    {
        var loss = Loss(outputs);
        var with = new List<Output>();
        if (inputs[0].DataType == DataType.Float32)
            with.AddRange(scope.Inputs);
        with.AddRange(layer.TrainableWeights.Select(scope.Context.Value));
        var gradients = TensorFlow.Gradients.Compute(loss, with.ToArray());
        return [loss, .. gradients.Select((gradient, i) => gradient ?? Ops.ZerosLike(with[i]))];
    });

    /// <summary>The same sum alone.</summary>
    public static double Loss(Layer layer, HostArray[] inputs, bool training) =>
        Evaluate(layer, inputs, null, training, unknownBatch: true, step: 0, (outputs, _, _) => [Loss(outputs)])[0].ToSingles()[0];

    private static Output Loss(Output[] outputs) => outputs.Select((output, i) =>
    {
        // Weights that differ from element to element show gradients that land on the wrong one.
        var flat = Ops.Reshape(Ops.Cast(output, DataType.Float32), -1);
        var places = Ops.Range(Ops.Constant(output.Graph, 0), Ops.SizeOf(flat), Ops.Constant(output.Graph, 1));
        return Ops.Sum(flat * Ops.Sin(Ops.Cast(places, DataType.Float32) * 1.7 + (i + 1)));
    }).Aggregate(Ops.Add);

    private static HostArray[] Evaluate(Layer layer, HostArray[] inputs, HostArray?[]? masks, bool training, bool unknownBatch, long step, Func<Output[], Output?, (Output[] Inputs, CallContext Context), Output[]> select)
    {
        using var graph = new Graph();
        var context = new CallContext(graph, training, layer.Dialect);
        if (training)
            context.Randomness = (Ops.Constant(graph, 11, DataType.Int64), Ops.Constant(graph, step, DataType.Int64));
        var placeholders = Array.ConvertAll(inputs, input => Ops.Placeholder(graph, input.DataType, unknownBatch ? input.Shape.With(0, -1) : input.Shape));
        var maskPlaceholders = Array.ConvertAll(masks ?? [], mask => mask is null ? (Output?)null : Ops.Placeholder(graph, DataType.Bool, unknownBatch ? mask.Shape.With(0, -1) : mask.Shape));
        var given = masks is null ? new Output?[inputs.Length] : maskPlaceholders;
        var outputs = layer.Call(placeholders, given, context);
        var expected = layer.ComputeOutputShapes(Array.ConvertAll(placeholders, placeholder => placeholder.Shape));
        for (var i = 0; i < outputs.Length; i++)
            Assert.True(outputs[i].Shape.IsCompatibleWith(expected[i]) && outputs[i].Shape.HasRank, $"Output {i}: the graph takes it for {outputs[i].Shape}, the layer for {expected[i]}.");
        var mask = layer.ComputeMask(placeholders, given, outputs, context)[0];
        var results = select(outputs, mask, (placeholders, context));
        using var function = Function.Create(graph, "layer", [.. placeholders, .. maskPlaceholders.OfType<Output>(), .. context.Resources], results, context.Finish());
        var data = inputs.Concat((masks ?? []).OfType<HostArray>()).Select(array =>
        {
            using var tensor = array.ToTensor();
            return new EagerTensor(tensor);
        }).ToArray();
        try
        {
            return Array.ConvertAll(function.Invoke([.. data, .. context.Captured.Select(weight => weight.Variable.Handle)]), result =>
            {
                using (result)
                using (var tensor = result.Resolve())
                    return HostArray.From(tensor);
            });
        }
        finally
        {
            foreach (var tensor in data)
                tensor.Dispose();
        }
    }

    /// <summary>Numbers that repeat: floats around 0, or whole numbers.</summary>
    public static HostArray Random(Shape shape, int seed, int numbers = 0, double least = -1.5, double most = 1.5)
    {
        var random = new Random(seed);
        var values = new float[shape.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = numbers > 0 ? random.Next(numbers) : (float)(least + (most - least) * random.NextDouble());
        return new HostArray(values, shape) is var floats && numbers > 0 ? floats.Cast(DataType.Int32) : floats;
    }

    /// <summary>Gives all weights numbers of their own: positive ones where a variance or a count is meant.</summary>
    public static void Fill(Layer layer)
    {
        var seed = 100;
        foreach (var weight in layer.Weights)
            if (weight.DataType == DataType.Float32)
                weight.Write(weight.Name.EndsWith("variance", StringComparison.Ordinal) ? Random(weight.Shape, seed++, 0, 0.5, 2) : Random(weight.Shape, seed++, 0, -0.8, 0.8));
    }
}
