using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace KerasPort.Utils;

/// <summary>
/// The progress bar, byte for byte as Keras 2.3.1 draws it on a terminal. Where the output is no terminal it writes the last
/// state of an epoch only: one line. Keras: keras.utils.generic_utils.Progbar.
/// </summary>
internal sealed class Progbar
{
    private const int Width = 30;

    private readonly long? _target;
    private readonly int _verbose;
    private readonly HashSet<string> _stateful;
    private readonly TextWriter _output;
    private readonly bool _isTerminal;
    private readonly Func<double> _seconds;
    private readonly List<string> _names = [];
    private readonly Dictionary<string, (double Sum, double Count)> _values = [];
    private readonly double _start;
    private double _lastUpdate = double.NegativeInfinity;
    private int _totalWidth;
    private long _seen;

    public Progbar(long? target, int verbose, IEnumerable<string> stateful, TextWriter output, bool isTerminal, Func<double>? seconds = null)
    {
        (_target, _verbose, _output, _isTerminal) = (target, verbose, output, isTerminal);
        _stateful = [.. stateful];
        _seconds = seconds ?? (() => Stopwatch.GetTimestamp() / (double)Stopwatch.Frequency);
        _start = _seconds();
    }

    private bool IsDone => _target is null || _seen >= _target;

    public void Update(long current, IEnumerable<(string Name, double Value)> values)
    {
        foreach (var (name, value) in values)
        {
            if (!_values.TryGetValue(name, out var sum))
                _names.Add(name);
            _values[name] = _stateful.Contains(name)
                ? (value, 1)
                : (sum.Sum + value * (current - _seen), sum.Count + current - _seen);
        }
        _seen = current;
        var now = _seconds();
        if (_verbose == 1)
            Draw(now);
        else if (_verbose == 2 && IsDone)
            Write(string.Create(CultureInfo.InvariantCulture, $" - {now - _start:F0}s{Figures(negativeIsSmall: true)}\n"));
    }

    private void Draw(double now)
    {
        if (_target is not null && _seen < _target && (!_isTerminal || now - _lastUpdate < 0.05))
            return;
        var text = new StringBuilder();
        if (_isTerminal)
            text.Append('\b', _totalWidth).Append('\r');
        var bar = Bar();
        var info = Info(now);
        var width = bar.Length + info.Length;
        text.Append(bar).Append(info);
        if (_isTerminal && _totalWidth > width)
            text.Append(' ', _totalWidth - width);
        _totalWidth = width;
        if (_target is not null && IsDone || !_isTerminal)
            text.Append('\n');
        Write(text.ToString());
        _lastUpdate = now;
    }

    private string Bar()
    {
        if (_target is not { } target)
            return string.Create(CultureInfo.InvariantCulture, $"{_seen,7}/Unknown");
        var total = target.ToString(CultureInfo.InvariantCulture);
        var bar = new StringBuilder().Append(_seen.ToString(CultureInfo.InvariantCulture).PadLeft(total.Length)).Append('/').Append(total).Append(" [");
        var filled = target == 0 ? Width : (int)(Width * ((double)_seen / target));
        if (filled > 0)
            bar.Append('=', filled - 1).Append(_seen < target ? '>' : '=');
        return bar.Append('.', Math.Max(0, Width - filled)).Append(']').ToString();
    }

    private string Info(double now)
    {
        var perUnit = _seen > 0 ? (now - _start) / _seen : 0;
        string time;
        if (_target is { } target && _seen < target)
        {
            var eta = perUnit * (target - _seen);
            var whole = (long)eta;
            time = eta > 3600 ? string.Create(CultureInfo.InvariantCulture, $" - ETA: {whole / 3600}:{whole % 3600 / 60:00}:{whole % 60:00}")
                : eta > 60 ? string.Create(CultureInfo.InvariantCulture, $" - ETA: {whole / 60}:{whole % 60:00}")
                : string.Create(CultureInfo.InvariantCulture, $" - ETA: {whole}s");
        }
        else
        {
            time = string.Create(CultureInfo.InvariantCulture, $" - {now - _start:F0}s ");
            time += perUnit >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{perUnit:F0}s/step")
                : perUnit >= 1e-3 ? string.Create(CultureInfo.InvariantCulture, $"{perUnit * 1e3:F0}ms/step")
                : string.Create(CultureInfo.InvariantCulture, $"{perUnit * 1e6:F0}us/step");
        }
        return time + Figures(negativeIsSmall: false);
    }

    /// <summary>The figures; verbose 2 shows large negative ones with an exponent, as Keras does.</summary>
    private string Figures(bool negativeIsSmall)
    {
        var text = new StringBuilder();
        foreach (var name in _names)
        {
            var (sum, count) = _values[name];
            var mean = sum / Math.Max(1, count);
            var isLarge = (negativeIsSmall ? mean : Math.Abs(mean)) > 1e-3;
            text.Append(CultureInfo.InvariantCulture, $" - {name}: {(isLarge ? Fixed(mean) : Exponent(mean))}");
        }
        return text.ToString();
    }

    private static string Fixed(double value) => double.IsFinite(value) ? value.ToString("F4", CultureInfo.InvariantCulture) : NonFinite(value);

    /// <summary>Python's %.4e: at least two digits in the exponent.</summary>
    private static string Exponent(double value) => double.IsFinite(value) ? value.ToString("0.0000e+00", CultureInfo.InvariantCulture) : NonFinite(value);

    private static string NonFinite(double value) => double.IsNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";

    private void Write(string text)
    {
        _output.Write(text);
        _output.Flush();
    }
}
