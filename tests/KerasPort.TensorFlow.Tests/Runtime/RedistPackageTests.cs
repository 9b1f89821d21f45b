using System.IO.Compression;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime;

/// <summary>A program that adds a package laid out as SciSharp.TensorFlow.Redist needs nothing else.</summary>
public sealed class RedistPackageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task AddingThePackageIsEnough()
    {
        Skip.IfNot(RuntimePlatform.Current.Rid == "linux-x64", "The package that this test makes is for linux-x64.");
        Pack("SciSharp.TensorFlow.Redist", "2.16.0");
        _folder.Write("app/app.csproj", System.Text.Encoding.UTF8.GetBytes($"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>Exe</OutputType>
                <TargetFramework>net10.0</TargetFramework>
                <UseAppHost>false</UseAppHost>
                <RestorePackagesPath>{_folder["packages"]}</RestorePackagesPath>
                <RestoreSources>{_folder["feed"]}</RestoreSources>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="SciSharp.TensorFlow.Redist" Version="2.16.0" />
                <Reference Include="{typeof(RuntimeLocator).Assembly.Location}" />
              </ItemGroup>
            </Project>
            """));
        _folder.Write("app/Program.cs", """
            System.Console.WriteLine(KerasPort.TensorFlow.Runtime.RuntimeLocator.Require());
            """u8.ToArray());

        await Dotnet.RunAsync(_folder["app"], "build", "-c", "Release", "-v", "q", "-nodeReuse:false");
        var built = await Dotnet.RunAsync(_folder["app"], "bin/Release/net10.0/app.dll");
        Assert.Equal(_folder["app/bin/Release/net10.0/runtimes/linux-x64/native/libtensorflow.so"], built.Trim());

        await Dotnet.RunAsync(_folder["app"], "publish", "-c", "Release", "-r", "linux-x64", "--no-self-contained", "-v", "q", "-nodeReuse:false", "-o", _folder["published"]);
        var published = await Dotnet.RunAsync(_folder["app"], _folder["published/app.dll"]);
        Assert.Equal(_folder["published/libtensorflow.so"], published.Trim());
    }

    private void Pack(string id, string version)
    {
        _folder.Make("feed");
        using var package = ZipFile.Open(_folder["feed", $"{id}.{version}.nupkg"], ZipArchiveMode.Create);
        Add($"{id}.nuspec", System.Text.Encoding.UTF8.GetBytes($"""
            <?xml version="1.0"?>
            <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
              <metadata>
                <id>{id}</id><version>{version}</version><authors>test</authors><description>test</description>
              </metadata>
            </package>
            """));
        Add("runtimes/linux-x64/native/libtensorflow.so", FakeLibrary.LinuxLibrary);
        Add("runtimes/linux-x64/native/libtensorflow_framework.so.2", FakeLibrary.LinuxFramework);
        Add("runtimes/win-x64/native/tensorflow.dll", FakeLibrary.Pe(FakeLibrary.PeX64));

        void Add(string name, byte[] content)
        {
            using var entry = package.CreateEntry(name).Open();
            entry.Write(content);
        }
    }
}
