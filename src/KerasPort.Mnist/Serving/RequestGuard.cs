using Microsoft.AspNetCore.Http;

namespace KerasPort.Mnist.Serving;

/// <summary>Lets only requests of this computer's own page through: another site in the same browser must not use the program.</summary>
internal static class RequestGuard
{
    private static readonly string[] s_hosts = ["127.0.0.1", "localhost", "[::1]"];

    public static async Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'self'; img-src 'self' data: blob:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.CacheControl = "no-store";
        headers["Referrer-Policy"] = "no-referrer";
        var host = context.Request.Host;
        if (!s_hosts.Contains(host.Host, StringComparer.OrdinalIgnoreCase) || (host.Port ?? 80) != context.Connection.LocalPort)
        {
            await Json.ErrorAsync(context, StatusCodes.Status403Forbidden, $"Only this computer's own page is answered. Received: Host {host}.").ConfigureAwait(false);
            return;
        }
        var origin = context.Request.Headers.Origin.ToString();
        if (origin.Length > 0 && !string.Equals(origin, $"http://{host}", StringComparison.OrdinalIgnoreCase))
        {
            await Json.ErrorAsync(context, StatusCodes.Status403Forbidden, $"Only this computer's own page is answered. Received: Origin {origin}.").ConfigureAwait(false);
            return;
        }
        // Browsers say so where another site's page asks, also without an Origin; whoever follows a link to the page may see it.
        var site = context.Request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "cross-site" or "same-site" && context.Request.Headers["Sec-Fetch-Mode"] != "navigate")
        {
            await Json.ErrorAsync(context, StatusCodes.Status403Forbidden, $"Only this computer's own page is answered. Received: Sec-Fetch-Site {site}.").ConfigureAwait(false);
            return;
        }
        try
        {
            await next(context).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The page has asked something newer.
        }
        catch (BadHttpRequestException error)
        {
            var message = error.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => FormattableString.Invariant($"The picture is too large: at most {DigitServer.Limits.MaxBytes} bytes are taken."),
                StatusCodes.Status408RequestTimeout => "The request's body came too slowly.",
                _ => $"The request can't be read: {error.Message}",
            };
            await Json.ErrorAsync(context, error.StatusCode, message).ConfigureAwait(false);
        }
    }
}
