using System.Globalization;
using System.Text;
using KerasPort.Saving;

namespace KerasPort.Callbacks;

/// <summary>Writes the figures of every epoch into a file, a row each, in the figures' alphabetical order. Keras: keras.callbacks.CSVLogger.</summary>
public sealed class CSVLogger : Callback, IDisposable
{
    private readonly string _path;
    private readonly char _separator;
    private readonly bool _append;
    private string[]? _names;
    private bool _needsHeader = true;
    private bool _headerWritten;
    private StreamWriter? _file;

    /// <summary>Makes the callback.</summary>
    /// <param name="filename">The file; it is opened when training begins.</param>
    /// <param name="separator">What stands between figures; default: ','.</param>
    /// <param name="append">Whether the rows follow what is there; default: the file is replaced.</param>
    public CSVLogger(string filename, char separator = ',', bool append = false)
    {
        ArgumentException.ThrowIfNullOrEmpty(filename);
        (_path, _separator, _append) = (filename, separator, append);
    }

    /// <inheritdoc/>
    public override void OnTrainBegin(Logs logs)
    {
        if (_append && File.Exists(_path))
            _needsHeader = new FileInfo(_path).Length == 0;
        _headerWritten = false;
        _file = new StreamWriter(_path, _append, new UTF8Encoding(false)) { NewLine = "\r\n" };
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        if (_file is null)
            return;
        _names ??= [.. logs.Keys.Order(StringComparer.Ordinal)];
        if (!_headerWritten && _needsHeader)
            _file.WriteLine(Row(["epoch", .. _names]));
        _headerWritten = true;
        // A run that ends early may lack the validation's figures.
        _file.WriteLine(Row([
            epoch.ToString(CultureInfo.InvariantCulture),
            .. _names.Select(name => logs.TryGetValue(name, out var value) ? Number(value)
                : Model.StopTraining ? "NA"
                : throw new InvalidOperationException($"`CSVLogger`: the figure '{name}' was there in the first epoch and is missing in epoch {epoch + 1}.")),
        ]));
        _file.Flush();
    }

    /// <inheritdoc/>
    public override void OnTrainEnd(Logs logs) => Dispose();

    /// <summary>Closes the file.</summary>
    public void Dispose()
    {
        _file?.Dispose();
        _file = null;
    }

    private static string Number(double value) => double.IsNaN(value) ? "nan" : double.IsInfinity(value) ? value > 0 ? "inf" : "-inf" : PythonJson.Repr(value);

    private string Row(IEnumerable<string> fields) => string.Join(_separator, fields.Select(field =>
        field.Contains(_separator, StringComparison.Ordinal) || field.Contains('"', StringComparison.Ordinal) ? $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : field));
}
