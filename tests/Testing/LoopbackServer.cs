using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace KerasPort.Testing;

/// <summary>A web server on 127.0.0.1 for one test, which can behave as badly as the real ones do.</summary>
public sealed class LoopbackServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();

    public LoopbackServer()
    {
        _listener.Start();
        Address = new Uri($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/");
        _ = AcceptAsync();
    }

    /// <summary>Where the server listens.</summary>
    public Uri Address { get; }

    /// <summary>The files it serves, by their path with a leading /.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new();

    /// <summary>What was asked: the path and, where there was one, the range.</summary>
    public ConcurrentQueue<string> Requests { get; } = new();

    /// <summary>After how many bytes of a body the connection is cut, or null.</summary>
    public int? CutAfter { get; set; }

    /// <summary>How many answers are cut; the later ones are whole.</summary>
    public int Cuts { get; set; } = int.MaxValue;

    /// <summary>Whether a cut connection stays open and silent instead.</summary>
    public bool StallsInsteadOfCutting { get; set; }

    /// <summary>Whether a range is answered with the whole file.</summary>
    public bool IgnoresRanges { get; set; }

    /// <summary>Whether nothing is ever answered.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Completes when the first piece of a body is on its way.</summary>
    public TaskCompletionSource Sending { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Dispose()
    {
        _end.Cancel();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (!_end.IsCancellationRequested)
                _ = AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var _ = client;
        try
        {
            var stream = client.GetStream();
            var request = await ReadRequestAsync(stream);
            var path = request.Split(' ')[1];
            var range = request.Split("\r\n").FirstOrDefault(line => line.StartsWith("Range:", StringComparison.OrdinalIgnoreCase))?[6..].Trim();
            Requests.Enqueue(range is null ? path : $"{path} {range}");
            if (IsSilent)
                await Task.Delay(Timeout.Infinite, _end.Token);
            await SendAsync(stream, path, range);
        }
        catch (Exception error) when (error is OperationCanceledException or IOException or SocketException)
        {
        }
    }

    private static async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var text = new StringBuilder();
        var buffer = new byte[4096];
        while (!text.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
            text.Append(Encoding.ASCII.GetString(buffer, 0, await stream.ReadAsync(buffer)));
        return text.ToString();
    }

    private async Task SendAsync(NetworkStream stream, string path, string? range)
    {
        if (!Files.TryGetValue(path, out var content))
        {
            await HeadAsync(stream, "404 Not Found", 0);
            return;
        }
        var start = range is null || IgnoresRanges ? 0 : int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
        if (start >= content.Length)
        {
            await HeadAsync(stream, "416 Range Not Satisfiable", 0);
            return;
        }
        var rest = content.AsMemory(start);
        if (start == 0)
            await HeadAsync(stream, "200 OK", rest.Length);
        else
            await HeadAsync(stream, "206 Partial Content", rest.Length, $"Content-Range: bytes {start}-{content.Length - 1}/{content.Length}\r\n");

        var isCut = CutAfter < rest.Length && Cuts-- > 0;
        await stream.WriteAsync(isCut ? rest[..CutAfter!.Value] : rest);
        Sending.TrySetResult();
        if (isCut && StallsInsteadOfCutting)
            await Task.Delay(Timeout.Infinite, _end.Token);
    }

    private static async Task HeadAsync(NetworkStream stream, string status, int length, string more = "") =>
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {status}\r\nContent-Length: {length}\r\nConnection: close\r\n{more}\r\n"));
}
