using System.Reflection;
using System.Runtime.InteropServices;
using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow.Tests.Native;

[Trait("Category", "Contract")]
public sealed class InteropTests
{
    [TensorFlowFact]
    public void TheLibraryExportsEveryFunctionThatIsBound()
    {
        var names = typeof(TF).GetMethods(BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Select(method => method.Name)
            .Where(name => name.StartsWith("TF_", StringComparison.Ordinal) || name.StartsWith("TFE_", StringComparison.Ordinal))
            .Distinct()
            .ToArray();
        Assert.True(names.Length > 60);
        Assert.All(names, name => Assert.True(TF.Exports(name), name));
        Assert.False(TF.Exports("TF_NoSuchFunction"));
    }

    [TensorFlowFact]
    public void StructuresHaveTheSizesOfTheHeaders()
    {
        Assert.Equal(16, Marshal.SizeOf<OutputLayout>());
        Assert.Equal(32, Marshal.SizeOf<AttributeMetadata>());
        Assert.Equal(24, Marshal.SizeOf<BufferLayout>());
    }

    [TensorFlowFact]
    public void ElementTypesHaveTensorFlowsSizes()
    {
        foreach (var type in Enum.GetValues<DataType>().Where(type => type.Size() > 0))
            Assert.Equal((nuint)type.Size(), TF.TF_DataTypeSize(type));
        Assert.Equal(0, DataType.String.Size());
        Assert.Equal(0, DataType.Resource.Size());
    }

    [Fact]
    public void ElementTypesAreFoundByName()
    {
        foreach (var type in Enum.GetValues<DataType>().Where(type => type != DataType.None))
            Assert.Equal(type, DataTypes.Parse(type.Name()));
        var error = Assert.Throws<ArgumentException>(() => DataTypes.Parse("float"));
        Assert.StartsWith("dtype must be one of float32, float64, int32, ", error.Message, StringComparison.Ordinal);
        Assert.Contains(". Received: dtype='float'.", error.Message, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public void TheVersionIsTheLibrarys() => Assert.Matches("^[12]\\.[0-9]+\\.[0-9]+", Context.Version);
}
