using System.Globalization;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Shows the progress of an installation as text: one line a step, and in a terminal a bar that moves within it.</summary>
public sealed class ConsoleInstallProgress : IProgress<RuntimeInstallProgress>
{
    private const int BarWidth = 30;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly Lock _lock = new();
    private readonly TextWriter _writer;
    private readonly bool _isTerminal;
    private string _step = "";
    private bool _isBarShown;
    private long _shownAt;

    /// <summary>Shows the progress on the standard error stream, so that a program's output stays its own.</summary>
    public ConsoleInstallProgress() : this(Console.Error, !Console.IsErrorRedirected)
    {
    }

    /// <summary>Shows the progress through a writer.</summary>
    /// <param name="writer">Where the text goes.</param>
    /// <param name="isTerminal">Whether a line can be written over: then a bar moves.</param>
    public ConsoleInstallProgress(TextWriter writer, bool isTerminal)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _writer = writer;
        _isTerminal = isTerminal;
    }

    /// <inheritdoc/>
    public void Report(RuntimeInstallProgress value)
    {
        lock (_lock)
        {
            if (value.Message != _step)
            {
                EndBar();
                _step = value.Message;
                _writer.WriteLine(value.Message);
            }
            if (_isTerminal && value.Done > 0 && (IsDue() || value.Done == value.Total))
            {
                _writer.Write($"\r{Bar(value)}");
                _isBarShown = true;
            }
            _writer.Flush();
        }
    }

    private static string Bar(RuntimeInstallProgress value)
    {
        var megabytes = value.Done / 1e6;
        if (value.Total is not > 0)
            return string.Create(CultureInfo.InvariantCulture, $"{megabytes,8:0.0} MB");
        var share = Math.Clamp((double)value.Done / value.Total.Value, 0, 1);
        var full = (int)(share * BarWidth);
        return string.Create(CultureInfo.InvariantCulture,
            $"[{new string('=', full)}{new string('.', BarWidth - full)}] {share,4:0%} {megabytes:0.0}/{value.Total.Value / 1e6:0.0} MB");
    }

    private bool IsDue()
    {
        var now = Environment.TickCount64;
        if (now - _shownAt < s_pause.TotalMilliseconds)
            return false;
        _shownAt = now;
        return true;
    }

    private void EndBar()
    {
        if (_isBarShown)
            _writer.WriteLine();
        _isBarShown = false;
    }
}
