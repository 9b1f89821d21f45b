using KerasPort.Testing;

namespace KerasPort.Tests.Fixtures;

public class KerasFixtureTests
{
    [Fact]
    public void ReluIsTheMaximumOfItsInputAndZero()
    {
        var entry = KerasFixture.Load("activations", "relu")[0];

        Assert.Empty(entry.Args);
        Assert.Equal([2, 3, 4], entry.Inputs["x"].Shape);
        Assert.Equal(entry.Inputs["x"].Floats().Select(x => Math.Max(x, 0)), entry.Outputs["y"].Floats());
    }

    [Fact]
    public void EveryFileOfCasesCanBeRead()
    {
        var kinds = Directory.GetFiles(KerasFixture.Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path))
            .Where(kind => KerasFixture.Json(kind).ContainsKey("cases")).ToList();

        Assert.Contains("losses", kinds);
        Assert.All(kinds, kind => Assert.NotEmpty(KerasFixture.Load(kind)));
    }

    [Fact]
    public void NpzFilesGiveTheirArraysByName()
    {
        var arrays = NpzFile.Load(Path.Combine(Repository.Root, "mnist.npz"));

        Assert.Equal([10000, 28, 28], arrays["x_test"].Shape);
        Assert.Equal([7, 2, 1, 0, 4], arrays["y_test"].Longs()[..5]);
    }
}