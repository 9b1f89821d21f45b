using System.Globalization;
using KerasPort.Utils;

namespace KerasPort.Callbacks;

/// <summary>
/// Prints the progress of training as Keras does. Fit has one unless verbose is 0. Keras: keras.callbacks.ProgbarLogger.
/// </summary>
public sealed class ProgbarLogger : Callback
{
    private readonly bool _useSteps;
    private readonly string[] _stateful;
    private readonly TextWriter? _output;
    private readonly List<(string, double)> _values = [];
    private Progbar? _bar;
    private long? _target;
    private long _seen;

    /// <summary>Makes the callback.</summary>
    /// <param name="countMode">"samples" (default) or "steps": what the bar counts.</param>
    /// <param name="statefulMetrics">The figures that are averages already.</param>
    /// <exception cref="ArgumentException">The mode is another.</exception>
    public ProgbarLogger(string countMode = "samples", IEnumerable<string>? statefulMetrics = null) : this(countMode, statefulMetrics, null)
    {
    }

    internal ProgbarLogger(string countMode, IEnumerable<string>? statefulMetrics, TextWriter? output)
    {
        if (countMode is not ("samples" or "steps"))
            throw new ArgumentException($"`ProgbarLogger`: countMode must be 'samples' or 'steps'. Received: countMode='{countMode}'.", nameof(countMode));
        (_useSteps, _stateful, _output) = (countMode == "steps", [.. statefulMetrics ?? []], output);
    }

    /// <inheritdoc/>
    public override void OnEpochBegin(int epoch, Logs logs)
    {
        _seen = 0;
        _values.Clear();
        if (Parameters.Verbose == 0)
            return;
        var output = _output ?? Console.Out;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Epoch {epoch + 1}/{Parameters.Epochs}"));
        _target = _useSteps ? Parameters.Steps : Parameters.Samples;
        _bar = new Progbar(_target, Parameters.Verbose, _stateful, output, _output is null && !Console.IsOutputRedirected);
    }

    /// <inheritdoc/>
    public override void OnTrainBatchBegin(int batch, Logs logs)
    {
        if (_target is null || _seen < _target)
            _values.Clear();
    }

    /// <inheritdoc/>
    public override void OnTrainBatchEnd(int batch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        _seen += _useSteps ? 1 : (long)logs.GetValueOrDefault("size");
        Collect(logs);
        // The epoch's end draws the last batch, with the validation's figures.
        if (_bar is not null && (_target is null || _seen < _target))
            _bar.Update(_seen, _values);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        Collect(logs);
        _bar?.Update(_seen, _values);
    }

    private void Collect(Logs logs)
    {
        foreach (var name in Parameters.Metrics)
            if (logs.TryGetValue(name, out var value))
                _values.Add((name, value));
    }
}
