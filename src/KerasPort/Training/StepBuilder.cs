using KerasPort.Layers;
using KerasPort.Losses;
using KerasPort.Metrics;
using KerasPort.Models;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Training;

/// <summary>
/// Builds a step's graph: gather the batch, forward, loss, gradients, optimizer, metrics: all in one function, which returns
/// one vector of figures (or the outputs, for a prediction).
/// </summary>
internal sealed class StepBuilder(Model model, Compilation? compilation, KerasDialect dialect)
{
    /// <summary>Whether <see cref="GraphDef"/> is wanted.</summary>
    public bool KeepsGraph { get; init; }

    /// <summary>The last step's graph, serialized.</summary>
    public byte[]? GraphDef { get; private set; }

    public Step Build(StepKind kind, bool gathers, InputArray[] inputs, InputArray?[] targets, InputArray?[] weights, Weight seed, Weight counter)
    {
        using var graph = new Graph();
        var context = new CallContext(graph, kind == StepKind.Train, dialect) { Differentiable = kind == StepKind.Train };
        var data = new List<Output>();
        Output? indices = gathers ? Placeholder(DataType.Int32, [null]) : null;

        Output Placeholder(DataType type, Shape shape)
        {
            var placeholder = Ops.Placeholder(graph, type, shape, "data");
            data.Add(placeholder);
            return placeholder;
        }

        Output Batch(InputArray array, Shape shape)
        {
            if (indices is not { } rows)
                return Placeholder(array.DataType, shape);
            var batch = Ops.Gather(Placeholder(array.DataType, shape.With(0, -1)), rows);
            // A model of a fixed batch size knows it of each batch, not of all samples.
            graph.SetShape(batch, shape);
            return batch;
        }

        if (kind == StepKind.Train)
        {
            model.NumberRandomStreams();
            var step = context.Value(counter);
            context.Randomness = (context.Value(seed), step);
            context.Update(counter, step + 1);
        }
        var xs = new Output[inputs.Length];
        for (var i = 0; i < xs.Length; i++)
            xs[i] = Ops.Cast(Batch(inputs[i], model.Inputs[i].Shape), model.Inputs[i].DataType);
        var ys = Array.ConvertAll(targets, target => target is null ? (Output?)null : Batch(target, target.Shape.With(0, -1)));
        var ws = Array.ConvertAll(weights, weight => weight is null ? (Output?)null : Batch(weight, weight.Shape.With(0, -1)));

        var (outputs, masks) = model.Run(xs, new Output?[xs.Length], context);
        var results = kind == StepKind.Predict ? outputs : [Measure(kind, outputs, masks, ys, ws, context)];
        var effects = context.Finish();
        if (KeepsGraph)
            GraphDef = graph.ToGraphDef();
        var function = Function.Create(graph, $"{kind}_step", [.. data, .. context.Resources], results, effects);
        return new Step(function, context.Captured);
    }

    private Output Measure(StepKind kind, Output[] outputs, Output?[] masks, Output?[] ys, Output?[] ws, CallContext context)
    {
        var losses = TotalLoss(outputs, masks, ys, ws, context);
        var total = Ops.Mean(losses);
        // Of losses that are not reduced, Keras 2.3.1 makes the mean small, newer ones the sum; all report the mean.
        if (kind == StepKind.Train)
            Train(dialect == KerasDialect.Keras2 || losses.Rank == 0 ? total : Ops.Sum(losses), context);
        for (var i = 0; i < outputs.Length; i++)
        {
            if (ys[i] is not { } truth)
                continue;
            foreach (var metric in compilation!.Metrics[i])
                Update(metric, truth, outputs[i], masks[i], null, context);
            foreach (var metric in compilation.WeightedMetrics[i])
                Update(metric, truth, outputs[i], masks[i], ws[i] ?? (metric.IsOfTheano ? Ones(truth, compilation.HasTemporalWeights[i]) : null), context);
        }
        // A metric with several thresholds or classes shows their mean, as Keras' progress bar does.
        var figures = compilation!.AllMetrics.Select(metric => Ops.Cast(metric.Result(context), DataType.Float32)).Select(figure => figure.Rank == 0 ? figure : Ops.Mean(figure));
        return Ops.Stack([Ops.Cast(total, DataType.Float32), .. figures]);
    }

    /// <summary>What is made small: a number, or one for each element where a loss is not reduced.</summary>
    private Output TotalLoss(Output[] outputs, Output?[] masks, Output?[] ys, Output?[] ws, CallContext context)
    {
        Output? total = null;
        for (var i = 0; i < outputs.Length; i++)
        {
            if (compilation!.Losses[i] is not { } loss || ys[i] is not { } truth)
                continue;
            using var scope = context.Graph.NameScope("loss");
            var value = OutputLoss(loss, Convert(truth, outputs[i]), outputs[i], masks[i], ws[i]);
            if (compilation.OutputLosses[i] is { } figure)
                figure.Add(value, dialect == KerasDialect.Keras2 ? null : Ops.Cast(Ops.Dimension(outputs[i], 0), DataType.Float32), context);
            value *= compilation.LossWeights[i];
            total = total is { } sum ? sum + value : value;
        }
        foreach (var weight in model.Weights.Distinct())
            if (weight.Regularizer is { } regularizer)
                Add(regularizer.Call(context.Value(weight)));
        foreach (var loss in context.Losses)
            Add(loss);
        return total ?? throw new InvalidOperationException($"`{model.Name}`: the model has no loss to make small: give Compile a loss.");

        void Add(Output penalty) => total = total is { } sum ? sum + penalty : penalty;
    }

    private Output OutputLoss(Loss loss, Output truth, Output prediction, Output? mask, Output? weight)
    {
        var losses = loss.Call(truth, prediction);
        if (loss.Mask(truth, prediction) is { } counting)
            mask = mask is { } outer ? Ops.LogicalAnd(outer, counting) : counting;
        if (mask is { } valid)
        {
            var weights = Ops.Cast(valid, prediction.DataType);
            // tf.keras and Keras 3 take the mean over valid elements, Keras 2.3.1 over all.
            if (dialect != KerasDialect.Keras2 && loss.Reduction == Reduction.SumOverBatchSize)
                weights *= Ops.DivideNoNan(Ops.Cast(Ops.SizeOf(weights), weights.DataType), Ops.Sum(weights));
            weight = weight is { } given ? weights * Expand(given, weights.Rank) : weights;
        }
        return WeightedLoss.Compute(losses, weight, loss.Reduction);
    }

    private void Train(Output total, CallContext context)
    {
        var weights = compilation!.TrainableWeights;
        var values = Array.ConvertAll(weights, context.Value);
        var gradients = Gradients.Compute(total, values);
        var pairs = new (Weight, Output)[weights.Length];
        for (var i = 0; i < weights.Length; i++)
            pairs[i] = (weights[i], gradients[i] ?? throw new InvalidOperationException($"`{model.Name}`: the loss does not depend on the weight {weights[i].Name}, or an operation between them has no gradient. Freeze its layer or leave it out."));
        compilation.Optimizer.EnsureBuilt(weights);
        compilation.Optimizer.Apply(pairs, context);
    }

    private static void Update(Metric metric, Output truth, Output prediction, Output? mask, Output? weight, CallContext context)
    {
        using var scope = context.Graph.NameScope("metric");
        if (mask is { } valid)
        {
            var weights = Ops.Cast(valid, prediction.DataType);
            weight = weight is { } given ? weights * Expand(given, weights.Rank) : weights;
        }
        metric.Update(Convert(truth, prediction), prediction, weight, context);
    }

    /// <summary>The weights that Keras feeds where none are given: of samples, or of time steps.</summary>
    private static Output Ones(Output truth, bool isTemporal) =>
        Ops.OnesLike(Ops.Cast(Ops.Sum(truth, [.. Enumerable.Range(isTemporal ? 2 : 1, truth.Rank - (isTemporal ? 2 : 1))], keepDims: false), DataType.Float32));

    /// <summary>The truth in the prediction's type: Keras feeds targets as floats.</summary>
    private static Output Convert(Output truth, Output prediction) => Ops.Cast(truth, prediction.DataType);

    private static Output Expand(Output weight, int rank)
    {
        weight = Ops.Cast(weight, DataType.Float32);
        while (weight.Rank < rank)
            weight = Ops.ExpandDims(weight, weight.Rank);
        return weight;
    }
}
