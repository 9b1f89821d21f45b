using System.Text;
using System.Text.Json.Nodes;
using KerasPort.Saving;

namespace KerasPort.Callbacks;

/// <summary>Sends the figures of every epoch to a server by HTTP POST. Keras: keras.callbacks.RemoteMonitor.</summary>
public sealed class RemoteMonitor : Callback, IDisposable
{
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(10) };
    private readonly IReadOnlyDictionary<string, string>? _headers;
    private readonly Uri _address;
    private readonly string _field;
    private readonly bool _sendAsJson;

    /// <summary>Makes the callback.</summary>
    /// <param name="root">The server; default: http://localhost:9000.</param>
    /// <param name="path">The path; default: /publish/epoch/end/.</param>
    /// <param name="field">The form's field that holds the figures; default: "data".</param>
    /// <param name="headers">Headers to send; default: none.</param>
    /// <param name="sendAsJson">Whether the body is JSON (application/json); default: a form with the JSON in a field.</param>
    public RemoteMonitor(string root = "http://localhost:9000", string path = "/publish/epoch/end/", string field = "data", IReadOnlyDictionary<string, string>? headers = null, bool sendAsJson = false)
    {
        _address = Uri.TryCreate(root + path, UriKind.Absolute, out var address)
            ? address
            : throw new ArgumentException($"`RemoteMonitor`: root and path must make an address. Received: '{root + path}'.", nameof(root));
        (_field, _headers, _sendAsJson) = (field, headers, sendAsJson);
    }

    /// <inheritdoc/>
    public override void OnEpochEnd(int epoch, Logs logs)
    {
        ArgumentNullException.ThrowIfNull(logs);
        var figures = new JsonObject { ["epoch"] = epoch };
        foreach (var (name, value) in logs)
            figures[name] = value;
        var json = PythonJson.Write(figures);
        using var request = new HttpRequestMessage(HttpMethod.Post, _address)
        {
            Content = _sendAsJson ? new StringContent(json, Encoding.UTF8, "application/json") : new FormUrlEncodedContent([new(_field, json)]),
        };
        foreach (var (name, value) in _headers ?? new Dictionary<string, string>())
            request.Headers.TryAddWithoutValidation(name, value);
        try
        {
            using var response = _client.Send(request);
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            Warnings.Write($"RemoteMonitor could not reach {_address}: {error.Message}");
        }
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();
}
