using System.Runtime.InteropServices;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime;

public sealed class RuntimeSearchTests : IDisposable
{
    private readonly TemporaryFolder _world = new();
    private readonly Dictionary<string, string> _variables = [];

    public void Dispose() => _world.Dispose();

    [Fact]
    public void PlacesAreTriedInTheirOrder()
    {
        _variables["VIRTUAL_ENV"] = _world["venv"];
        _variables["CONDA_PREFIX"] = _world["conda"];
        _variables["PATH"] = _world["python", "bin"];
        _variables["LD_LIBRARY_PATH"] = _world["ld"];
        _world.Write("python/bin/python3", []);
        (string Folder, string Place)[] lastToFirst =
        [
            ("usr/lib", "the system's library folders"),
            ("ld", "the system's library folders"),
            ("python/lib/python3.11/site-packages/tensorflow", "Python on the PATH"),
            ("conda/lib/python3.12/site-packages/tensorflow", "Python environment CONDA_PREFIX"),
            ("venv/lib/python3.9/site-packages/tensorflow", "Python environment VIRTUAL_ENV"),
            ("cache/runtimes/2.18.0-cpu-linux-x64", "KerasPort's cache"),
            ("native", "the application's folder"),
            ("app/runtimes/linux-x64/native", "the application's folder"),
            ("app", "the application's folder"),
        ];
        foreach (var (folder, place) in lastToFirst)
        {
            Install(folder);
            var search = Search();
            Assert.Equal(_world[folder, "libtensorflow.so"], search.Found?.LibraryPath);
            Assert.Equal(_world[folder, "libtensorflow_framework.so.2"], search.Found?.FrameworkPath);
            Assert.Equal((place, _world[folder], true), (search.Found?.FoundBy, search.Found?.Folder, search.Trace[^1].IsFound));
        }

        _variables[RuntimeLocator.Variable] = Install("variable");
        Assert.Equal("KERASPORT_TENSORFLOW", Search().Found?.FoundBy);
        var named = Search(explicitPath: Path.Combine(Install("named"), "libtensorflow.so"));
        Assert.Equal(("RuntimeLocator.Use", _world["named"]), (named.Found?.FoundBy, named.Found?.Folder));
    }

    [Fact]
    public void NothingAnywhereLeavesATraceOfEveryPlace()
    {
        _variables["VIRTUAL_ENV"] = _world.Make("venv");
        _world.Make("venv", "lib", "python3.11", "site-packages", "tensorflow");
        var search = Search();
        Assert.Null(search.Found);
        Assert.Equal(
        [
            "RuntimeLocator.Use: no path given",
            "KERASPORT_TENSORFLOW: not set",
            $"the application's folder: no libtensorflow.so in {_world["app"]}, {_world["app/runtimes/linux-x64/native"]}, {_world["native"]}",
            $"KerasPort's cache: no libtensorflow.so in {_world["cache"]}",
            $"Python environment VIRTUAL_ENV: {_world["venv/lib/python3.11/site-packages/tensorflow"]} holds no libtensorflow_cc: "
                + "Python's tensorflow package brings it from version 2.12 on",
            "Python environment CONDA_PREFIX: not set",
            "Python on the PATH: no python there",
            $"the system's library folders: no libtensorflow.so in {_world["lib64"]}, {_world["usr/lib64"]}, {_world["lib"]}, {_world["usr/lib"]}, {_world["usr/local/lib"]}",
        ], search.Trace.Select(entry => entry.ToString()));

        var error = Assert.Throws<RuntimeNotFoundException>(() => RuntimeLocator.Locate(search));
        Assert.Equal(string.Join(Environment.NewLine,
        [
            "libtensorflow was not found.",
            "Places that were tried, in order:",
            .. search.Trace.Select(entry => $"  - {entry}"),
            "What to do, one of these:",
            "  - install it once for this user: `kerasport runtime install` (in a clone of the repository: `dotnet run -c Release --project src/KerasPort.Tools -- runtime install`)",
            "  - let the program do so before its first model: `await RuntimeInstaller.EnsureInstalledAsync()`",
            "  - add a NuGet package that brings it, such as SciSharp.TensorFlow.Redist",
            "  - set KERASPORT_TENSORFLOW to the file or folder of a libtensorflow 1.15 to 2.18",
        ]), error.Message);
        Assert.Same(search.Trace, error.Trace);
    }

    [Fact]
    public void ANamedPathThatFailsIsNotReplaced()
    {
        Install("app");
        _variables[RuntimeLocator.Variable] = _world["nowhere"];
        var search = Search();
        Assert.Null(search.Found);
        Assert.Equal(2, search.Trace.Count);
        var error = Assert.Throws<RuntimeNotFoundException>(() => RuntimeLocator.Locate(search));
        Assert.StartsWith(
            $"`KERASPORT_TENSORFLOW` must name the file or folder of a libtensorflow. {_world["nowhere"]} does not exist.{Environment.NewLine}", error.Message, StringComparison.Ordinal);

        _variables[RuntimeLocator.Variable] = _world.Make("empty");
        Assert.Equal($"{_world["empty"]} holds no libtensorflow.so", Search().Trace[^1].Outcome);
    }

    [Fact]
    public void TheFolderOfAnUnpackedArchiveMayBeNamed()
    {
        Install("archive/lib");
        _variables[RuntimeLocator.Variable] = _world["archive"];
        Assert.Equal(_world["archive/lib"], Search().Found?.Folder);
    }

    [Fact]
    public void HalfOfALibraryIsNotUsed()
    {
        _world.Write("app/libtensorflow.so", FakeLibrary.LinuxLibrary);
        Install("cache/runtimes/1.15.0-cpu-linux-x64");
        var search = Search();
        Assert.Equal("KerasPort's cache", search.Found?.FoundBy);
        Assert.Equal(
            $"{_world["app/libtensorflow.so"]} needs libtensorflow_framework.so.2, which is not in its folder: only half of the library is there",
            search.Trace[2].Outcome);
    }

    [Fact]
    public void ADamagedHalfIsNotUsed()
    {
        Install("app");
        _world.Write("app/libtensorflow_framework.so.2", FakeLibrary.LinuxFramework[..200]);
        Assert.StartsWith($"{_world["app/libtensorflow_framework.so.2"]} is cut off: 200 bytes", Search().Trace[2].Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void ALibraryOfAnotherArchitectureIsNotUsed()
    {
        _variables[RuntimeLocator.Variable] = _world.Write("other/libtensorflow.so", FakeLibrary.Elf(FakeLibrary.ElfArm64));
        Assert.Equal(
            $"`KERASPORT_TENSORFLOW` must name the file or folder of a libtensorflow. {_world["other/libtensorflow.so"]} is a library for linux-arm64, this process needs one for linux-x64.",
            Search().ExplicitProblem);
        _variables[RuntimeLocator.Variable] = _world.Write("other/tensorflow.dll", FakeLibrary.Pe(FakeLibrary.PeX64));
        Assert.Equal($"{_world["other/tensorflow.dll"]} is a library for win-x64, this process needs one for linux-x64", Search().Trace[^1].Outcome);
    }

    [Fact]
    public void ALibraryInOneFileNeedsNoFramework()
    {
        _world.Write("app/libtensorflow.so.2", FakeLibrary.Elf(FakeLibrary.ElfX64, "libc.so.6"));
        Assert.Equal((_world["app/libtensorflow.so.2"], null), (Search().Found?.LibraryPath, Search().Found?.FrameworkPath));
    }

    [Theory]
    [InlineData("libtensorflow_cc.so.2", "libtensorflow_framework.so.2")]
    [InlineData("libtensorflow.so.2.18.0", "libtensorflow_framework.so.2.18.0")]
    [InlineData("libtensorflow.so", "libtensorflow_framework.so")]
    public void EveryNameOfTheFilesIsKnown(string library, string framework)
    {
        _world.Write($"app/{library}", FakeLibrary.LinuxLibrary);
        _world.Write($"app/{framework}", FakeLibrary.LinuxFramework);
        Assert.Equal(_world["app", framework], Search().Found?.FrameworkPath);
    }

    [Fact]
    public void ALinkToNothingIsNoLibrary()
    {
        _world.Make("app");
        File.CreateSymbolicLink(_world["app/libtensorflow.so"], "libtensorflow.so.2");
        Assert.StartsWith("no libtensorflow.so in", Search().Trace[2].Outcome, StringComparison.Ordinal);
    }

    [Fact]
    public void TheNewestInstalledVersionIsUsedAndGpuBeforeCpu()
    {
        foreach (var name in new[] { "1.15.0-cpu-linux-x64", "2.9.1-cpu-linux-x64", "2.10.1-cpu-linux-x64", "2.10.1-gpu-linux-x64", "2.18.1-cpu-win-x64", ".new-123" })
            Install($"cache/runtimes/{name}");
        Assert.Equal(_world["cache/runtimes/2.10.1-gpu-linux-x64"], Search().Found?.Folder);
        Directory.Delete(_world["cache/runtimes/2.10.1-gpu-linux-x64"], recursive: true);
        Assert.Equal(_world["cache/runtimes/2.10.1-cpu-linux-x64"], Search().Found?.Folder);
        Directory.Delete(_world["cache/runtimes/2.10.1-cpu-linux-x64"], recursive: true);
        Assert.Equal(_world["cache/runtimes/2.9.1-cpu-linux-x64"], Search().Found?.Folder);
    }

    [Fact]
    public void CondasOwnLibraryIsFound()
    {
        _variables["CONDA_PREFIX"] = _world["conda"];
        Install("conda/lib");
        Assert.Equal(_world["conda/lib"], Search().Found?.Folder);
    }

    [Fact]
    public void ThePythonOfPyenvAndOfALinkIsFollowed()
    {
        _variables["PATH"] = _world["pyenv/shims"];
        _world.Write("pyenv/shims/python3", []);
        _world.Write("pyenv/version", "3.12.4\n"u8.ToArray());
        Install("pyenv/versions/3.12.4/lib/python3.12/site-packages/tensorflow");
        Assert.Equal(_world["pyenv/versions/3.12.4/lib/python3.12/site-packages/tensorflow"], Search().Found?.Folder);

        _variables["PATH"] = _world.Make("links");
        _world.Write("opt/python/bin/python3.11", []);
        File.CreateSymbolicLink(_world["links/python3"], _world["opt/python/bin/python3.11"]);
        Install("opt/python/lib/python3.11/dist-packages/tensorflow");
        Assert.Equal(_world["opt/python/lib/python3.11/dist-packages/tensorflow"], Search().Found?.Folder);
    }

    [Fact]
    public void AVenvOnThePathDoesNotLookOutsideOfItself()
    {
        _variables["PATH"] = _world.Make("venv", "bin");
        _variables["HOME"] = _world["home"];
        _world.Write("venv/pyvenv.cfg", []);
        _world.Write("venv/bin/python3", []);
        Install("home/.local/lib/python3.11/site-packages/tensorflow");
        Assert.Null(Search().Found);
        File.Delete(_world["venv/pyvenv.cfg"]);
        Assert.Equal(_world["home/.local/lib/python3.11/site-packages/tensorflow"], Search().Found?.Folder);
    }

    [Fact]
    public void TheLoadersConfigurationIsRead()
    {
        _world.Write("etc/ld.so.conf", "include ld.so.conf.d/*.conf # all\n\n/opt/one\n"u8.ToArray());
        _world.Write("etc/ld.so.conf.d/a.conf", "# comment\n/opt/two\ninclude /etc/ld.so.conf\n"u8.ToArray());
        Install("opt/two");
        Assert.Equal(_world["opt/two"], Search().Found?.Folder);
        Directory.Delete(_world["opt/two"], recursive: true);
        Install("opt/one");
        Assert.Equal(_world["opt/one"], Search().Found?.Folder);
    }

    [Fact]
    public void PythonOnWindowsIsSaidToBeOfNoUse()
    {
        _variables["VIRTUAL_ENV"] = _world["venv"];
        var package = _world.Make("venv", "Lib", "site-packages", "tensorflow");
        var search = Search(new RuntimePlatform(RuntimeSystem.Windows, Architecture.X64));
        Assert.Contains(search.Trace, entry => entry.ToString() == $"Python environment VIRTUAL_ENV: {package} is there, but on Windows Python's "
            + "tensorflow package holds no C library that another program can load; run `kerasport runtime install`");
    }

    [Fact]
    public void WindowsAndMacLibrariesAreFoundByTheirNames()
    {
        _world.Write("app/tensorflow.dll", FakeLibrary.Pe(FakeLibrary.PeX64));
        Assert.Equal(_world["app/tensorflow.dll"], Search(new RuntimePlatform(RuntimeSystem.Windows, Architecture.X64)).Found?.LibraryPath);
        _world.Write("app/libtensorflow.2.dylib", FakeLibrary.MachO(FakeLibrary.MachArm64, "@rpath/libtensorflow_framework.2.dylib"));
        _world.Write("app/libtensorflow_framework.2.dylib", FakeLibrary.MachO(FakeLibrary.MachArm64));
        var mac = Search(new RuntimePlatform(RuntimeSystem.MacOS, Architecture.Arm64)).Found;
        Assert.Equal((_world["app/libtensorflow.2.dylib"], _world["app/libtensorflow_framework.2.dylib"]), (mac?.LibraryPath, mac?.FrameworkPath));
    }

    private string Install(string folder)
    {
        _world.Write($"{folder}/libtensorflow.so", FakeLibrary.LinuxLibrary);
        _world.Write($"{folder}/libtensorflow_framework.so.2", FakeLibrary.LinuxFramework);
        return _world[folder];
    }

    private RuntimeSearch Search(RuntimePlatform? platform = null, string? explicitPath = null) => RuntimeSearch.Run(new SearchContext
    {
        ExplicitPath = explicitPath,
        Variable = name => _variables.GetValueOrDefault(name),
        ApplicationFolder = _world["app"] + Path.DirectorySeparatorChar,
        NativeFolders = [_world["native"]],
        CacheFolder = _world["cache"],
        Root = _world.Path,
        Platform = platform ?? new RuntimePlatform(RuntimeSystem.Linux, Architecture.X64),
    });
}
