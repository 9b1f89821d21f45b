using KerasPort.TensorFlow;
using KerasPort.Training.Feeding;
using KerasPort.Utils;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Training;

/// <summary>
/// Data for a model: one array, a list in the order of the inputs or outputs, or arrays by name. NumSharp arrays and C# arrays
/// (float[,], int[], ...) convert implicitly. Or, as inputs and targets in one, batches: a <see cref="Sequence"/>, a list of
/// <see cref="Batch"/>, or what <see cref="From(IEnumerable{Batch})"/> takes.
/// </summary>
public sealed class ModelData
{
    private ModelData(IReadOnlyList<InputArray>? list, IReadOnlyDictionary<string, InputArray>? byName) => (List, ByName) = (list, byName);

    private ModelData(BatchSource source) => Source = source;

    /// <summary>Where batches come from, if these are no arrays.</summary>
    internal BatchSource? Source { get; }

    internal IReadOnlyList<InputArray>? List { get; }

    internal IReadOnlyDictionary<string, InputArray>? ByName { get; }

    /// <summary>One array.</summary>
    public static implicit operator ModelData(NDArray array) => new([InputArray.From(array)], null);

    /// <summary>One C# array; its elements are numbers or truth values.</summary>
    public static implicit operator ModelData(Array array) => array switch
    {
        NDArray[] arrays => new ModelData([.. arrays.Select(InputArray.From)], null),
        Array[] arrays => new ModelData([.. arrays.Select(InputArray.From)], null),
        _ => new ModelData([InputArray.From(array)], null),
    };

    /// <summary>One array an input or output, in order.</summary>
    public static implicit operator ModelData(NDArray[] arrays) => new([.. arrays.Select(InputArray.From)], null);

    /// <summary>One array an input or output, in order.</summary>
    public static implicit operator ModelData(List<NDArray> arrays) => new([.. arrays.Select(InputArray.From)], null);

    /// <summary>One tensor. Its memory is shared, not copied: leave it unchanged and undisposed until the call returns.</summary>
    public static implicit operator ModelData(Tensor tensor) => new([InputArray.From(tensor)], null);

    /// <summary>Arrays by the name of the input or output.</summary>
    public static implicit operator ModelData(Dictionary<string, NDArray> arrays) =>
        new(null, arrays.ToDictionary(pair => pair.Key, pair => InputArray.From(pair.Value)));

    /// <summary>C# arrays by the name of the input or output.</summary>
    public static implicit operator ModelData(Dictionary<string, Array> arrays) =>
        new(null, arrays.ToDictionary(pair => pair.Key, pair => InputArray.From(pair.Value)));

    /// <summary>Batches of a sequence.</summary>
    public static implicit operator ModelData(Sequence sequence) => new(BatchSource.Of(sequence));

    /// <summary>These batches, pass after pass.</summary>
    public static implicit operator ModelData(Batch[] batches) => new(BatchSource.Of((IReadOnlyList<Batch>)batches));

    /// <summary>These batches, pass after pass.</summary>
    public static implicit operator ModelData(List<Batch> batches) => new(BatchSource.Of((IReadOnlyList<Batch>)batches));

    /// <summary>
    /// Batches of a generator: an iterator method, a query. It is enumerated once in a run, so it must give as many batches as all
    /// epochs need, and the run must be told stepsPerEpoch (steps).
    /// </summary>
    public static ModelData From(IEnumerable<Batch> batches) => new(BatchSource.Of(batches));

    /// <summary>Batches of an asynchronous generator; as <see cref="From(IEnumerable{Batch})"/>. The run's end cancels its token.</summary>
    public static ModelData From(IAsyncEnumerable<Batch> batches) => new(BatchSource.Of(batches));

    internal static ModelData From(params HostArray[] arrays) => new([.. arrays.Select(InputArray.From)], null);

    /// <summary>The arrays in the order of the names, checked against the shapes that are expected; 1-D arrays become columns.</summary>
    /// <param name="kind">"input" or "target", for messages.</param>
    /// <param name="names">The names of the inputs or outputs.</param>
    /// <param name="shapes">The expected shapes with the batch axis first; null where any is right.</param>
    internal InputArray[] Standardize(string kind, IReadOnlyList<string> names, IReadOnlyList<Shape?> shapes)
    {
        InputArray[] arrays;
        if (Source is not null)
            throw new ArgumentException($"Error when checking model {kind}: arrays are needed here. Received: a Sequence or generator of batches.");
        if (ByName is not null)
        {
            if (names.FirstOrDefault(name => !ByName.ContainsKey(name)) is { } missing)
                throw new ArgumentException($"Error when checking model {kind}: an array is needed for each of {string.Join(", ", names)}. No data were given for '{missing}'.");
            arrays = [.. names.Select(name => ByName[name])];
        }
        else
        {
            if (List!.Count != names.Count)
                throw new ArgumentException($"Error when checking model {kind}: expected {names.Count} array(s) for {string.Join(", ", names)}. Received: {List.Count} array(s).");
            arrays = [.. List];
        }
        for (var i = 0; i < arrays.Length; i++)
        {
            if (arrays[i].Shape.Rank == 0)
                throw new ArgumentException($"Error when checking {kind}: expected {names[i]} to be an array of samples. Received: a single number.");
            if (arrays[i].Shape.Rank == 1)
                arrays[i] = arrays[i].Reshape(new Shape(arrays[i].Count, 1));
            if (shapes[i] is not { } expected)
                continue;
            var shape = arrays[i].Shape;
            if (shape.Rank != expected.Rank)
                throw new ArgumentException($"Error when checking {kind}: expected {names[i]} to have {expected.Rank} dimensions, {expected}. Received: shape={shape}.");
            for (var axis = 1; axis < shape.Rank; axis++)
                if (expected[axis] >= 0 && shape[axis] != expected[axis])
                    throw new ArgumentException($"Error when checking {kind}: expected {names[i]} to have the shape {expected}. Received: shape={shape}.");
        }
        return arrays;
    }
}
