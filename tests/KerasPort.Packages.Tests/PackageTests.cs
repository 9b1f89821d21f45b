using System.Reflection;
using System.Text.RegularExpressions;

namespace KerasPort.Packages.Tests;

/// <summary>The packages that `dotnet pack` makes are all that a new project needs, and the tool installs from its own.</summary>
public sealed partial class PackageTests : IDisposable
{
    private static readonly string s_configuration = typeof(PackageTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TensorFlowFact]
    public async Task ANewProjectRunsTheScriptOfTheReadme()
    {
        var version = await PackAsync("KerasPort.TensorFlow", "KerasPort.Hdf5", "KerasPort", "KerasPort.Plotting");
        // Only our own packages come from the folder; the others lie where every build of this machine puts them.
        _folder.Write("app/nuget.config", $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{_folder["packages"]}" /></config>
              <fallbackPackageFolders><add key="restored" value="{RestoredPackages}" /></fallbackPackageFolders>
              <packageSources><add key="packed" value="{_folder["feed"]}" /></packageSources>
            </configuration>
            """);
        _folder.Write("app/app.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <ImplicitUsings>enable</ImplicitUsings>
                <Nullable>enable</Nullable>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="KerasPort" Version="{version}" />
                <PackageReference Include="KerasPort.Plotting" Version="{version}" />
              </ItemGroup>
            </Project>
            """);
        var script = Script().Match(File.ReadAllText(Path.Combine(Repository.Root, "README.md"))).Groups[1].Value;
        _folder.Write("app/Program.cs", script.Replace("epochs = 20", "epochs = 1", StringComparison.Ordinal)
            + """KerasPort.Plotting.TrainingCurves.Save("history.png", history["loss"], history["val_loss"]);""");
        File.Copy(Path.Combine(Repository.Root, "mnist.npz"), _folder["app/mnist.npz"]);

        await Dotnet.RunAsync(_folder["app"], "build", "-c", "Release", "-v", "q", "-nodeReuse:false");
        var output = await Dotnet.RunAsync(_folder["app"], "bin/Release/net10.0/app.dll");

        Assert.Contains("Total params: 669,706", output, StringComparison.Ordinal);
        var accuracy = float.Parse(Accuracy().Match(output).Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);
        Assert.InRange(accuracy, 0.9f, 1f);
        Assert.True(new FileInfo(_folder["app/mnist.hdf5"]).Length > 669_706 * 2 * sizeof(float), "The model and its optimizer's state are not in mnist.hdf5.");
        Assert.True(File.Exists(_folder["app/history.png"]));
    }

    [Fact]
    public async Task TheToolInstallsAsKerasport()
    {
        var version = await PackAsync("KerasPort.Tools");
        _folder.Write("nuget.config", $"""
            <configuration><packageSources><clear /><add key="packed" value="{_folder["feed"]}" /></packageSources></configuration>
            """);
        await Dotnet.RunAsync(_folder.Path, "tool", "install", "KerasPort.Tools", "--version", version, "--tool-path", _folder["tools"], "--configfile", _folder["nuget.config"]);
        var output = await Dotnet.RunProgramAsync(_folder["tools/kerasport"], _folder.Path, "runtime", "list");
        Assert.Contains("2.18.0", output, StringComparison.Ordinal);
    }

    /// <summary>Packs projects into the folder feed.</summary>
    /// <returns>The packages' version.</returns>
    private async Task<string> PackAsync(params string[] projects)
    {
        foreach (var project in projects)
            await Dotnet.RunAsync(Repository.Root, "pack", "-c", s_configuration, "-v", "q", "--no-build", "-nodeReuse:false", "-o", _folder["feed"], Path.Combine("src", project));
        var package = Assert.Single(Directory.GetFiles(_folder["feed"], projects[0] + ".*.nupkg"), name => char.IsAsciiDigit(Path.GetFileName(name)[projects[0].Length + 1]));
        return Path.GetFileNameWithoutExtension(package)[(projects[0].Length + 1)..];
    }

    private static string RestoredPackages => Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    [GeneratedRegex(@"^## The script\s+```csharp\r?\n(.*?)^```", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Script();

    [GeneratedRegex(@"Test accuracy: ([0-9.]+)")]
    private static partial Regex Accuracy();
}
