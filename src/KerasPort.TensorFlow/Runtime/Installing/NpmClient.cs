using System.ComponentModel;
using System.Diagnostics;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Runs the npm command of this machine, with the user's own settings.</summary>
/// <param name="command">The command.</param>
internal sealed class NpmClient(string command = "npm") : INpmClient
{
    private const int EndedByInterrupt = 130;

    /// <inheritdoc/>
    public async Task<string?> PackCachedAsync(string package, string version, string folder, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["pack", $"{package}@{version}", "--offline", "--loglevel=error"], folder, cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0 ? PackedIn(folder) : null;
    }

    /// <inheritdoc/>
    public async Task<string> IntegrityAsync(
        string package, string version, string folder, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        try
        {
            // With its own cache npm would answer from memory, and only the download would find out, minutes later, that there is no network.
            var result = await RunAsync(
                ["view", $"{package}@{version}", "dist.integrity", "--fetch-retries=0", $"--cache={folder}", "--loglevel=error"],
                folder, limited.Token).ConfigureAwait(false);
            return result.ExitCode == 0 ? result.Output : throw Failed("view", result);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceFailedException($"npm got no answer from its registry within {limit.TotalSeconds:0.#} seconds", error);
        }
    }

    /// <inheritdoc/>
    public async Task<string> PackAsync(string package, string version, string folder, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["pack", $"{package}@{version}", "--loglevel=error"], folder, cancellationToken).ConfigureAwait(false);
        return result.ExitCode == 0
            ? PackedIn(folder) ?? throw new SourceFailedException($"npm pack left no file for {package}@{version}")
            : throw Failed("pack", result);
    }

    private static string? PackedIn(string folder) => Directory.GetFiles(folder, "*.tgz").FirstOrDefault();

    // npm writes `npm error code X` and then many lines, of which the one that says what failed is told.
    private static SourceFailedException Failed(string command, Result result)
    {
        var lines = result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(line => line.Replace("npm error ", "", StringComparison.Ordinal).Replace("npm ERR! ", "", StringComparison.Ordinal)).ToList();
        var code = lines.FirstOrDefault() ?? $"exit code {result.ExitCode}";
        var what = lines.Find(line => line.Contains(" failed", StringComparison.Ordinal)) ?? lines.ElementAtOrDefault(1);
        return new SourceFailedException(what is null ? $"npm {command} failed: {code}" : $"npm {command} failed: {code} ({what})");
    }

    private async Task<Result> RunAsync(string[] arguments, string folder, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(command, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = new Process { StartInfo = start };
        try
        {
            process.Start();
        }
        catch (Win32Exception error)
        {
            throw new SourceFailedException("npm is not installed", error);
        }
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            // Ctrl+C in a terminal reaches npm too, maybe before this process has heard of it.
            if (process.ExitCode == EndedByInterrupt)
                await Task.Delay(TimeSpan.FromSeconds(2), cancellationToken).ConfigureAwait(false);
            return new Result(process.ExitCode, (await output.ConfigureAwait(false)).Trim(), await errors.ConfigureAwait(false));
        }
        finally
        {
            await EndAsync(process).ConfigureAwait(false);
        }
    }

    private static async Task EndAsync(Process process)
    {
        if (process.HasExited)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
    }

    private readonly record struct Result(int ExitCode, string Output, string Error);
}
