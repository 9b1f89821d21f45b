using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Optimizers;

/// <summary>
/// How gradients change weights. Its state lies on the device. A string converts: <c>"adam"</c>. Keras: keras.optimizers.Optimizer.
/// </summary>
public abstract class Optimizer : IDisposable
{
    private readonly List<Weight> _slots = [];

    /// <summary>Makes the step counter.</summary>
    protected Optimizer()
    {
        Iterations = new Weight("iterations", Shape.Scalar, DataType.Int64, () => HostArray.Scalar(0L));
    }

    /// <summary>The class' name in files.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>The number of steps so far.</summary>
    public Weight Iterations { get; }

    /// <summary>The step's size, which callbacks may read and set while training runs.</summary>
    /// <exception cref="InvalidOperationException">A schedule decides it, and it is set.</exception>
    public abstract double LearningRate { get; set; }

    /// <summary>All state in the order in which files hold it: the counter first.</summary>
    public virtual IReadOnlyList<Weight> Weights => [Iterations, .. _slots];

    /// <summary>The string that this optimizer was made from, if any.</summary>
    internal string? GivenName { get; set; }

    /// <summary>Whether the state for the model's weights exists.</summary>
    internal bool Built { get; private set; }

    /// <summary>Makes the state for these weights, in the order of files. Called once, before the first step or when a file's state is read.</summary>
    internal void EnsureBuilt(IReadOnlyList<Weight> weights)
    {
        if (Built)
            return;
        CreateSlots(weights);
        Built = true;
    }

    /// <summary>Makes the state for these weights by <see cref="AddSlot"/>.</summary>
    protected abstract void CreateSlots(IReadOnlyList<Weight> weights);

    /// <summary>Adds a step to the graph: clips the gradients, changes weights and state, counts, applies constraints.</summary>
    /// <param name="gradients">Each trainable weight with its gradient.</param>
    /// <param name="context">Where values are read and updated.</param>
    protected internal abstract void Apply(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, CallContext context);

    /// <summary>The settings as files hold them.</summary>
    public abstract JsonObject GetConfig();

    /// <summary>Adds a variable to the state: float32, zeros unless a value is given.</summary>
    protected Weight AddSlot(string name, Shape shape, float value = 0)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var slot = new Weight(name, shape, DataType.Float32, () =>
        {
            var values = new float[shape.Count];
            Array.Fill(values, value);
            return new HostArray(values, shape);
        });
        _slots.Add(slot);
        return slot;
    }

    /// <summary>The optimizer of this name, with its default settings.</summary>
    /// <exception cref="ArgumentException">There is no such optimizer.</exception>
    public static implicit operator Optimizer(string name)
    {
        var optimizer = OptimizerRegistry.Get(name);
        optimizer.GivenName = name;
        return optimizer;
    }

    /// <summary>Frees the state on its device.</summary>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees the state on its device.</summary>
    protected virtual void Dispose(bool disposing)
    {
        Iterations.Dispose();
        foreach (var slot in _slots)
            slot.Dispose();
    }
}
