using System.Reflection;
using PublicApiGenerator;

namespace KerasPort.Packages.Tests;

/// <summary>What the packages offer changes only on purpose: it is compared with the texts in PublicApi/.</summary>
public sealed class PublicApiTests
{
    private static readonly ApiGeneratorOptions s_options = new()
    {
        ExcludeAttributes = ["System.Reflection.AssemblyMetadataAttribute", "System.Runtime.CompilerServices.InternalsVisibleToAttribute"],
    };

    [Theory]
    [InlineData("KerasPort")]
    [InlineData("KerasPort.Hdf5")]
    [InlineData("KerasPort.Plotting")]
    [InlineData("KerasPort.TensorFlow")]
    public void ThePublicApiIsTheApprovedOne(string name)
    {
        var api = Assembly.Load(name).GeneratePublicApi(s_options).ReplaceLineEndings("\n") + "\n";
        var approved = Path.Combine(Repository.Root, "tests", "KerasPort.Packages.Tests", "PublicApi", name + ".txt");
        var received = Repository.Artifact($"api/{name}.txt");
        if (!File.Exists(approved) || File.ReadAllText(approved).ReplaceLineEndings("\n") != api)
        {
            File.WriteAllText(received, api);
            Assert.Fail($"The public API of {name} is not the approved one. Received: {received}. See `diff {approved} {received}`; where the change is meant, run `scripts/approve-public-api`.");
        }
    }
}
