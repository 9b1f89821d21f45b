using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Training;
using KerasPort.Training.Feeding;
using KerasPort.Utils;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Models;

/// <summary>How data of every form become runs of batches, checked against the model's inputs and outputs.</summary>
public partial class Model
{
    private History FitArrays(ModelData x, ModelData? y, ClassWeight? classWeight, ModelData? sampleWeight, int? batchSize, double validationSplit, ValidationData? validationData, FitOptions options)
    {
        if (validationData is not null)
            validationSplit = 0;
        using var data = Upload(x, y, sampleWeight, classWeight, validationSplit);
        var samples = checked((int)data.Count);
        if (samples == 0)
            throw new ArgumentException("`Fit`: at least one sample is needed. Received: 0 samples.", nameof(x));
        CheckStepsAlone(options.StepsPerEpoch, batchSize, "stepsPerEpoch");
        options = options with { BatchSize = StepSize(batchSize) };
        var isMeasuredOnArrays = validationData is { X.Source: null } || validationSplit > 0;
        if (isMeasuredOnArrays && options.StepsPerEpoch is not null != options.ValidationSteps is not null)
            throw new ArgumentException($"`Fit`: validationSteps and stepsPerEpoch belong together where both data are arrays. Received: stepsPerEpoch={Text(options.StepsPerEpoch)}, validationSteps={Text(options.ValidationSteps)}.");
        var split = TrainedOn(samples, validationSplit);
        if (split == 0)
            throw new ArgumentException($"`Fit`: validationSplit leaves no sample to train on. Received: {samples} samples, validationSplit={validationSplit}.", nameof(validationSplit));
        if (split < samples && options.StepsPerEpoch is not null)
            throw new ArgumentException("`Fit`: stepsPerEpoch takes all samples in each step, so none can be kept: give validationData in place of validationSplit.", nameof(validationSplit));
        if (options.StepsPerEpoch is null)
        {
            CheckWholeBatches(split, options.BatchSize);
            CheckWholeBatches(samples - split, options.ValidationBatchSize ?? options.BatchSize);
        }
        using var train = options.StepsPerEpoch is { } steps ? (IBatchRun)Trainer.Whole(StepKind.Train, data, steps) : Trainer.Train(data, ..split, options);
        if (split < samples)
        {
            Announce(options.Verbose, split, samples - split);
            return Trainer.Fit(train, _ => Trainer.Test(data, split.., options.ValidationBatchSize ?? options.BatchSize), options);
        }
        if (validationData is { X.Source: null })
            Announce(options.Verbose, samples, CountOf(validationData.X));
        return FitMeasured(train, validationData, options);

        static string Text(int? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null";
    }

    private History FitBatches(ModelData x, ClassWeight? classWeight, ValidationData? validationData, FitOptions options)
    {
        var feed = options.Feed with { Shuffle = options.Shuffle.Samples || options.Shuffle.Batches, Seed = options.Seed, FirstPass = options.InitialEpoch };
        using var train = Feed(StepKind.Train, x.Source!, feed, options.StepsPerEpoch, "stepsPerEpoch", classWeight, options.CancellationToken);
        return FitMeasured(train, validationData, options);
    }

    private History FitMeasured(IBatchRun train, ValidationData? validationData, FitOptions options)
    {
        if (validationData is null)
            return Trainer.Fit(train, null, options);
        if (validationData.X.Source is { } source)
        {
            using var batches = Feed(StepKind.Test, source, options.Feed, options.ValidationSteps, "validationSteps", null, options.CancellationToken);
            return Trainer.Fit(train, _ => batches, options);
        }
        if (options.ValidationSteps is not null && train is not WholeRun)
            throw new ArgumentException($"`Fit`: validationSteps counts the batches of a Sequence or generator; arrays are measured whole. Received: validationSteps={options.ValidationSteps} and arrays as validationData.");
        using var measured = Upload(validationData.X, validationData.Y, validationData.SampleWeight);
        if (measured.Count == 0)
            throw new ArgumentException("`Fit`: validationData must have at least one sample. Received: 0 samples.");
        if (train.BatchSize is { } trained)
            CheckWholeBatches(measured.Count, options.ValidationBatchSize ?? trained);
        return Trainer.Fit(
            train,
            size => train is WholeRun
                ? Trainer.Whole(StepKind.Test, measured, options.ValidationSteps!.Value)
                : Trainer.Test(measured, .., options.ValidationBatchSize ?? train.BatchSize ?? size),
            options);
    }

    /// <summary>Batches with the step on each. The first batch builds a model that has no input shape yet.</summary>
    private FedRun Feed(StepKind kind, BatchSource source, FeedOptions options, int? steps, string stepsName, ClassWeight? classWeight, CancellationToken cancellation)
    {
        CheckCanRun(kind);
        if (steps is null && source.Count is null)
            throw new ArgumentException($"`Fit`, `Evaluate` and `Predict` need {stepsName} for a generator: only a Sequence or a list says how many batches it has. Received: {stepsName}=null.", stepsName);
        var run = Trainer.Fed(kind, source.Open(options), steps, batch => kind == StepKind.Predict
            ? new DeviceData(StandardizeInputs(batch.X), [], [])
            : Upload(batch.X, batch.Y, batch.SampleWeight, classWeight));
        if (Outputs.Count > 0)
            return run;
        try
        {
            EnsureBuiltFor(run.Peek(cancellation).X);
            return run;
        }
        catch
        {
            run.Dispose();
            throw;
        }
    }

    private HostArray[] PredictBatches(BatchSource source, FeedOptions feed, int? steps, int verbose, IReadOnlyList<Callback> callbacks, CancellationToken cancellation)
    {
        using var run = Feed(StepKind.Predict, source, feed, steps, "steps", null, cancellation);
        return PredictRun(run, verbose, callbacks, cancellation);
    }

    private HostArray[] PredictWhole(InputArray[] inputs, int steps, int verbose, IReadOnlyList<Callback> callbacks, CancellationToken cancellation)
    {
        using var data = new DeviceData(inputs, [], []);
        return PredictRun(Trainer.Whole(StepKind.Predict, data, steps), verbose, callbacks, cancellation);
    }

    private HostArray[] PredictRun(IBatchRun run, int verbose, IReadOnlyList<Callback> callbacks, CancellationToken cancellation)
    {
        var list = Trainer.Callbacks(callbacks, new CallbackParameters { Steps = run.Steps, Verbose = verbose });
        return Trainer.Predict(run, list, Bar(verbose, run.Steps!.Value), cancellation);
    }

    private InputArray[] StandardizeInputs(ModelData x)
    {
        EnsureBuiltFor(x);
        var inputs = x.Standardize("input", InputNames, [.. Inputs.Select(input => input.Shape)]);
        CheckCounts(inputs, [], []);
        return inputs;
    }

    private void CheckCanRun(StepKind kind)
    {
        // A model that its first batch builds is compiled then.
        if (kind != StepKind.Predict && _pendingCompile is null)
            _ = Trainer.Compiled;
    }

    private void CheckOneOutput()
    {
        if (Outputs.Count > 1)
            throw new InvalidOperationException($"`{Name}`: the model has {Outputs.Count} outputs: use PredictAll, which returns an array of each.");
    }

    private static long CountOf(ModelData data) => (data.List?[0] ?? data.ByName!.First().Value).Count;

    private static void CheckBesideBatches(string method, ModelData? y, int? batchSize, ModelData? sampleWeight)
    {
        if (y is not null)
            throw new ArgumentException($"`{method}`: y must not be given beside a Sequence or generator: the batches hold their targets.", nameof(y));
        if (sampleWeight is not null)
            throw new ArgumentException($"`{method}`: sampleWeight must not be given beside a Sequence or generator: the batches hold their weights.", nameof(sampleWeight));
        if (batchSize is not null)
            throw new ArgumentException($"`{method}`: batchSize must not be given beside a Sequence or generator: the batches have their size. Received: batchSize={batchSize}.", nameof(batchSize));
    }

    /// <summary>
    /// Samples a step: what was given, else what the first input prescribes, else 32. Keras: Model._validate_or_infer_batch_size.
    /// </summary>
    /// <exception cref="ArgumentException">The first input prescribes another.</exception>
    private int StepSize(int? batchSize)
    {
        if (Inputs.Count == 0 || Inputs[0].Shape[0] < 0)
            return batchSize ?? 32;
        var prescribed = (int)Inputs[0].Shape[0];
        return batchSize is null || batchSize == prescribed ? prescribed
            : throw new ArgumentException($"`{Name}`: batchSize must be the batch size of the model's input, {prescribed}, or left out. Received: batchSize={batchSize}.", nameof(batchSize));
    }

    /// <summary>A state belongs to a sample's place in the batch, so batches of a stateful model must be whole.</summary>
    private void CheckWholeBatches(long samples, int batchSize)
    {
        if (Stateful && samples % batchSize != 0)
            throw new ArgumentException($"`{Name}`: a stateful model takes a number of samples that its batch size divides. Received: {samples} samples, batchSize={batchSize}.");
    }

    private static void CheckStepsAlone(int? steps, int? batchSize, string stepsName)
    {
        if (steps is not null && batchSize is not null)
            throw new ArgumentException($"{stepsName} takes all samples of the arrays in each step, so batchSize must not be given beside it. Received: {stepsName}={steps}, batchSize={batchSize}.", stepsName);
    }

    /// <summary>How many samples of arrays are trained on when a part of them is kept for validation.</summary>
    private static int TrainedOn(long samples, double validationSplit) => checked((int)(samples * (1 - validationSplit)));

    private DeviceData Upload(ModelData x, ModelData? y, ModelData? sampleWeight, ClassWeight? classWeight = null, double validationSplit = 0)
    {
        EnsureBuiltFor(x);
        var compilation = Trainer.Compiled;
        var inputs = x.Standardize("input", InputNames, [.. Inputs.Select(input => input.Shape)]);
        var (targets, weights) = Targets(compilation, y, sampleWeight, classWeight, validationSplit);
        CheckCounts(inputs, targets, weights);
        return new DeviceData(inputs, targets, weights);
    }

    private (InputArray?[] Targets, InputArray?[] Weights) Targets(Compilation compilation, ModelData? y, ModelData? sampleWeight, ClassWeight? classWeight, double validationSplit)
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
            TargetShapes.CheckClasses(arrays[i], Outputs[fed[i]].Shape, compilation.Losses[fed[i]]!, names[i]);
            targets[fed[i]] = arrays[i];
        }
        bool[] isTemporal = [.. fed.Select(i => compilation.HasTemporalWeights[i])];
        for (var i = 0; i < fed.Length; i++)
            SampleWeights.CheckTargets(arrays[i], isTemporal[i], names[i]);
        classWeight?.Check(outputs);
        var given = sampleWeight is null ? null : SampleWeights.Standardize(sampleWeight, names, arrays, isTemporal, outputs);
        for (var i = 0; i < fed.Length; i++)
        {
            weights[fed[i]] = given?[i];
            if (classWeight?.For(names, i) is { } byClass)
            {
                // Newer Kerases weigh classes in training only, Keras 2.3.1 the samples that are kept for validation too.
                var weighed = TrainedOn(arrays[i].Count, compilation.Dialect == KerasDialect.Keras2 ? 0 : validationSplit);
                weights[fed[i]] = ClassWeight.Apply(byClass, arrays[i], given?[i], weighed);
            }
        }
        return (targets, weights);
    }

    private void EnsureBuiltFor(ModelData x)
    {
        if (Outputs.Count == 0)
        {
            var arrays = x.List is { Count: > 0 } list && (list.Count == 1 || this is not Sequential)
                ? list
                : throw new ArgumentException($"`{Name}`: a model without an input shape is built by {(this is Sequential ? "one array" : "an array or a list of arrays")} of inputs.", nameof(x));
            Shape[] shapes = [.. arrays.Select(array => array.Shape.Rank == 1 ? new Shape(-1, 1) : array.Shape.With(0, -1))];
            if (this is Sequential sequential)
                sequential.Build(shapes[0]);
            else
                Build(shapes);
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
