using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
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
        Iterations = new Weight($"{GetType().Name}/iterations", Shape.Scalar, DataType.Int64, () => HostArray.Scalar(0L));
    }

    /// <summary>The class' name in files.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>The number of steps so far.</summary>
    public Weight Iterations { get; }

    /// <summary>The step's size, in the coming step where a schedule decides it, which callbacks may read and set while training runs.</summary>
    /// <exception cref="InvalidOperationException">A schedule decides it, and it is set.</exception>
    public abstract double LearningRate { get; set; }

    /// <summary>All state in the order in which files hold it: the counter first.</summary>
    public virtual IReadOnlyList<Weight> Weights => [Iterations, .. _slots];

    /// <summary>The state without the counter, in the order in which it was added.</summary>
    private protected IReadOnlyList<Weight> Slots => _slots;

    /// <summary>Other orders in which files hold the state: those of older versions, which lack some of it.</summary>
    private protected virtual IEnumerable<IReadOnlyList<Weight>> OtherLayouts => [];

    /// <summary>All state in the order of Keras 3's files: the counter, the learning rate, then each weight's.</summary>
    internal virtual IReadOnlyList<Weight> Keras3Weights => Weights;

    /// <summary>The settings of the file that the optimizer came from, if any.</summary>
    internal JsonObject? FileConfig { get; set; }

    /// <summary>How a compiled model's file holds the optimizer, as the Keras whose form it has writes it.</summary>
    internal virtual JsonObject ToConfig() => ConfigWriter.Object(ClassName, ConfigWriter.AsInFile(GetConfig(), FileConfig));

    /// <summary>The same as Keras 3 writes it, whose optimizer of this name takes over from there.</summary>
    internal JsonObject ToKeras3Config() => ConfigWriter.Keras3Object("keras.optimizers", ClassName, Keras3Config(), OptimizerRegistry.Names.Contains(ClassName, StringComparer.OrdinalIgnoreCase));

    /// <summary>The settings as Keras 3 knows them.</summary>
    private protected virtual JsonObject Keras3Config() => GetConfig();

    /// <summary>Sets the state to a file's arrays. Where they don't fit, the state stays and the context gets a warning, as in Keras.</summary>
    /// <param name="arrays">The file's arrays, in its order.</param>
    /// <param name="context">Where the warning goes.</param>
    internal void SetWeightsFromFile(IReadOnlyList<HostArray> arrays, LoadContext context)
    {
        foreach (var layout in OtherLayouts.Prepend(Weights).Append(Keras3Weights))
        {
            if (layout.Count != arrays.Count || !layout.Zip(arrays).All(pair => Fits(pair.First.Shape, pair.Second.Shape)))
                continue;
            foreach (var (weight, array) in layout.Zip(arrays))
                weight.Write(new HostArray(array.Data, weight.Shape));
            return;
        }
        var odd = arrays.Count == Weights.Count ? Enumerable.Range(0, arrays.Count).First(i => !Fits(Weights[i].Shape, arrays[i].Shape)) : -1;
        var (expected, received) = odd < 0
            ? ($"{Weights.Count} arrays", $"{arrays.Count}")
            : ($"{Weights[odd].Shape} as array {odd + 1} of {Weights.Count}", $"{arrays[odd].Shape}");
        context.Warnings.Add($"{context.Source}: the optimizer's state does not fit {ClassName} and starts anew. Expected: {expected}. Received: {received}.");

        static bool Fits(Shape expected, Shape actual) => expected.Equals(actual) || (expected.Rank == 0 && actual.Count == 1);
    }

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

    /// <summary>Makes the state for these weights by <see cref="AddSlot(string, Shape, float)"/>.</summary>
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
        return AddSlot(new Weight(name, shape, DataType.Float32, () =>
        {
            var values = new float[shape.Count];
            Array.Fill(values, value);
            return new HostArray(values, shape);
        }));
    }

    private protected Weight AddSlot(Weight slot)
    {
        _slots.Add(slot);
        return slot;
    }

    /// <summary>The optimizer of this name, with its default settings.</summary>
    /// <exception cref="ArgumentException">There is no such optimizer.</exception>
    public static implicit operator Optimizer(string name) => OptimizerRegistry.Get(name);

    /// <summary>What must be done to the weights when training ends; default: nothing.</summary>
    /// <param name="weights">The trainable weights, as they were given to <see cref="EnsureBuilt"/>.</param>
    internal virtual void FinishTraining(IReadOnlyList<Weight> weights)
    {
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
