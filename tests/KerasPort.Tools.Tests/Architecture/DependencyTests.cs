using System.Xml.Linq;
using KerasPort.Testing;

namespace KerasPort.Tools.Tests.Architecture;

/// <summary>Dependencies between the projects run one way, as docs/architecture.md says.</summary>
public sealed class DependencyTests
{
    public static TheoryData<string, string[]> Allowed => new()
    {
        { "KerasPort.TensorFlow", [] },
        { "KerasPort.Hdf5", [] },
        { "KerasPort", ["KerasPort.Hdf5", "KerasPort.TensorFlow"] },
        { "KerasPort.Plotting", ["KerasPort"] },
        { "KerasPort.Mnist", ["KerasPort", "KerasPort.Plotting"] },
        { "KerasPort.Tools", ["KerasPort"] },
    };

    [Theory]
    [MemberData(nameof(Allowed))]
    public void AProjectReferencesOnlyWhatStandsBelowIt(string project, string[] allowed)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));
        var references = file.Descendants("ProjectReference").Select(reference => Path.GetFileNameWithoutExtension((string)reference.Attribute("Include")!.Value.Split('/')[^1]));
        Assert.Equal(allowed, references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryProjectIsNamed() => Assert.Equal(
        Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(Path.GetFileName).Order(StringComparer.Ordinal),
        ["KerasPort", "KerasPort.Hdf5", "KerasPort.Mnist", "KerasPort.Plotting", "KerasPort.TensorFlow", "KerasPort.Tools"]);

    [Fact]
    public void OnlyNativeImportsLibtensorflow()
    {
        var elsewhere = Directory.GetFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/Native/", StringComparison.Ordinal))
            .Where(path => File.ReadAllText(path).Contains("[LibraryImport(", StringComparison.Ordinal) || File.ReadAllText(path).Contains("[DllImport(", StringComparison.Ordinal))
            .Select(path => Path.GetRelativePath(Repository.Root, path));
        Assert.Empty(elsewhere);
    }
}
