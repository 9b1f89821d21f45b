using KerasPort.TensorFlow;

namespace KerasPort.Training;

/// <summary>Arrays of a run on the device: inputs, targets and weights of all samples.</summary>
internal sealed class DeviceData : IDisposable
{
    private readonly EagerTensor[] _arrays;

    public DeviceData(InputArray[] inputs, InputArray?[] targets, InputArray?[] weights)
    {
        (Inputs, Targets, Weights) = (inputs, targets, weights);
        Count = inputs[0].Count;
        var all = inputs.Concat(targets.OfType<InputArray>()).Concat(weights.OfType<InputArray>()).ToArray();
        var uploaded = new List<EagerTensor>(all.Length);
        try
        {
            foreach (var array in all)
                uploaded.Add(array.ToDevice());
        }
        catch
        {
            uploaded.ForEach(tensor => tensor.Dispose());
            throw;
        }
        _arrays = [.. uploaded];
    }

    public InputArray[] Inputs { get; }

    public InputArray?[] Targets { get; }

    public InputArray?[] Weights { get; }

    /// <summary>The number of samples.</summary>
    public long Count { get; }

    /// <summary>Runs a step on all samples at once.</summary>
    public EagerTensor[] Invoke(Step step, MetricState? metrics = null) => step.Invoke(_arrays, metrics);

    /// <summary>Runs a step that gathers these samples.</summary>
    public EagerTensor[] Invoke(Step step, ReadOnlySpan<int> rows, MetricState? metrics = null)
    {
        using var tensor = Tensor.Vector(rows);
        using var indices = new EagerTensor(tensor);
        return step.Invoke([indices, .. _arrays], metrics);
    }

    public void Dispose()
    {
        foreach (var array in _arrays)
            array.Dispose();
    }
}
