using System.ComponentModel;
using System.Diagnostics;

namespace KerasPort.TensorFlow.Runtime;

/// <summary>Runs the npm command of this machine, with the user's own settings.</summary>
/// <param name="command">The command.</param>
internal sealed class NpmClient(string command = "npm") : INpmClient
{
    /// <inheritdoc/>
    public async Task<string> IntegrityAsync(string package, string version, TimeSpan limit, CancellationToken cancellationToken)
    {
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limited.CancelAfter(limit);
        try
        {
            return await RunAsync(["view", $"{package}@{version}", "dist.integrity", "--fetch-retries=0", "--loglevel=error"],
                Path.GetTempPath(), limited.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SourceFailedException($"npm got no answer from its registry within {limit.TotalSeconds:0.#} seconds", error);
        }
    }

    /// <inheritdoc/>
    public async Task<string> PackAsync(string package, string version, string folder, CancellationToken cancellationToken)
    {
        await RunAsync(["pack", $"{package}@{version}", "--loglevel=error"], folder, cancellationToken).ConfigureAwait(false);
        return Directory.GetFiles(folder, "*.tgz").FirstOrDefault()
            ?? throw new SourceFailedException($"npm pack left no file for {package}@{version}");
    }

    private async Task<string> RunAsync(string[] arguments, string folder, CancellationToken cancellationToken)
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
            var text = (await output.ConfigureAwait(false)).Trim();
            if (process.ExitCode == 0)
                return text;
            var lines = (await errors.ConfigureAwait(false)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            throw new SourceFailedException($"npm {arguments[0]} failed: {lines.FirstOrDefault() ?? $"exit code {process.ExitCode}"}"
                + (lines.Length > 1 ? $" ({lines[1]})" : ""));
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
}
