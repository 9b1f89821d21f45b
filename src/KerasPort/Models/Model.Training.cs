using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Optimizers;
using KerasPort.Training;
using KerasPort.Training.Feeding;
using NumSharp;

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

    /// <summary>Whether the model comes from a file of Keras on Theano, whose metrics differ: <see cref="Metrics.Metric.IsOfTheano"/>.</summary>
    internal bool IsOfTheano { get; set; }

    internal Trainer Trainer => LazyInitializer.EnsureInitialized(ref _trainer, () => new Trainer(this));

    internal Compilation? Compilation => _trainer?.Compilation;

    internal IReadOnlyList<Weight>? CollectedTrainableWeights => _trainer?.Compilation?.TrainableWeights;

    /// <summary>Prepares the model for training.</summary>
    /// <param name="optimizer">How gradients change weights; a name or an object.</param>
    /// <param name="loss">What is made small: a name or an object, one for each output, or by output name.</param>
    /// <param name="metrics">Figures to gather, by name or as objects; default: none.</param>
    /// <param name="lossWeights">How much each output's loss counts; default: 1.</param>
    /// <param name="sampleWeightMode">"temporal" for weights of time steps, for all outputs, one each or by name; default: weights of samples.</param>
    /// <param name="weightedMetrics">Figures in which sample weights count; default: none.</param>
    /// <exception cref="ArgumentException">A name is not known, an output's name is not there, or there is nothing to make small.</exception>
    public void Compile(Optimizer optimizer, LossSpec? loss = null, MetricsSpec? metrics = null, LossWeights? lossWeights = null, SampleWeightMode? sampleWeightMode = null, MetricsSpec? weightedMetrics = null)
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
    /// <param name="x">Inputs: an array, a list or a dictionary of arrays, the first axis being the samples; or batches with their targets.</param>
    /// <param name="y">Targets, in the same forms as arrays.</param>
    /// <param name="batchSize">Samples a step; default: 32. Batches have their own size.</param>
    /// <param name="epochs">The number of the epoch at which training ends; default: 1.</param>
    /// <param name="verbose">0: silent, 1 (default): a progress bar, 2: one line an epoch.</param>
    /// <param name="callbacks">What is told of the progress and may steer it.</param>
    /// <param name="validationSplit">The part of the arrays, from the end, that is kept for validation, in [0, 1); default: 0.</param>
    /// <param name="validationData">Data on which each epoch is measured; they come before validationSplit.</param>
    /// <param name="shuffle">Whether samples, or a sequence's batches, are shuffled before each epoch (default), or "batch": batches of arrays.</param>
    /// <param name="classWeight">How much each class counts, by its number.</param>
    /// <param name="sampleWeight">How much each sample counts; (samples, time steps) with sampleWeightMode "temporal".</param>
    /// <param name="initialEpoch">The epoch at which training begins; default: 0.</param>
    /// <param name="stepsPerEpoch">Batches an epoch; default: a sequence's count. Arrays: steps that each take all samples.</param>
    /// <param name="validationSteps">Batches of a validation; default: a sequence's count.</param>
    /// <param name="validationBatchSize">Samples a step of validation; default: those of a training step.</param>
    /// <param name="validationFreq">After which epochs validation runs; default: each.</param>
    /// <param name="maxQueueSize">The most batches that are made ahead; default: 10.</param>
    /// <param name="workers">Threads that make a sequence's batches ahead; default: 1. 0: the calling thread makes them. A generator has one.</param>
    /// <param name="seed">Makes shuffles and dropout depend on it and the epoch alone; default: NumPy's generator decides.</param>
    /// <param name="cancellationToken">Ends training after the step that runs.</param>
    /// <returns>The figures of every epoch.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, another Fit runs on it, or a generator runs out of batches.</exception>
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
        int? stepsPerEpoch = null,
        int? validationSteps = null,
        int? validationBatchSize = null,
        ValidationFrequency? validationFreq = null,
        int maxQueueSize = 10,
        int workers = 1,
        int? seed = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckPositive(batchSize, nameof(batchSize));
        CheckPositive(stepsPerEpoch, nameof(stepsPerEpoch));
        CheckPositive(validationSteps, nameof(validationSteps));
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
            StepsPerEpoch = stepsPerEpoch,
            ValidationSteps = validationSteps,
            ValidationBatchSize = validationBatchSize,
            ValidationFreq = validationFreq ?? 1,
            Feed = new FeedOptions(workers, maxQueueSize),
            Seed = seed,
            CancellationToken = cancellationToken,
        };
        options.Feed.Check();
        if (options.Callbacks.OfType<TensorBoard>().Any(callback => callback.WriteGraph))
            Trainer.WantTrainingGraph();
        if (x.Source is not null)
        {
            CheckBesideBatches("Fit", y, batchSize, sampleWeight);
            if (validationSplit > 0)
                throw new ArgumentException("`Fit`: validationSplit needs arrays: give validationData beside a Sequence or generator.", nameof(validationSplit));
            return FitBatches(x, classWeight, validationData, options);
        }
        return FitArrays(x, y, classWeight, sampleWeight, batchSize, validationSplit, validationData, options);
    }

    /// <summary>Measures the model.</summary>
    /// <param name="x">Inputs, or batches with their targets.</param>
    /// <param name="y">Targets.</param>
    /// <param name="batchSize">Samples a step; default: 32. Batches have their own size.</param>
    /// <param name="verbose">0: silent, 1 (default): a progress bar.</param>
    /// <param name="sampleWeight">How much each sample counts.</param>
    /// <param name="steps">Batches; default: a sequence's count. Arrays: steps that each take all samples.</param>
    /// <param name="callbacks">What is told of the progress.</param>
    /// <param name="maxQueueSize">The most batches that are made ahead; default: 10.</param>
    /// <param name="workers">Threads that make a sequence's batches ahead; default: 1. 0: the calling thread makes them. A generator has one.</param>
    /// <param name="cancellationToken">Ends the evaluation after the step that runs.</param>
    /// <returns>The loss, then the metrics, in the order of <see cref="MetricsNames"/>.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, or a generator runs out of batches.</exception>
    /// <exception cref="ArgumentException">Data don't fit.</exception>
    public double[] Evaluate(
        ModelData x,
        ModelData? y = null,
        int? batchSize = null,
        int verbose = 1,
        ModelData? sampleWeight = null,
        int? steps = null,
        IReadOnlyList<Callback>? callbacks = null,
        int maxQueueSize = 10,
        int workers = 1,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckPositive(batchSize, nameof(batchSize));
        CheckPositive(steps, nameof(steps));
        var feed = new FeedOptions(workers, maxQueueSize);
        feed.Check();
        if (x.Source is null)
        {
            CheckStepsAlone(steps, batchSize, nameof(steps));
            using var data = Upload(x, y, sampleWeight);
            if (data.Count == 0)
                throw new ArgumentException("`Evaluate`: at least one sample is needed. Received: 0 samples.", nameof(x));
            if (steps is { } count)
                return Run(Trainer.Whole(StepKind.Test, data, count));
            var size = StepSize(batchSize);
            CheckWholeBatches(data.Count, size);
            return Run(Trainer.Test(data, .., size));
        }
        CheckBesideBatches("Evaluate", y, batchSize, sampleWeight);
        using var run = Feed(StepKind.Test, x.Source, feed, steps, nameof(steps), null, cancellationToken);
        return Run(run);

        double[] Run(IBatchRun run)
        {
            var list = Trainer.Callbacks(callbacks ?? [], new CallbackParameters { BatchSize = run.BatchSize, Samples = run.Samples, Steps = run.Steps, Verbose = verbose, Metrics = MetricsNames });
            return Trainer.Evaluate(run, list, Bar(verbose, run.Samples ?? run.Steps!.Value), cancellationToken);
        }
    }

    /// <summary>Computes the output of a model with one output. Any number of threads may predict at the same time.</summary>
    /// <param name="x">Inputs, or batches, whose targets are left aside.</param>
    /// <param name="batchSize">Samples a step; default: 32. Batches have their own size.</param>
    /// <param name="verbose">0 (default): silent, 1: a progress bar.</param>
    /// <param name="steps">Batches; default: a sequence's count. Arrays: steps that each take all samples.</param>
    /// <param name="callbacks">What is told of the progress.</param>
    /// <param name="maxQueueSize">The most batches that are made ahead; default: 10.</param>
    /// <param name="workers">Threads that make a sequence's batches ahead; default: 1. 0: the calling thread makes them. A generator has one.</param>
    /// <param name="cancellationToken">Ends the prediction after the step that runs.</param>
    /// <exception cref="InvalidOperationException">The model has several outputs: use <see cref="PredictAll"/>; or a generator runs out of batches.</exception>
    /// <exception cref="ArgumentException">Data don't fit.</exception>
    public NDArray Predict(
        ModelData x,
        int? batchSize = null,
        int verbose = 0,
        int? steps = null,
        IReadOnlyList<Callback>? callbacks = null,
        int maxQueueSize = 10,
        int workers = 1,
        CancellationToken cancellationToken = default)
    {
        CheckOneOutput();
        return PredictAll(x, batchSize, verbose, steps, callbacks, maxQueueSize, workers, cancellationToken)[0];
    }

    /// <summary>Computes all outputs. Any number of threads may predict at the same time.</summary>
    /// <param name="x">Inputs, or batches, whose targets are left aside.</param>
    /// <param name="batchSize">Samples a step; default: 32. Batches have their own size.</param>
    /// <param name="verbose">0 (default): silent, 1: a progress bar.</param>
    /// <param name="steps">Batches; default: a sequence's count. Arrays: steps that each take all samples.</param>
    /// <param name="callbacks">What is told of the progress.</param>
    /// <param name="maxQueueSize">The most batches that are made ahead; default: 10.</param>
    /// <param name="workers">Threads that make a sequence's batches ahead; default: 1. 0: the calling thread makes them. A generator has one.</param>
    /// <param name="cancellationToken">Ends the prediction after the step that runs.</param>
    /// <returns>One array an output.</returns>
    /// <exception cref="InvalidOperationException">A generator runs out of batches.</exception>
    /// <exception cref="ArgumentException">Data don't fit.</exception>
    public NDArray[] PredictAll(
        ModelData x,
        int? batchSize = null,
        int verbose = 0,
        int? steps = null,
        IReadOnlyList<Callback>? callbacks = null,
        int maxQueueSize = 10,
        int workers = 1,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckPositive(batchSize, nameof(batchSize));
        CheckPositive(steps, nameof(steps));
        var feed = new FeedOptions(workers, maxQueueSize);
        feed.Check();
        if (x.Source is not null)
        {
            CheckBesideBatches("Predict", null, batchSize, null);
            return Array.ConvertAll(PredictBatches(x.Source, feed, steps, verbose, callbacks ?? [], cancellationToken), NumSharpAdapter.ToNDArray);
        }
        CheckStepsAlone(steps, batchSize, nameof(steps));
        var inputs = StandardizeInputs(x);
        if (inputs[0].Count == 0)
            return [.. Outputs.Select(output => NumSharpAdapter.ToNDArray(Empty(output)))];
        if (steps is { } count)
            return Array.ConvertAll(PredictWhole(inputs, count, verbose, callbacks ?? [], cancellationToken), NumSharpAdapter.ToNDArray);
        var size = StepSize(batchSize);
        if (inputs[0].Count > size)
            CheckWholeBatches(inputs[0].Count, size);
        var list = Trainer.Callbacks(callbacks ?? [], new CallbackParameters { BatchSize = size, Samples = inputs[0].Count, Verbose = verbose });
        var results = Trainer.Predict(inputs, size, list, Bar(verbose, inputs[0].Count), cancellationToken);
        return Array.ConvertAll(results, NumSharpAdapter.ToNDArray);
    }

    /// <summary>Trains on one batch.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets.</param>
    /// <param name="sampleWeight">How much each sample counts.</param>
    /// <param name="classWeight">How much each class counts.</param>
    /// <param name="resetMetrics">
    /// Whether the metrics begin anew after this batch; default: true. They go on from what they were, also that of an Evaluate before: <see cref="ResetMetrics"/>.
    /// </param>
    /// <returns>The loss of the batch before the step, then the metrics.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled, or a Fit runs on it.</exception>
    public double[] TrainOnBatch(ModelData x, ModelData? y = null, ModelData? sampleWeight = null, ClassWeight? classWeight = null, bool resetMetrics = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var _ = EnterExclusive(isFit: true);
        using var data = Upload(x, y, sampleWeight, classWeight);
        return RunBatch(StepKind.Train, data, resetMetrics);
    }

    /// <summary>Measures one batch.</summary>
    /// <param name="x">Inputs.</param>
    /// <param name="y">Targets.</param>
    /// <param name="sampleWeight">How much each sample counts.</param>
    /// <param name="resetMetrics">
    /// Whether the metrics begin anew after this batch; default: true. They go on from what they were, also that of an Evaluate before: <see cref="ResetMetrics"/>.
    /// </param>
    /// <returns>The loss of the batch, then the metrics.</returns>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    public double[] TestOnBatch(ModelData x, ModelData? y = null, ModelData? sampleWeight = null, bool resetMetrics = true)
    {
        ArgumentNullException.ThrowIfNull(x);
        using var _ = EnterExclusive();
        using var data = Upload(x, y, sampleWeight);
        return RunBatch(StepKind.Test, data, resetMetrics);
    }

    /// <summary>One step whose figures count what was gathered since the metrics were last set back, as Keras has it: it sets them back after the step.</summary>
    private double[] RunBatch(StepKind kind, DeviceData data, bool resetMetrics)
    {
        var figures = Trainer.RunBatch(kind, data);
        if (resetMetrics)
            ResetMetrics();
        return figures;
    }

    /// <summary>Computes the outputs of one batch, in one step whatever its size.</summary>
    public NDArray PredictOnBatch(ModelData x)
    {
        ArgumentNullException.ThrowIfNull(x);
        CheckOneOutput();
        var inputs = StandardizeInputs(x);
        return NumSharpAdapter.ToNDArray(inputs[0].Count == 0 ? Empty(Outputs[0]) : PredictWhole(inputs, 1, verbose: 0, [], CancellationToken.None)[0]);
    }

    /// <summary>Sets the metrics' states back.</summary>
    public void ResetMetrics() => Trainer.Compilation?.ResetMetrics();

    /// <summary>Sets the states of all stateful layers back to zeros. Keras: Model.reset_states.</summary>
    public void ResetStates()
    {
        using var _ = EnterExclusive();
        Reset(this);

        static void Reset(Layer layer)
        {
            if (layer is RNN { Stateful: true } recurrent)
                recurrent.ResetStates();
            foreach (var inner in layer.SubLayers)
                Reset(inner);
        }
    }

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
}
