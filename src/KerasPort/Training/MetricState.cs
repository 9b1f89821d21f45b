using KerasPort.Layers;
using KerasPort.TensorFlow;

namespace KerasPort.Training;

/// <summary>
/// A state of the metrics of its own for one evaluation, so that several threads may evaluate a model at once and a validation
/// leaves the training's figures alone.
/// </summary>
internal sealed class MetricState : IDisposable
{
    private readonly Dictionary<Weight, Variable> _variables = [];

    public MetricState(Compilation compilation)
    {
        foreach (var weight in compilation.AllMetrics.SelectMany(metric => metric.Weights))
        {
            using var zeros = new HostArray(new float[weight.Shape.Count], weight.Shape).ToTensor();
            _variables[weight] = new Variable(zeros);
        }
    }

    /// <summary>The variable that stands for a metric's weight in this evaluation, or the weight's own.</summary>
    public EagerTensor Handle(Weight weight) => (_variables.GetValueOrDefault(weight) ?? weight.Variable).Handle;

    /// <summary>Makes this the metrics' own state, from which single batches go on.</summary>
    public void Keep()
    {
        foreach (var (weight, variable) in _variables)
        {
            using var value = variable.Read();
            weight.Write(HostArray.From(value));
        }
    }

    public void Dispose()
    {
        foreach (var variable in _variables.Values)
            variable.Dispose();
    }
}
