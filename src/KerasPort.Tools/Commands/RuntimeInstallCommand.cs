using System.CommandLine;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Tools.Commands;

/// <summary>kerasport runtime install.</summary>
internal static class RuntimeInstallCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var version = new Argument<string?>("version")
        {
            Description = "The version, such as 2.18.0. Default: this platform's default, or another tested one where that can't be reached.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var kind = new Option<string>("--kind")
        {
            Description = "cpu or gpu. The gpu kind needs CUDA and cuDNN beside it.",
            DefaultValueFactory = _ => RuntimeCatalogue.Cpu,
        };
        kind.AcceptOnlyFromAmong(RuntimeCatalogue.Cpu, RuntimeCatalogue.Gpu);
        var mirror = new Option<Uri?>("--mirror")
        {
            Description = $"The address of a mirror of the official server. Default: the value of {RuntimeInstallOptions.MirrorVariable}.",
            CustomParser = result => Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
                ? address
                : Refuse(result, $"`--mirror`: must be an http or https address. Received: {result.Tokens[0].Value}."),
        };
        var cache = new Option<string?>("--cache")
        {
            Description = $"The folder to install into. Default: the value of {RuntimeCache.Variable}, otherwise the user's cache.",
        };
        var command = new Command("install", "Install libtensorflow for this user, unless it is installed already.") { version, kind, mirror, cache };
        command.SetAction((parsed, cancellationToken) => InstallAsync(new RuntimeInstallOptions
        {
            Version = parsed.GetValue(version),
            Kind = parsed.GetRequiredValue(kind),
            Mirror = parsed.GetValue(mirror),
            CacheFolder = parsed.GetValue(cache),
        }, parsed.InvocationConfiguration, cancellationToken));
        return command;
    }

    private static Uri? Refuse(System.CommandLine.Parsing.ArgumentResult result, string message)
    {
        result.AddError(message);
        return null;
    }

    private static async Task<int> InstallAsync(RuntimeInstallOptions options, InvocationConfiguration io, CancellationToken cancellationToken)
    {
        var progress = io.Error == Console.Error ? new ConsoleInstallProgress() : new ConsoleInstallProgress(io.Error, isTerminal: false);
        try
        {
            var path = await RuntimeInstaller.InstallAsync(options, progress, cancellationToken).ConfigureAwait(false);
            await io.Output.WriteLineAsync(path).ConfigureAwait(false);
            return ExitCode.Success;
        }
        catch (ArgumentException problem)
        {
            await io.Error.WriteLineAsync(problem.Message).ConfigureAwait(false);
            return ExitCode.WrongUsage;
        }
    }
}
