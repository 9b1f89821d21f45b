using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Downloads a file whose checksum is known. A cut transfer is taken up where it stopped, within one call and, by way of the
/// part file, in a later one; a file with another checksum is thrown away.</summary>
internal sealed class Downloader(InstallServices services, IProgress<RuntimeInstallProgress>? progress)
{
    private const int MostCuts = 5;

    /// <summary>Downloads into a part file until it is complete and its checksum is right.</summary>
    /// <exception cref="SourceFailedException">The server can't be reached, does not have the file, or has another one.</exception>
    public async Task DownloadAsync(Uri url, string partFile, string sha256, CancellationToken cancellationToken)
    {
        using var handler = new SocketsHttpHandler { ConnectTimeout = services.ConnectTimeout };
        using var client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        try
        {
            var resumed = await TransferAsync(client, url, partFile, cancellationToken).ConfigureAwait(false);
            var sum = await SumOfAsync(partFile, url, cancellationToken).ConfigureAwait(false);
            if (sum != sha256 && resumed)
            {
                // The first part may be of another file: start over once before the server is blamed.
                File.Delete(partFile);
                await TransferAsync(client, url, partFile, cancellationToken).ConfigureAwait(false);
                sum = await SumOfAsync(partFile, url, cancellationToken).ConfigureAwait(false);
            }
            if (sum != sha256)
            {
                File.Delete(partFile);
                throw new SourceFailedException($"{url} has the wrong SHA-256. Expected {sha256}. Received {sum}.");
            }
        }
        catch (OperationCanceledException)
        {
            if (File.Exists(partFile))
                File.Delete(partFile);
            throw;
        }
    }

    // Returns whether a part that was there before has become a part of the file.
    private async Task<bool> TransferAsync(HttpClient client, Uri url, string partFile, CancellationToken cancellationToken)
    {
        var resumed = LengthOf(partFile) > 0;
        for (var cuts = 0; ; cuts++)
        {
            try
            {
                using var response = await RequestAsync(client, url, LengthOf(partFile), cancellationToken).ConfigureAwait(false);
                var isContinued = response.StatusCode == HttpStatusCode.PartialContent
                    && response.Content.Headers.ContentRange?.From == LengthOf(partFile);
                resumed &= isContinued;
                Directory.CreateDirectory(Path.GetDirectoryName(partFile)!);
                var file = new FileStream(partFile, isContinued ? FileMode.Append : FileMode.Create, FileAccess.Write, FileShare.None);
                await using var _ = file.ConfigureAwait(false);
                await CopyAsync(response, file, url, cancellationToken).ConfigureAwait(false);
                return resumed;
            }
            catch (Exception error) when (error is CutException || (error is HttpRequestException && LengthOf(partFile) > 0))
            {
                if (cuts == MostCuts)
                    throw new SourceFailedException($"{url} broke off after {LengthOf(partFile)} bytes: {error.Message}", error);
                progress?.Report(new RuntimeInstallProgress($"The connection broke after {LengthOf(partFile)} bytes; going on: {error.Message}"));
                await Task.Delay(services.RetryDelay, cancellationToken).ConfigureAwait(false);
            }
            catch (HttpRequestException error)
            {
                throw new SourceFailedException($"{url} can't be reached: {error.Message}", error);
            }
        }
    }

    private static long LengthOf(string path) => File.Exists(path) ? new FileInfo(path).Length : 0;

    private async Task<HttpResponseMessage> RequestAsync(HttpClient client, Uri url, long start, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (start > 0)
            request.Headers.Range = new RangeHeaderValue(start, null);
        var response = await AnswerAsync(client, request, cancellationToken).ConfigureAwait(false);
        if (response.IsSuccessStatusCode)
            return response;

        var (code, reason) = (response.StatusCode, response.ReasonPhrase);
        response.Dispose();
        // The part is as long as the file or longer: only the whole file can tell.
        return code == HttpStatusCode.RequestedRangeNotSatisfiable && start > 0
            ? await RequestAsync(client, url, 0, cancellationToken).ConfigureAwait(false)
            : throw new SourceFailedException($"{url} can't be had: the server answers {(int)code} {reason}");
    }

    private async Task<HttpResponseMessage> AnswerAsync(HttpClient client, HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(services.ConnectTimeout);
        try
        {
            return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException($"no answer within {services.ConnectTimeout.TotalSeconds:0.#} seconds", error);
        }
    }

    private async Task CopyAsync(HttpResponseMessage response, FileStream file, Uri url, CancellationToken cancellationToken)
    {
        var total = response.Content.Headers.ContentLength + file.Position;
        var body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = body.ConfigureAwait(false);
        var buffer = ArrayPool<byte>.Shared.Rent(1 << 17);
        try
        {
            while (true)
            {
                var count = await ReadAsync(body, buffer, cancellationToken).ConfigureAwait(false);
                if (count == 0)
                    break;
                await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
                progress?.Report(new RuntimeInstallProgress($"Downloading {url}", file.Position, total));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        if (total is { } expected && file.Position < expected)
            throw new CutException($"only {file.Position} of {expected} bytes came");
    }

    private async Task<int> ReadAsync(Stream body, byte[] buffer, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(services.StallTimeout);
        try
        {
            return await body.ReadAsync(buffer, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CutException($"nothing came for {services.StallTimeout.TotalSeconds:0.#} seconds", error);
        }
        catch (IOException error)
        {
            throw new CutException(error.Message, error);
        }
    }

    private async Task<string> SumOfAsync(string path, Uri url, CancellationToken cancellationToken)
    {
        progress?.Report(new RuntimeInstallProgress($"Checking the SHA-256 of {url}"));
        var file = File.OpenRead(path);
        await using var _ = file.ConfigureAwait(false);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
    }

    private sealed class CutException(string message, Exception? inner = null) : Exception(message, inner);
}
