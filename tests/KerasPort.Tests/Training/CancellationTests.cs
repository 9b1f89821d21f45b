using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Training;

namespace KerasPort.Tests.Training;

/// <summary>A cancelled run ends after the step that runs and leaves the model as it was after that step, ready for more.</summary>
public sealed class CancellationTests : IDisposable
{
    private static readonly float[,] s_x = new float[40, 3];
    private static readonly float[,] s_y = new float[40, 1];
    private readonly Sequential _model = new([new Dense(1, inputShape: [3])]);
    private readonly CancellationTokenSource _source = new();

    public CancellationTests() => _model.Compile("sgd", "mse");

    public void Dispose()
    {
        _source.Dispose();
        _model.Dispose();
    }

    [TensorFlowFact]
    public void BeforeTheFirstStepNothingChanges()
    {
        var before = _model.GetWeights()[0].ToArray<float>();
        _source.Cancel();
        Assert.Throws<OperationCanceledException>(() => _model.Fit(s_x, s_y, verbose: 0, cancellationToken: _source.Token));
        Assert.Equal(before, _model.GetWeights()[0].ToArray<float>());
        Assert.Throws<OperationCanceledException>(() => _model.Evaluate(s_x, s_y, verbose: 0, cancellationToken: _source.Token));
        Assert.Throws<OperationCanceledException>(() => _model.Predict(s_x, batchSize: 8, cancellationToken: _source.Token));
    }

    [TensorFlowFact]
    public void TheStepThatRunsIsTheLast()
    {
        var (trained, tested, predicted) = (0, 0, 0);
        var counter = new Counter(batch => trained = End(batch), batch => tested = End(batch), batch => predicted = End(batch));
        Assert.Throws<OperationCanceledException>(() => _model.Fit(s_x, s_y, batchSize: 8, verbose: 0, callbacks: [counter], cancellationToken: _source.Token));
        Assert.Equal(2, trained);
        Assert.Equal(2, _model.Optimizer.Iterations.Read().ToSingles()[0]);

        using var second = new CancellationTokenSource();
        using var third = new CancellationTokenSource();
        counter = new Counter(_ => { }, batch => tested = End(batch, second), batch => predicted = End(batch, third));
        Assert.Throws<OperationCanceledException>(() => _model.Evaluate(s_x, s_y, batchSize: 8, verbose: 0, callbacks: [counter], cancellationToken: second.Token));
        Assert.Throws<OperationCanceledException>(() => _model.Predict(s_x, batchSize: 8, callbacks: [counter], cancellationToken: third.Token));
        Assert.Equal((2, 2), (tested, predicted));
    }

    [TensorFlowFact]
    public void TheModelGoesOnAfterwards()
    {
        var cancel = new LambdaCallback(onBatchEnd: (_, _) => _source.Cancel());
        Assert.Throws<OperationCanceledException>(() => _model.Fit(s_x, s_y, batchSize: 8, verbose: 0, callbacks: [cancel], cancellationToken: _source.Token));
        var history = _model.Fit(s_x, s_y, batchSize: 8, epochs: 2, verbose: 0, validationData: (s_x, s_y));
        Assert.Equal(2, history["val_loss"].Count);
        Assert.Equal(40, _model.Predict(s_x).shape[0]);
    }

    [TensorFlowFact]
    public void ValidationIsCancelledToo()
    {
        var counter = new Counter(_ => { }, _ => _source.Cancel(), _ => { });
        Assert.Throws<OperationCanceledException>(() => _model.Fit(s_x, s_y, batchSize: 8, verbose: 0, validationData: (s_x, s_y), callbacks: [counter], cancellationToken: _source.Token));
        Assert.Equal(5, _model.Optimizer.Iterations.Read().ToSingles()[0]);
    }

    private int End(int batch, CancellationTokenSource? source = null)
    {
        if (batch == 1)
            (source ?? _source).Cancel();
        return batch + 1;
    }

    private sealed class Counter(Action<int> train, Action<int> test, Action<int> predict) : Callback
    {
        public override void OnTrainBatchEnd(int batch, Logs logs) => train(batch);

        public override void OnTestBatchEnd(int batch, Logs logs) => test(batch);

        public override void OnPredictBatchEnd(int batch, Logs logs) => predict(batch);
    }
}
