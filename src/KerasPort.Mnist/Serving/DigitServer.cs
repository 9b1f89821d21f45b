using System.Net;
using KerasPort.Mnist.Recognition;
using KerasPort.Plotting.Images;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace KerasPort.Mnist.Serving;

/// <summary>
/// The page on 127.0.0.1: GET / and its files, POST /api/recognize with a picture as body, GET /api/digit for pictures of the data
/// set. Errors are JSON objects with the member "error".
/// </summary>
internal sealed class DigitServer : IAsyncDisposable
{
    /// <summary>The largest picture that is taken: 16 MiB, and 50 million pixels by its header.</summary>
    public static readonly ImageLimits Limits = new(16L << 20, 50_000_000);

    private readonly WebApplication _app;

    private DigitServer(WebApplication app) => _app = app;

    /// <summary>Where it listens: "http://127.0.0.1:5080/".</summary>
    public string Address => _app.Services.GetRequiredService<Microsoft.AspNetCore.Hosting.Server.IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single() + "/";

    /// <summary>Starts listening.</summary>
    /// <param name="model">The model; it must live as long as the server.</param>
    /// <param name="digits">The data set to look at.</param>
    /// <param name="port">The port; 0 for any free one.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="IOException">The port is taken or may not be used.</exception>
    public static async Task<DigitServer> StartAsync(DigitModel model, DigitSet digits, int port, CancellationToken cancellation = default)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.Configure<HostOptions>(options => options.ShutdownTimeout = TimeSpan.FromSeconds(2));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, port);
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.MaxBytes;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        });
        var app = builder.Build();
        app.Use(RequestGuard.InvokeAsync);
        app.UseRouting();
        Page.Map(app);
        var recognizer = new Recognizer(model);
        // Decoding and finding use the processor: more at once than there are cores would only make all of them late.
        var turns = new SemaphoreSlim(Environment.ProcessorCount);
        app.MapPost("/api/recognize", context => RecognizeRequest.AnswerAsync(context, recognizer, turns));
        app.MapMethods("/api/recognize", ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS"], context => Json.ErrorAsync(context, StatusCodes.Status405MethodNotAllowed, $"/api/recognize takes a picture by POST. Received: {context.Request.Method}."));
        app.MapGet("/api/digit", digits.AnswerAsync);
        app.MapFallback(context => Json.ErrorAsync(context, StatusCodes.Status404NotFound, $"There is no {context.Request.Path} here."));
        try
        {
            await app.StartAsync(cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is IOException or System.Net.Sockets.SocketException)
        {
            await app.DisposeAsync().ConfigureAwait(false);
            throw new IOException($"Port {port} of 127.0.0.1 can't be listened on: another program has it, or it is not allowed. Give another with --port, or --port 0 for any free one.", error);
        }
        return new DigitServer(app);
    }

    /// <summary>Waits until the token is cancelled, then ends.</summary>
    public async Task RunAsync(CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            await _app.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
