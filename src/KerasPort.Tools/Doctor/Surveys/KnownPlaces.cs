using KerasPort.Tools.Doctor.Knowledge;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Surveys;

/// <summary>Folders in which installers, pip and conda put NVIDIA's libraries, whether or not the loader looks there.</summary>
internal static class KnownPlaces
{
    private const string ToolkitsKey = @"HKLM\SOFTWARE\NVIDIA Corporation\GPU Computing Toolkit\CUDA";

    public static IReadOnlyList<string> Of(IMachine machine, IEnumerable<string> tensorFlowPaths)
    {
        var paths = new MachinePaths(machine.Facts.IsWindows);
        var found = (machine.Facts.IsWindows ? OnWindows(machine, paths) : OnLinux(machine, paths))
            .Concat(SitePackages(machine, paths, tensorFlowPaths).SelectMany(folder => Wheels(machine, paths, folder)))
            .Select(paths.Normalize);
        return [.. found.Distinct(paths.Comparer).Where(folder => machine.List(folder).Count > 0)];
    }

    private static IEnumerable<string> OnWindows(IMachine machine, MachinePaths paths)
    {
        IEnumerable<string> Bins(string toolkit) => [paths.Combine(toolkit, "bin"), paths.Combine(toolkit, "bin", "x64")];
        IEnumerable<string> Under(string folder) => machine.List(folder).Select(name => paths.Combine(folder, name));

        var files = machine.Variable("ProgramFiles") ?? @"C:\Program Files";
        var toolkits = machine.RegistryKeys(ToolkitsKey)
            .Select(version => machine.Registry(ToolkitsKey + "\\" + version).GetValueOrDefault("InstallDir"))
            .Append(machine.Variable("CUDA_PATH"))
            // NVIDIA's installer sets one for each version.
            .Concat(CudaToolkit.All.Select(toolkit => machine.Variable(FormattableString.Invariant($"CUDA_PATH_V{toolkit.Version.Major}_{toolkit.Version.Minor}"))))
            .OfType<string>()
            .Concat(Under(files + @"\NVIDIA GPU Computing Toolkit\CUDA"))
            .Concat([@"C:\tools\cuda", @"C:\cuda", @"C:\tools\cudnn", @"C:\cudnn"]);
        foreach (var folder in toolkits.SelectMany(Bins))
        {
            yield return folder;
        }

        foreach (var cudnn in Under(files + @"\NVIDIA\CUDNN"))
        {
            var bin = paths.Combine(cudnn, "bin");
            yield return bin;
            foreach (var folder in Under(bin))
            {
                yield return folder;
            }
        }

        if (machine.Variable("CONDA_PREFIX") is { } conda)
        {
            yield return paths.Combine(conda, "Library", "bin");
        }
    }

    private static IEnumerable<string> OnLinux(IMachine machine, MachinePaths paths)
    {
        var arm = machine.Facts.Architecture == "arm64";
        var toolkits = machine.List("/usr/local").Where(name => name.StartsWith("cuda", StringComparison.Ordinal)).Select(name => "/usr/local/" + name)
            .Concat(machine.List("/opt").Where(name => name.StartsWith("cuda", StringComparison.Ordinal)).Select(name => "/opt/" + name))
            .Concat(new[] { machine.Variable("CUDA_HOME"), machine.Variable("CUDA_PATH"), machine.Variable("CUDA_ROOT") }.OfType<string>());
        foreach (var toolkit in toolkits)
        {
            yield return paths.Combine(toolkit, "lib64");
            yield return paths.Combine(toolkit, "lib");
            yield return paths.Combine(toolkit, arm ? "targets/sbsa-linux/lib" : "targets/x86_64-linux/lib");
        }

        yield return arm ? "/usr/lib/aarch64-linux-gnu" : "/usr/lib/x86_64-linux-gnu";
        if (machine.Variable("CONDA_PREFIX") is { } conda)
        {
            yield return paths.Combine(conda, "lib");
        }
    }

    private static IEnumerable<string> SitePackages(IMachine machine, MachinePaths paths, IEnumerable<string> tensorFlowPaths)
    {
        foreach (var path in tensorFlowPaths)
        {
            for (var folder = paths.Parent(path); folder.Length > 1; folder = paths.Parent(folder))
            {
                if (paths.FileName(folder).EndsWith("-packages", StringComparison.Ordinal))
                {
                    yield return folder;
                }

                if (paths.Same(folder, paths.Parent(folder)))
                {
                    break;
                }
            }
        }

        var prefixes = new[] { machine.Variable("VIRTUAL_ENV"), machine.Variable("CONDA_PREFIX") }.OfType<string>();
        if (machine.Facts.IsWindows)
        {
            var python = machine.Variable("LOCALAPPDATA") is { } local ? local + @"\Programs\Python" : null;
            foreach (var prefix in prefixes.Concat(python is null ? [] : machine.List(python).Select(name => paths.Combine(python, name))))
            {
                yield return paths.Combine(prefix, "Lib", "site-packages");
            }

            yield break;
        }

        foreach (var lib in prefixes.Append(machine.Variable("HOME") is { } home ? home + "/.local" : null).Append("/usr/local").OfType<string>()
            .Select(prefix => paths.Combine(prefix, "lib")))
        {
            foreach (var python in machine.List(lib).Where(name => name.StartsWith("python3", StringComparison.Ordinal)))
            {
                yield return paths.Combine(lib, python, "site-packages");
                yield return paths.Combine(lib, python, "dist-packages");
            }
        }
    }

    private static IEnumerable<string> Wheels(IMachine machine, MachinePaths paths, string sitePackages)
    {
        var nvidia = paths.Combine(sitePackages, "nvidia");
        return machine.List(nvidia).Select(package => paths.Combine(nvidia, package, machine.Facts.IsWindows ? "bin" : "lib"));
    }
}
