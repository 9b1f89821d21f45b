using System.CommandLine;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Tools.Commands;

/// <summary>kerasport runtime list.</summary>
internal static class RuntimeListCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create()
    {
        var command = new Command("list", "Show which libtensorflow is used, which ones are installed, and which can be installed.");
        command.SetAction(parsed => Write(parsed.InvocationConfiguration.Output));
        return command;
    }

    private static int Write(TextWriter output)
    {
        var packages = RuntimeCatalogue.ForThisPlatform;
        var used = RuntimeLocator.Find();
        output.WriteLine($"libtensorflow for {RuntimeCatalogue.CurrentPlatform}:");
        if (packages.Count == 0)
            output.WriteLine("  none is published; a Python environment with tensorflow 2.12 or newer brings one");
        foreach (var package in packages)
            output.WriteLine($"  {package.Version,-8} {package.Kind,-4} {Describe(package, used)}");

        output.WriteLine();
        output.WriteLine("Places that are searched, in order:");
        foreach (var entry in RuntimeLocator.Trace())
            output.WriteLine($"  {(entry.IsFound ? "*" : "-")} {entry}");
        output.WriteLine(used is null
            ? "None is found: `kerasport runtime install` installs the default one."
            : $"In use: {used}");
        return ExitCode.Success;
    }

    private static string Describe(RuntimePackage package, string? used)
    {
        var installed = RuntimeCache.Find(package);
        var words = new List<string> { installed is null ? "available" : installed == used ? "installed, in use" : "installed" };
        if (package.IsDefault)
            words.Add("default");
        words.Add(package.IsTested ? "tested" : "not tested by us");
        return string.Join(", ", words);
    }
}
