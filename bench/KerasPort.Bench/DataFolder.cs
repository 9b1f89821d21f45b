using KerasPort.TensorFlow;

namespace KerasPort.Bench;

/// <summary>MNIST's training digits as files that every contender reads without a library: x.bin (n x 784 bytes) and y.bin (n bytes).</summary>
internal static class DataFolder
{
    public static string Write()
    {
        var folder = Directory.CreateTempSubdirectory("kerasport-bench-").FullName;
        var ((x, y), _) = Keras.Datasets.Mnist.LoadData(Path.Combine(Machine.Repository, "mnist.npz"));
        File.WriteAllBytes(Path.Combine(folder, "x.bin"), x.ToArray<byte>());
        File.WriteAllBytes(Path.Combine(folder, "y.bin"), y.ToArray<byte>());
        return folder;
    }

    public static (Tensor X, Tensor Y) Read(string folder, int samples, int[] shape)
    {
        var x = new Tensor(DataType.Float32, new Shape([samples, .. shape]));
        var y = new Tensor(DataType.Float32, new Shape(samples, 10));
        var (pixels, labels) = (File.ReadAllBytes(Path.Combine(folder, "x.bin")), File.ReadAllBytes(Path.Combine(folder, "y.bin")));
        var values = x.AsSpan<float>();
        for (var i = 0; i < values.Length; i++)
            values[i] = pixels[i] / 255f;
        var targets = y.AsSpan<float>();
        targets.Clear();
        for (var i = 0; i < samples; i++)
            targets[i * 10 + labels[i]] = 1;
        return (x, y);
    }
}
