using KerasPort.Constraints;
using KerasPort.Layers;
using KerasPort.Optimizers;
using KerasPort.TensorFlow;
using KerasPort.Testing;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Optimizers;

/// <summary>An optimizer at work on the weights w0, w1, ... and the gradients g0, g1, ... of a fixture.</summary>
internal sealed class OptimizerRun : IDisposable
{
    private readonly GraphStep _step;
    private readonly NpyArray[] _gradients;

    /// <summary>Builds the step.</summary>
    /// <param name="optimizer">The optimizer.</param>
    /// <param name="entry">The fixture.</param>
    /// <param name="mutation">A constant of the graph that becomes another.</param>
    /// <param name="constrained">Whether the weights have a constraint, which changes nothing but keeps TensorFlow's own operations away.</param>
    public OptimizerRun(Optimizer optimizer, FixtureCase entry, (double, double)? mutation = null, bool constrained = false)
    {
        Optimizer = optimizer;
        Weights = [.. Numbered("w").Select((array, i) => Make($"layer/w{i}", array, constrained))];
        _gradients = [.. Numbered("g")];
        optimizer.EnsureBuilt(Weights);
        _step = new GraphStep([.. _gradients.Select(array => array[0])], (gradients, context) =>
        {
            optimizer.Apply([.. Weights.Zip(gradients)], context);
            return [gradients[0]];
        }, mutation);

        IEnumerable<NpyArray> Numbered(string letter) =>
            Enumerable.Range(0, entry.Inputs.Count).TakeWhile(i => entry.Inputs.ContainsKey(letter + i)).Select(i => entry.Inputs[letter + i]);
    }

    public Optimizer Optimizer { get; }

    public Weight[] Weights { get; }

    public IReadOnlyList<double> Constants => _step.Constants;

    /// <summary>Takes a step with the gradients of an index, times a factor.</summary>
    public void Step(int index, double scale = 1) => _step.Run(
        [.. _gradients.Select(array => array[index]).Select(array => new NpyArray(array.Shape, Array.ConvertAll(array.Floats(), value => (float)(value * scale))))]);

    public void Dispose()
    {
        _step.Dispose();
        Optimizer.Dispose();
        foreach (var weight in Weights)
            weight.Dispose();
    }

    private static Weight Make(string name, NpyArray array, bool constrained)
    {
        var shape = new Shape(Array.ConvertAll(array.Shape, length => (long)length));
        return new Weight(name, shape, DataType.Float32, () => new HostArray((float[])array.Floats().Clone(), shape), trainable: true)
        {
            Constraint = constrained ? new NoConstraint() : null,
        };
    }

    private sealed class NoConstraint : Constraint
    {
        public override Output Call(Output weight) => weight;
    }
}
