using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.TensorFlow;
using KerasPort.Training.Feeding;
using KerasPort.Utils;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Training;

/// <summary>Runs a model over arrays: the loops behind Fit, Evaluate and Predict. Keras: training_arrays.</summary>
internal sealed class Trainer : IDisposable
{
    private readonly Model _model;
    private readonly Lock _stepLock = new();
    private readonly Lock _metricsLock = new();
    private readonly Dictionary<StepSignature, Step> _steps = [];
    private bool _isSeeded;
    private bool _wantsGraph;
    private bool _isInEpoch;
    private byte[]? _graph;
    private readonly Weight _seed = new("random_seed", Shape.Scalar, DataType.Int64, () => HostArray.Scalar(0L));
    private readonly Weight _counter = new("random_step", Shape.Scalar, DataType.Int64, () => HostArray.Scalar(0L));

    public Trainer(Model model) => _model = model;

    public Compilation? Compilation { get; private set; }

    public void SetCompilation(Compilation compilation)
    {
        Discard();
        Compilation = compilation;
    }

    /// <summary>Forgets all compiled steps: the model or its compilation changed.</summary>
    public void Discard()
    {
        lock (_stepLock)
        {
            foreach (var step in _steps.Values)
                step.Dispose();
            _steps.Clear();
        }
    }

    public Compilation Compiled => Compilation ?? throw new InvalidOperationException($"`{_model.Name}`: the model must be compiled before training or testing: call Compile(optimizer, loss).");

    /// <summary>Keeps the graph of the next training step, also where it is compiled already.</summary>
    public void WantTrainingGraph() => _wantsGraph = true;

    /// <summary>The serialized graph of the training step, once; null where it was taken.</summary>
    public byte[]? TakeTrainingGraph() => Interlocked.Exchange(ref _graph, null);

    /// <summary>The compiled step for data of these types; the first use builds it.</summary>
    public Step GetStep(StepKind kind, bool gathers, InputArray[] inputs, InputArray?[] targets, InputArray?[] weights)
    {
        var signature = StepSignature.Of(kind, gathers, inputs, targets, weights);
        lock (_stepLock)
        {
            var keepsGraph = _wantsGraph && kind == StepKind.Train;
            if (_steps.TryGetValue(signature, out var step) && !keepsGraph)
                return step;
            step?.Dispose();
            var builder = new StepBuilder(_model, Compilation, Compilation?.Dialect ?? _model.Dialect) { KeepsGraph = keepsGraph };
            _steps[signature] = step = builder.Build(kind, gathers, inputs, targets, weights, _seed, _counter);
            if (keepsGraph)
                (_graph, _wantsGraph) = (builder.GraphDef, false);
            return step;
        }
    }

    public Step GetStep(StepKind kind, bool gathers, DeviceData data) => GetStep(kind, gathers, data.Inputs, data.Targets, data.Weights);

    public ArrayRun Train(DeviceData data, Range range, FitOptions options) =>
        new(data, range, options.BatchSize, GetStep(StepKind.Train, true, data), options.Shuffle, options.Seed);

    public ArrayRun Test(DeviceData data, Range range, int batchSize) => new(data, range, batchSize, GetStep(StepKind.Test, true, data));

    public WholeRun Whole(StepKind kind, DeviceData data, int steps) => new(data, steps, GetStep(kind, false, data));

    public FedRun Fed(StepKind kind, BatchFeed feed, int? steps, Func<Batch, DeviceData> upload) => new(feed, steps, upload, data => GetStep(kind, false, data));

    /// <param name="train">What is trained on.</param>
    /// <param name="validation">What each epoch is measured on, given the size of its last batch; null: nothing.</param>
    /// <param name="options">How.</param>
    public History Fit(IBatchRun train, Func<int, IBatchRun>? validation, FitOptions options)
    {
        var compilation = Compiled;
        var history = new History();
        var callbacks = Callbacks(options, compilation, history, Parameters(train));
        SetSeed(options.Seed);
        _model.StopTraining = false;
        callbacks.OnTrainBegin();
        for (var epoch = options.InitialEpoch; epoch < options.Epochs; epoch++)
        {
            // Random numbers depend on the epoch and the step in it, so a resumed run repeats them.
            _counter.Write(HostArray.Scalar((long)epoch << 32));
            var epochLogs = new Logs();
            train.BeginEpoch(epoch);
            if (train.Steps is not null)
                callbacks.SetParameters(Parameters(train));
            callbacks.OnEpochBegin(epoch, epochLogs);
            var size = TrainEpoch(train, callbacks, options.CancellationToken);
            if (train.IsOver)
            {
                train.EndSteps(goesOn: epoch + 1 < options.Epochs && !_model.StopTraining);
                if (validation is not null && options.ValidationFreq.Includes(epoch))
                {
                    var figures = Evaluate(validation(size), callbacks, null, options.CancellationToken);
                    for (var i = 0; i < figures.Length; i++)
                        epochLogs["val_" + compilation.MetricNames[i]] = figures[i];
                }
            }
            callbacks.OnEpochEnd(epoch, epochLogs);
            if (_model.StopTraining)
                break;
        }
        compilation.Optimizer.FinishTraining(compilation.TrainableWeights);
        callbacks.OnTrainEnd();
        return history;

        CallbackParameters Parameters(IBatchRun run) => new()
        {
            BatchSize = run.BatchSize,
            Epochs = options.Epochs,
            Samples = run.Samples,
            Steps = run.Steps,
            Verbose = options.Verbose,
            DoValidation = validation is not null,
            Metrics = validation is null ? compilation.MetricNames : [.. compilation.MetricNames, .. compilation.MetricNames.Select(name => "val_" + name)],
        };
    }

    /// <summary>An epoch's steps.</summary>
    /// <returns>The size of the last batch.</returns>
    private int TrainEpoch(IBatchRun train, CallbackList callbacks, CancellationToken cancellation)
    {
        var size = 0;
        lock (_metricsLock)
        {
            _isInEpoch = true;
            Compiled.ResetMetrics();
        }
        try
        {
            for (var batch = 0; !train.IsOver && !(batch > 0 && _model.StopTraining); batch++)
            {
                cancellation.ThrowIfCancellationRequested();
                size = train.Next(cancellation);
                var logs = new Logs { ["batch"] = batch, ["size"] = size };
                callbacks.OnTrainBatchBegin(batch, logs);
                Figures(train.Run(null), Compiled.MetricNames, logs);
                callbacks.OnTrainBatchEnd(batch, logs);
            }
        }
        finally
        {
            lock (_metricsLock)
                _isInEpoch = false;
        }
        return size;
    }

    /// <summary>The loss over all samples (batches weighted by their size) and the metrics.</summary>
    public double[] Evaluate(IBatchRun run, CallbackList callbacks, Progbar? bar, CancellationToken cancellation)
    {
        var compilation = Compiled;
        using var state = new MetricState(compilation);
        var logs = new Logs();
        var (loss, seen) = (0.0, 0L);
        callbacks.OnTestBegin();
        run.BeginEpoch(0);
        for (var batch = 0; !run.IsOver; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            var size = run.Next(cancellation);
            seen += size;
            logs = new Logs { ["batch"] = batch, ["size"] = size };
            callbacks.OnTestBatchBegin(batch, logs);
            Figures(run.Run(state), compilation.MetricNames, logs);
            loss += logs["loss"] * size;
            callbacks.OnTestBatchEnd(batch, logs);
            bar?.Update(run.Steps is null ? seen : batch + 1, []);
        }
        run.EndSteps(goesOn: false);
        // Batches that follow go on from here, but not the epoch in which a callback or another thread evaluates.
        lock (_metricsLock)
        {
            if (!_isInEpoch)
                state.Keep();
        }
        callbacks.OnTestEnd();
        return [loss / seen, .. compilation.MetricNames.Skip(1).Select(name => logs[name])];
    }

    public HostArray[] Predict(InputArray[] inputs, int batchSize, CallbackList callbacks, Progbar? bar, CancellationToken cancellation)
    {
        var count = inputs[0].Count;
        callbacks.OnPredictBegin();
        var results = new PredictionBuffer[_model.Outputs.Count];
        if (count <= batchSize)
        {
            using var data = new DeviceData(inputs, [], []);
            callbacks.OnPredictBatchBegin(0, new Logs { ["batch"] = 0, ["size"] = count });
            Collect(data.Invoke(GetStep(StepKind.Predict, false, data)), results, count);
            callbacks.OnPredictBatchEnd(0, new Logs { ["batch"] = 0, ["size"] = count });
            bar?.Update(count, []);
        }
        else
        {
            using var data = new DeviceData(inputs, [], []);
            var step = GetStep(StepKind.Predict, true, data);
            for (var (batch, begin) = (0, 0L); begin < count; batch++, begin += batchSize)
            {
                cancellation.ThrowIfCancellationRequested();
                var size = (int)Math.Min(batchSize, count - begin);
                var rows = new int[size];
                for (var i = 0; i < size; i++)
                    rows[i] = checked((int)begin + i);
                var logs = new Logs { ["batch"] = batch, ["size"] = size };
                callbacks.OnPredictBatchBegin(batch, logs);
                Collect(data.Invoke(step, rows), results, count);
                callbacks.OnPredictBatchEnd(batch, logs);
                bar?.Update(begin + size, []);
            }
        }
        callbacks.OnPredictEnd();
        return Array.ConvertAll(results, buffer => buffer.ToArray());
    }

    /// <summary>The outputs of batches whose number of samples nobody knows, one after the other.</summary>
    public static HostArray[] Predict(IBatchRun run, CallbackList callbacks, Progbar? bar, CancellationToken cancellation)
    {
        var parts = new List<HostArray[]>();
        callbacks.OnPredictBegin();
        run.BeginEpoch(0);
        for (var batch = 0; !run.IsOver; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            var logs = new Logs { ["batch"] = batch, ["size"] = run.Next(cancellation) };
            callbacks.OnPredictBatchBegin(batch, logs);
            parts.Add(Array.ConvertAll(run.Run(null), Take));
            callbacks.OnPredictBatchEnd(batch, logs);
            bar?.Update(batch + 1, []);
        }
        run.EndSteps(goesOn: false);
        callbacks.OnPredictEnd();
        return [.. parts[0].Select((_, i) => HostArray.Concatenate([.. parts.Select(part => part[i])]))];
    }

    private static HostArray Take(EagerTensor output)
    {
        using var _ = output;
        using var tensor = output.Resolve();
        return HostArray.From(tensor);
    }

    /// <summary>One step on one batch: Keras' train_on_batch and test_on_batch.</summary>
    public double[] RunBatch(StepKind kind, DeviceData data)
    {
        if (kind == StepKind.Train && !_isSeeded)
            SetSeed(null);
        var logs = new Logs();
        Figures(data.Invoke(GetStep(kind, false, data)), Compiled.MetricNames, logs);
        return [.. Compiled.MetricNames.Select(name => logs[name])];
    }

    /// <summary>Without a seed, noise follows NumPy's generator and goes on with the optimizer's steps.</summary>
    private void SetSeed(int? seed)
    {
        _seed.Write(HostArray.Scalar(seed ?? unchecked(NumPyGenerator.Peek() + ((long[])Compiled.Optimizer.Iterations.Read().Data)[0] * 1_000_003)));
        _isSeeded = true;
    }

    public CallbackList Callbacks(IReadOnlyList<Callback> callbacks, CallbackParameters parameters) => new(callbacks, _model, parameters);

    private CallbackList Callbacks(FitOptions options, Compilation compilation, History history, CallbackParameters parameters)
    {
        var stateful = compilation.MetricNames.Skip(1).ToArray();
        return new CallbackList(
            [
                new BaseLogger(stateful),
                .. options.Verbose != 0 ? [new ProgbarLogger(parameters.Steps is null ? "samples" : "steps", stateful)] : Array.Empty<Callback>(),
                .. options.Callbacks,
                history,
            ],
            _model,
            parameters);
    }

    private static void Figures(EagerTensor[] results, List<string> names, Logs logs)
    {
        using var result = results[0];
        using var tensor = result.Resolve();
        var values = tensor.AsSpan<float>();
        for (var i = 0; i < names.Count; i++)
            logs[names[i]] = values[i];
    }

    private static void Collect(EagerTensor[] outputs, PredictionBuffer[] results, long count)
    {
        for (var i = 0; i < outputs.Length; i++)
        {
            using var output = outputs[i];
            using var tensor = output.Resolve();
            (results[i] ??= new PredictionBuffer(tensor, count)).Add(tensor);
        }
    }

    public void Dispose()
    {
        Discard();
        Compilation?.Dispose();
        _seed.Dispose();
        _counter.Dispose();
    }
}
