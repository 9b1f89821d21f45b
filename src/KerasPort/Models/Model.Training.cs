using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Optimizers;
using KerasPort.Training;
using KerasPort.Utils;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Models;

public partial class Model
{
    private readonly object _exclusive = new();
    private Trainer? _trainer;

    /// <summary>Whether Compile was called.</summary>
    public bool IsCompiled => _trainer?.Compilation is not null;

    /// <summary>The optimizer that Compile was given.</summary>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    public Optimizer Optimizer => Trainer.Compiled.Optimizer;

    /// <summary>The names of the figures that Evaluate returns: "loss", then the metrics.</summary>
    public IReadOnlyList<string> MetricsNames => _trainer?.Compilation?.MetricNames ?? ["loss"];

    /// <summary>A callback sets this to end training after the batch or epoch.</summary>
    public bool StopTraining { get; set; }

    internal Trainer Trainer => LazyInitializer.EnsureInitialized(ref _trainer, () => new Trainer(this));

    internal Compilation? Compilation => _trainer?.Compilation;

    internal IReadOnlyList<Weight>? CollectedTrainableWeights => _trainer?.Compilation?.TrainableWeights;

    /// <summary>Prepares the model for training.</summary>
    /// <param name="optimizer">How gradients change weights; a name or an object.</param>
    /// <param name="loss">What is made small: a name or an object, one for each output, or by output name.</param>
    /// <param name="metrics">Figures to gather, by name or as objects; default: none.</param>
    /// <param name="lossWeights">How much each output's loss counts; default: 1.</param>
    /// <param name="sampleWeightMode">"temporal" for weights of time steps; default: weights of samples.</param>
    /// <param name="weightedMetrics">Figures in which sample weights count; default: none.</param>
    /// <exception cref="ArgumentException">A name is not known, or an output's name is not there.</exception>
    public void Compile(Optimizer optimizer, LossSpec? loss = null, MetricsSpec? metrics = null, LossWeights? lossWeights = null, string? sampleWeightMode = null, MetricsSpec? weightedMetrics = null)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        using var _ = EnterExclusive();
        if (Outputs.Count == 0)
        {
            // The model is built by its first data; what was asked is kept until then.
            _pendingCompile = () => Compile(optimizer, loss, metrics, lossWeights, sampleWeightMode, weightedMetrics);
            return;
        }
        _pendingCompile = null;
        Trainer.SetCompilation(new Compilation(this, optimizer, loss, metrics, lossWeights, sampleWeightMode, weightedMetrics, Dialect));
    }

    private Action? _pendingCompile;

    /// <summary>Trains the model.</summary>
    /// <param name="x">Inputs: an array, a list or a dictionary of arrays; the first axis is the samples.</param>
    /// <param name="y">Targets, in the same forms.</param>
    /// <param name="batchSize">Samples a step; default: 32.</param>
    /// <param name="epochs">The number of the epoch at which training ends; default: 1.</param>
    /// <param name="verbose">0: silent, 1 (default): a progress bar, 2: one line an epoch.</param>
    /// <param name="callbacks">What is told of the progress and may steer it.</param>
    /// <param name="validationSplit">The part of the data, from the end, that is kept for validation, in [0, 1); default: 0.</param>
    /// <param name="validationData">Data on which each epoch is measured; they come before validationSplit.</param>
    /// <param name="shuffle">Whether samples are shuffled before each epoch (default), or "batch".</param>
    /// <param name="classWeight">How much each class counts, by its number.</param>
    /// <param name="sampleWeight">How much each sample counts; (samples, time steps) with sampleWeightMode "temporal".</param>
    /// <param name="initialEpoch">The epoch at which training begins; default: 0.</param>
    /// <param name="validationBatchSize">Samples a step of validation; default: batchSize.</param>
    /// <param name="validationFreq">After which epochs validation runs; default: each.</param>
    /// <param name="seed">Makes shuffles and dropout depend on it and the epoch alone; default: NumPy's generator decides.</param>
    /// <param name="cancellationToken">Ends training after the step that runs.</param>
    /// <returns>The figures of every epoch.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, or another Fit runs on it.</exception>
    /// <exception cref="ArgumentException">Data or arguments don't fit.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public History Fit(
        ModelData x,
        ModelData? y = null,
        int? batchSize = null,
        int epochs = 1,
        int verbose = 1,
        IReadOnlyList<Callback>? callbacks = null,
        double validationSplit = 0,
        ValidationData? validationData = null,
        Shuffle? shuffle = null,
        ClassWeight? classWeight = null,
        ModelData? sampleWeight = null,
        int initialEpoch = 0,
        int? validationBatchSize = null,
        ValidationFrequency? validationFreq = null,
        int? seed = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckPositive(batchSize, nameof(batchSize));
        CheckPositive(validationBatchSize, nameof(validationBatchSize));
        if (validationSplit is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(nameof(validationSplit), $"`Fit`: validationSplit must be in [0, 1). Received: validationSplit={validationSplit}.");
        if (verbose is not (0 or 1 or 2))
            throw new ArgumentOutOfRangeException(nameof(verbose), $"`Fit`: verbose must be 0, 1 or 2. Received: verbose={verbose}.");
        using var _ = EnterExclusive(isFit: true);
        var options = new FitOptions
        {
            BatchSize = batchSize ?? 32,
            Epochs = epochs,
            Verbose = verbose,
            Callbacks = callbacks ?? [],
            Shuffle = shuffle ?? true,
            InitialEpoch = initialEpoch,
            ValidationBatchSize = validationBatchSize,
            ValidationFreq = validationFreq ?? 1,
            Seed = seed,
            CancellationToken = cancellationToken,
        };
        using var data = Upload(x, y, sampleWeight, classWeight, needsTargets: true);
        var samples = checked((int)data.Count);
        if (samples == 0)
            throw new ArgumentException("`Fit`: at least one sample is needed. Received: 0 samples.", nameof(x));
        if (validationData is not null)
        {
            using var measured = Upload(validationData.X, validationData.Y, validationData.SampleWeight, null, needsTargets: true);
            Announce(verbose, samples, measured.Count);
            return Trainer.Fit(data, .., measured, .., options);
        }
        var split = validationSplit > 0 ? (int)(samples * (1 - validationSplit)) : samples;
        if (split == samples)
            return Trainer.Fit(data, .., null, .., options);
        if (split == 0)
            throw new ArgumentException($"`Fit`: validationSplit leaves no sample to train on. Received: {samples} samples, validationSplit={validationSplit}.", nameof(validationSplit));
        Announce(verbose, split, samples - split);
        return Trainer.Fit(data, ..split, data, split.., options);
    }

    /// <summary>Measures the model.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets.</param>
    /// <param name="batchSize">Samples a step; default: 32.</param>
    /// <param name="verbose">0: silent, 1 (default): a progress bar.</param>
    /// <param name="sampleWeight">How much each sample counts.</param>
    /// <param name="callbacks">What is told of the progress.</param>
    /// <param name="cancellationToken">Ends the evaluation after the step that runs.</param>
    /// <returns>The loss, then the metrics, in the order of <see cref="MetricsNames"/>.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    /// <exception cref="ArgumentException">Data don't fit.</exception>
    public double[] Evaluate(ModelData x, ModelData? y = null, int? batchSize = null, int verbose = 1, ModelData? sampleWeight = null, IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckPositive(batchSize, nameof(batchSize));
        using var data = Upload(x, y, sampleWeight, null, needsTargets: true);
        if (data.Count == 0)
            throw new ArgumentException("`Evaluate`: at least one sample is needed. Received: 0 samples.", nameof(x));
        var list = Trainer.Callbacks(callbacks ?? [], new CallbackParameters { BatchSize = batchSize ?? 32, Samples = data.Count, Verbose = verbose, Metrics = MetricsNames });
        return Trainer.Evaluate(data, .., batchSize ?? 32, list, Bar(verbose, data.Count), cancellationToken);
    }

    /// <summary>Computes the output of a model with one output. Any number of threads may predict at the same time.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="batchSize">Samples a step; default: 32.</param>
    /// <param name="verbose">0 (default): silent, 1: a progress bar.</param>
    /// <param name="callbacks">What is told of the progress.</param>
    /// <param name="cancellationToken">Ends the prediction after the step that runs.</param>
    /// <exception cref="InvalidOperationException">The model has several outputs: use <see cref="PredictAll"/>.</exception>
    /// <exception cref="ArgumentException">Data don't fit.</exception>
    public NDArray Predict(ModelData x, int? batchSize = null, int verbose = 0, IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default)
    {
        if (Outputs.Count > 1)
            throw new InvalidOperationException($"`{Name}`: the model has {Outputs.Count} outputs: use PredictAll, which returns an array of each.");
        return PredictAll(x, batchSize, verbose, callbacks, cancellationToken)[0];
    }

    /// <summary>Computes all outputs. Any number of threads may predict at the same time.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="batchSize">Samples a step; default: 32.</param>
    /// <param name="verbose">0 (default): silent, 1: a progress bar.</param>
    /// <param name="callbacks">What is told of the progress.</param>
    /// <param name="cancellationToken">Ends the prediction after the step that runs.</param>
    /// <returns>One array an output.</returns>
    /// <exception cref="ArgumentException">Data don't fit.</exception>
    public NDArray[] PredictAll(ModelData x, int? batchSize = null, int verbose = 0, IReadOnlyList<Callback>? callbacks = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckPositive(batchSize, nameof(batchSize));
        EnsureBuiltFor(x);
        var inputs = x.Standardize("input", InputNames, [.. Inputs.Select(input => input.Shape)]);
        CheckCounts(inputs, [], []);
        if (inputs[0].Count == 0)
            return [.. Outputs.Select(output => NumSharpAdapter.ToNDArray(Empty(output)))];
        var list = Trainer.Callbacks(callbacks ?? [], new CallbackParameters { BatchSize = batchSize ?? 32, Samples = inputs[0].Count, Verbose = verbose });
        var results = Trainer.Predict(inputs, batchSize ?? 32, list, Bar(verbose, inputs[0].Count), cancellationToken);
        return Array.ConvertAll(results, NumSharpAdapter.ToNDArray);
    }

    /// <summary>Trains on one batch.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets.</param>
    /// <param name="sampleWeight">How much each sample counts.</param>
    /// <param name="classWeight">How much each class counts.</param>
    /// <param name="resetMetrics">Whether the metrics begin anew with this batch; default: true.</param>
    /// <returns>The loss of the batch before the step, then the metrics.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, or a Fit runs on it.</exception>
    public double[] TrainOnBatch(ModelData x, ModelData? y = null, ModelData? sampleWeight = null, ClassWeight? classWeight = null, bool resetMetrics = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var _ = EnterExclusive(isFit: true);
        using var data = Upload(x, y, sampleWeight, classWeight, needsTargets: true);
        if (resetMetrics)
            ResetMetrics();
        return Trainer.RunBatch(StepKind.Train, data);
    }

    /// <summary>Measures one batch.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets.</param>
    /// <param name="sampleWeight">How much each sample counts.</param>
    /// <param name="resetMetrics">Whether the metrics begin anew with this batch; default: true.</param>
    /// <returns>The loss of the batch, then the metrics.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    public double[] TestOnBatch(ModelData x, ModelData? y = null, ModelData? sampleWeight = null, bool resetMetrics = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var _ = EnterExclusive();
        using var data = Upload(x, y, sampleWeight, null, needsTargets: true);
        if (resetMetrics)
            ResetMetrics();
        return Trainer.RunBatch(StepKind.Test, data);
    }

    /// <summary>Computes the outputs of one batch, in one step whatever its size.</summary>
    public NDArray PredictOnBatch(ModelData x)
    {
        ArgumentNullException.ThrowIfNull(x);
        return Predict(x, batchSize: int.MaxValue);
    }

    /// <summary>Sets the metrics' states back.</summary>
    public void ResetMetrics() => Trainer.Compilation?.ResetMetrics();

    /// <summary>Frees compiled steps, optimizer state and weights.</summary>
    protected override void Dispose(bool disposing)
    {
        _trainer?.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>
    /// Takes the model for a change. A second Fit at the same time is an error; everything else waits. The same thread may come
    /// again: callbacks change weights while Fit runs.
    /// </summary>
    internal Exclusive EnterExclusive(bool isFit = false)
    {
        if (!isFit)
            Monitor.Enter(_exclusive);
        else if (!Monitor.TryEnter(_exclusive))
            throw new InvalidOperationException($"`{Name}`: another thread trains or changes this model now. Train one model from one thread at a time.");
        return new Exclusive(_exclusive);
    }

    internal readonly struct Exclusive(object gate) : IDisposable
    {
        public void Dispose() => Monitor.Exit(gate);
    }

    private void Discard() => _trainer?.Discard();

    private DeviceData Upload(ModelData x, ModelData? y, ModelData? sampleWeight, ClassWeight? classWeight, bool needsTargets)
    {
        EnsureBuiltFor(x);
        var compilation = Trainer.Compiled;
        var inputs = x.Standardize("input", InputNames, [.. Inputs.Select(input => input.Shape)]);
        var (targets, weights) = Targets(compilation, y, sampleWeight, classWeight, needsTargets);
        CheckCounts(inputs, targets, weights);
        return new DeviceData(inputs, targets, weights);
    }

    private (InputArray?[] Targets, InputArray?[] Weights) Targets(Compilation compilation, ModelData? y, ModelData? sampleWeight, ClassWeight? classWeight, bool needsTargets)
    {
        var outputs = OutputNames;
        var fed = Enumerable.Range(0, outputs.Count).Where(i => compilation.Losses[i] is not null).ToArray();
        var targets = new InputArray?[outputs.Count];
        var weights = new InputArray?[outputs.Count];
        if (fed.Length == 0)
            return (targets, weights);
        if (y is null)
            throw new ArgumentException($"`{Name}`: targets are needed for the outputs {string.Join(", ", fed.Select(i => outputs[i]))}. Received: y=null.", nameof(y));
        string[] names = [.. fed.Select(i => outputs[i])];
        var arrays = y.Standardize("target", names, [.. fed.Select(i => TargetShapes.Expected(Outputs[i].Shape, compilation.Losses[i]!))]);
        for (var i = 0; i < fed.Length; i++)
        {
            TargetShapes.Check(arrays[i], Outputs[fed[i]].Shape, compilation.Losses[fed[i]]!, names[i]);
            targets[fed[i]] = arrays[i];
        }
        var given = sampleWeight is null ? null : SampleWeights.Standardize(sampleWeight, names, arrays, compilation.SampleWeightMode);
        for (var i = 0; i < fed.Length; i++)
        {
            weights[fed[i]] = given?[i];
            if (classWeight?.For(names[i], fed.Length) is { } byClass)
                weights[fed[i]] = ClassWeight.Apply(byClass, arrays[i], given?[i]);
        }
        return (targets, weights);
    }

    private void EnsureBuiltFor(ModelData x)
    {
        if (Outputs.Count == 0 && this is Sequential sequential)
        {
            var array = x.List is [var single] ? single : throw new ArgumentException($"`{Name}`: a model without an input shape is built by one array of inputs.", nameof(x));
            var shape = array.Shape.Rank == 1 ? new Shape(-1, 1) : array.Shape.With(0, -1);
            sequential.Build(shape);
        }
        if (Outputs.Count > 0)
            _pendingCompile?.Invoke();
    }

    private static void CheckCounts(InputArray[] inputs, InputArray?[] targets, InputArray?[] weights)
    {
        var count = inputs[0].Count;
        if (inputs.FirstOrDefault(array => array.Count != count) is { } other)
            throw new ArgumentException($"All input arrays must have the same number of samples. Received: {count} and {other.Count}.");
        if (targets.FirstOrDefault(array => array is not null && array.Count != count) is { } target)
            throw new ArgumentException($"Inputs and targets must have the same number of samples. Received: {count} input samples and {target.Count} target samples.");
        if (weights.FirstOrDefault(array => array is not null && array.Count != count) is { } weight)
            throw new ArgumentException($"Inputs and sample weights must have the same number of samples. Received: {count} input samples and {weight.Count} weights.");
    }

    private static void CheckPositive(int? value, string name)
    {
        if (value is <= 0)
            throw new ArgumentOutOfRangeException(name, $"{name} must be a positive integer. Received: {name}={value}.");
    }

    private static HostArray Empty(KerasTensor output)
    {
        var dims = output.Shape.ToArray();
        dims[0] = 0;
        for (var i = 1; i < dims.Length; i++)
            dims[i] = Math.Max(dims[i], 0);
        return new HostArray(Array.Empty<float>(), new Shape(dims));
    }

    private static void Announce(int verbose, long train, long validate)
    {
        if (verbose != 0)
            Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Train on {train} samples, validate on {validate} samples"));
    }

    private static Progbar? Bar(int verbose, long target) =>
        verbose == 1 ? new Progbar(target, 1, [], Console.Out, !Console.IsOutputRedirected) : null;
}
