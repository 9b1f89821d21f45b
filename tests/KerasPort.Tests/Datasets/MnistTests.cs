using System.IO.Compression;

namespace KerasPort.Tests.Datasets;

/// <summary>mnist.npz as it is, and what is said of files that are not it.</summary>
public sealed class MnistTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ReadsTheDataSet()
    {
        var ((xTrain, yTrain), (xTest, yTest)) = Keras.Datasets.Mnist.LoadData(Path.Combine(Repository.Root, "mnist.npz"));
        Assert.Equal([60000, 28, 28], xTrain.shape);
        Assert.Equal([60000], yTrain.shape);
        Assert.Equal([10000, 28, 28], xTest.shape);
        Assert.Equal([10000], yTest.shape);
        Assert.Equal([5, 0, 4, 1, 9], yTrain.ToArray<byte>()[..5]);
        Assert.Equal([7, 2, 1, 0, 4], yTest.ToArray<byte>()[..5]);
        Assert.Equal(175, xTrain.ToArray<byte>()[5 * 28 + 18]);
    }

    [Fact]
    public void AMissingFileIsNamedWithTheWayToGetIt()
    {
        var path = _folder["mnist.npz"];
        var error = Assert.Throws<FileNotFoundException>(() => Keras.Datasets.Mnist.LoadData(path));
        Assert.Equal($"There is no file {path}. Give the path of mnist.npz: it lies in the root of KerasPort's repository, and Python Keras puts it into ~/.keras/datasets.", error.Message);
    }

    [Fact]
    public void AFolderIsNoDataSet() => Assert.Throws<FileNotFoundException>(() => Keras.Datasets.Mnist.LoadData(_folder.Make("mnist.npz")));

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(5_000_000)]
    [InlineData(11_490_000)]
    public void ATruncatedFileIsRefused(int length)
    {
        var path = _folder.Write("mnist.npz", File.ReadAllBytes(Path.Combine(Repository.Root, "mnist.npz"))[..length]);
        var error = Assert.Throws<InvalidDataException>(() => Keras.Datasets.Mnist.LoadData(path));
        Assert.StartsWith($"{path}: the file can't be read as MNIST's archive of x_train, y_train, x_test and y_test: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnotherShapeOrTypeIsRefused()
    {
        var path = Archive([("x_train", "|u1", "(2, 28, 27)", 2 * 28 * 27), ("y_train", "|u1", "(2,)", 2), ("x_test", "|u1", "(1, 28, 28)", 784), ("y_test", "|u1", "(1,)", 1)]);
        Assert.Equal(
            $"{path}: x_train must be (n, 28, 28) and y_train (n,), both uint8. Received: x_train (2, 28, 27) uint8, y_train (2) uint8.",
            Assert.Throws<InvalidDataException>(() => Keras.Datasets.Mnist.LoadData(path)).Message);

        path = Archive([("x_train", "|u1", "(2, 28, 28)", 2 * 784), ("y_train", "|u1", "(2,)", 2), ("x_test", "<f4", "(1, 28, 28)", 784 * 4), ("y_test", "|u1", "(1,)", 1)]);
        Assert.Equal(
            $"{path}: x_test must be (n, 28, 28) and y_test (n,), both uint8. Received: x_test (1, 28, 28) float32, y_test (1) uint8.",
            Assert.Throws<InvalidDataException>(() => Keras.Datasets.Mnist.LoadData(path)).Message);

        path = Archive([("x_train", "|u1", "(2, 28, 28)", 2 * 784), ("y_train", "|u1", "(3,)", 3), ("x_test", "|u1", "(1, 28, 28)", 784), ("y_test", "|u1", "(1,)", 1)]);
        Assert.Equal(
            $"{path}: x_train must be (n, 28, 28) and y_train (n,), both uint8. Received: x_train (2, 28, 28) uint8, y_train (3) uint8.",
            Assert.Throws<InvalidDataException>(() => Keras.Datasets.Mnist.LoadData(path)).Message);
    }

    [Fact]
    public void ALabelThatIsNoDigitIsRefused()
    {
        var path = Archive([("x_train", "|u1", "(2, 28, 28)", 2 * 784), ("y_train", "|u1", "(2,)", 2), ("x_test", "|u1", "(1, 28, 28)", 784), ("y_test", "|u1", "(1,)", 1)], fill: 10);
        Assert.Equal(
            $"{path}: y_train must hold digits, 0 to 9. Received: 10 at index 0.",
            Assert.Throws<InvalidDataException>(() => Keras.Datasets.Mnist.LoadData(path)).Message);
    }

    [Fact]
    public void AnArrayThatIsNotThereIsNamed()
    {
        var path = Archive([("x_train", "|u1", "(2, 28, 28)", 2 * 784), ("y_train", "|u1", "(2,)", 2), ("x_test", "|u1", "(1, 28, 28)", 784)]);
        Assert.Contains("y_test", Assert.Throws<InvalidDataException>(() => Keras.Datasets.Mnist.LoadData(path)).Message[path.Length..], StringComparison.Ordinal);
    }

    [Fact]
    public void AHeaderThatClaimsMoreThanTheFileHoldsIsRefused()
    {
        var path = Archive([("x_train", "|u1", "(60000000, 28, 28)", 784), ("y_train", "|u1", "(60000000,)", 2), ("x_test", "|u1", "(1, 28, 28)", 784), ("y_test", "|u1", "(1,)", 1)]);
        Assert.Throws<InvalidDataException>(() => Keras.Datasets.Mnist.LoadData(path));
    }

    /// <summary>Writes an archive whose arrays hold one number, with headers that may lie.</summary>
    private string Archive((string Name, string Type, string Shape, int Bytes)[] arrays, byte fill = 1)
    {
        var path = _folder["made.npz"];
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        foreach (var (name, type, shape, bytes) in arrays)
        {
            using var stream = zip.CreateEntry(name + ".npy").Open();
            var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': {shape}, }}";
            header = header.PadRight(117) + "\n";
            stream.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header)]);
            stream.Write(Enumerable.Repeat(fill, bytes).ToArray());
        }
        return path;
    }
}
