using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.TensorFlow;
using KerasPort.Utils;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Training;

/// <summary>Runs a model over arrays: the loops behind Fit, Evaluate and Predict. Keras: training_arrays.</summary>
internal sealed class Trainer : IDisposable
{
    private readonly Model _model;
    private readonly Lock _stepLock = new();
    private readonly Dictionary<StepSignature, Step> _steps = [];
    private bool _isSeeded;
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

    /// <summary>The compiled step for data of these types; the first use builds it.</summary>
    public Step GetStep(StepKind kind, bool gathers, InputArray[] inputs, InputArray?[] targets, InputArray?[] weights)
    {
        var signature = StepSignature.Of(kind, gathers, inputs, targets, weights);
        lock (_stepLock)
        {
            if (!_steps.TryGetValue(signature, out var step))
                _steps[signature] = step = new StepBuilder(_model, Compilation, Compilation?.Dialect ?? _model.Dialect).Build(kind, gathers, inputs, targets, weights, _seed, _counter);
            return step;
        }
    }

    public Step GetStep(StepKind kind, bool gathers, DeviceData data) => GetStep(kind, gathers, data.Inputs, data.Targets, data.Weights);

    public History Fit(DeviceData data, Range train, DeviceData? validationData, Range validation, FitOptions options)
    {
        var compilation = Compiled;
        var (start, count) = train.GetOffsetAndLength(checked((int)data.Count));
        var history = new History();
        var callbacks = Callbacks(options, compilation, history, new CallbackParameters
        {
            BatchSize = options.BatchSize,
            Epochs = options.Epochs,
            Samples = count,
            Verbose = options.Verbose,
            DoValidation = validationData is not null,
            Metrics = validationData is null ? compilation.MetricNames : [.. compilation.MetricNames, .. compilation.MetricNames.Select(name => "val_" + name)],
        });
        var step = GetStep(StepKind.Train, true, data);
        var order = new BatchOrder(count, options.BatchSize, options.Shuffle, options.Seed);
        var rows = new int[Math.Min(options.BatchSize, count)];
        SetSeed(options.Seed);
        _model.StopTraining = false;
        callbacks.OnTrainBegin();
        for (var epoch = options.InitialEpoch; epoch < options.Epochs; epoch++)
        {
            compilation.ResetMetrics();
            // Random numbers depend on the epoch and the step in it, so a resumed run repeats them.
            _counter.Write(HostArray.Scalar((long)epoch << 32));
            var epochLogs = new Logs();
            callbacks.OnEpochBegin(epoch, epochLogs);
            var permutation = order.ForEpoch(epoch);
            var stopped = false;
            for (int batch = 0, begin = 0; begin < count; batch++, begin += options.BatchSize)
            {
                options.CancellationToken.ThrowIfCancellationRequested();
                var size = Math.Min(options.BatchSize, count - begin);
                for (var i = 0; i < size; i++)
                    rows[i] = start + permutation[begin + i];
                var logs = new Logs { ["batch"] = batch, ["size"] = size };
                callbacks.OnTrainBatchBegin(batch, logs);
                Figures(data.Invoke(step, rows.AsSpan(0, size)), compilation.MetricNames, logs);
                callbacks.OnTrainBatchEnd(batch, logs);
                if (_model.StopTraining)
                {
                    stopped = begin + size < count;
                    break;
                }
            }
            if (!stopped && validationData is not null && options.ValidationFreq.Includes(epoch))
            {
                var figures = Evaluate(validationData, validation, options.ValidationBatchSize ?? options.BatchSize, callbacks, null, options.CancellationToken);
                for (var i = 0; i < figures.Length; i++)
                    epochLogs["val_" + compilation.MetricNames[i]] = figures[i];
            }
            callbacks.OnEpochEnd(epoch, epochLogs);
            if (_model.StopTraining)
                break;
        }
        compilation.Optimizer.FinishTraining(compilation.TrainableWeights);
        callbacks.OnTrainEnd();
        return history;
    }

    /// <summary>The loss over all samples (batches weighted by their size) and the metrics.</summary>
    public double[] Evaluate(DeviceData data, Range range, int batchSize, CallbackList callbacks, Progbar? bar, CancellationToken cancellation)
    {
        var compilation = Compiled;
        var (start, count) = range.GetOffsetAndLength(checked((int)data.Count));
        var step = GetStep(StepKind.Test, true, data);
        using var state = new MetricState(compilation);
        var rows = new int[Math.Min(batchSize, count)];
        var logs = new Logs();
        var loss = 0.0;
        callbacks.OnTestBegin();
        for (int batch = 0, begin = 0; begin < count; batch++, begin += batchSize)
        {
            cancellation.ThrowIfCancellationRequested();
            var size = Math.Min(batchSize, count - begin);
            for (var i = 0; i < size; i++)
                rows[i] = start + begin + i;
            logs = new Logs { ["batch"] = batch, ["size"] = size };
            callbacks.OnTestBatchBegin(batch, logs);
            Figures(data.Invoke(step, rows.AsSpan(0, size), state), compilation.MetricNames, logs);
            loss += logs["loss"] * size;
            callbacks.OnTestBatchEnd(batch, logs);
            bar?.Update(begin + size, []);
        }
        callbacks.OnTestEnd();
        return [loss / count, .. compilation.MetricNames.Skip(1).Select(name => logs[name])];
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
        _seed.Write(HostArray.Scalar(seed ?? unchecked(NumPySeeds.Peek() + ((long[])Compiled.Optimizer.Iterations.Read().Data)[0] * 1_000_003)));
        _isSeeded = true;
    }

    public CallbackList Callbacks(IReadOnlyList<Callback> callbacks, CallbackParameters parameters) => new(callbacks, _model, parameters);

    private CallbackList Callbacks(FitOptions options, Compilation compilation, History history, CallbackParameters parameters)
    {
        var stateful = compilation.MetricNames.Skip(1).ToArray();
        return new CallbackList(
            [
                new BaseLogger(stateful),
                .. options.Verbose != 0 ? [new ProgbarLogger("samples", stateful)] : Array.Empty<Callback>(),
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
