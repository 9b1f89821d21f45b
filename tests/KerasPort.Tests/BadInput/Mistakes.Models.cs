using System.IO.Compression;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Training;
using KerasPort.Utils;

namespace KerasPort.Tests.BadInput;

/// <summary>The models and data with which the mistakes are made.</summary>
internal static partial class Mistakes
{
    private static Action Try(Func<object> make) => () => make();

    private static Sequential Net(bool compile = true, LossSpec? loss = null, Optimizer? optimizer = null, MetricsSpec? metrics = null, SampleWeightMode? mode = null, int units = 3)
    {
        var model = new Sequential([new Dense(units, activation: "softmax", inputShape: [4], name: "out")], "net");
        if (compile)
            model.Compile(optimizer ?? "sgd", loss ?? "categorical_crossentropy", metrics, sampleWeightMode: mode);
        return model;
    }

    private static Model Two(bool compile = true, LossSpec? loss = null, LossWeights? weights = null, MetricsSpec? metrics = null, SampleWeightMode? mode = null)
    {
        var x = Keras.Input([4], "x");
        var model = new Model([x], [new Dense(3, name: "cls").Apply(x), new Dense(1, name: "reg").Apply(x)], "two");
        if (compile)
            model.Compile("sgd", loss ?? "mse", metrics, weights, mode);
        return model;
    }

    private static Model Joined()
    {
        var (a, b) = (Keras.Input([4], "a"), Keras.Input([4], "b"));
        var sum = new Dense(1, name: "out").Apply(new Concatenate().Apply(a, b)[0]);
        var model = new Model([a, b], [sum], "joined");
        model.Compile("sgd", "mse");
        return model;
    }

    private static Sequential Steps(SampleWeightMode? mode = null)
    {
        var model = new Sequential([new Dense(3, activation: "softmax", inputShape: [4, 4], name: "out")], "net");
        model.Compile("sgd", "mse", sampleWeightMode: mode);
        return model;
    }

    private static Sequential Stateful()
    {
        var model = new Sequential([new InputLayer([2, 3, 2], KerasPort.TensorFlow.DataType.Float32, "sequence"), new LSTM(2, stateful: true), new Dense(1)], "net");
        model.Compile("sgd", "mse");
        return model;
    }

    private static float[,] OneHot()
    {
        var y = new float[12, 3];
        for (var i = 0; i < 12; i++)
            y[i, i % 3] = 1;
        return y;
    }

    private static IEnumerable<Batch> Generator()
    {
        while (true)
            yield return (s_x, s_y);
    }

    private static void Npz(string path, params (string Name, string Type, int[] Shape, int Bytes)[] arrays)
    {
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, type, shape, bytes) in arrays)
        {
            var header = $"{{'descr': '{type}', 'fortran_order': False, 'shape': ({string.Join(", ", shape)},), }}".PadRight(117) + "\n";
            using var entry = archive.CreateEntry(name + ".npy").Open();
            entry.Write([0x93, .. "NUMPY"u8, 1, 0, (byte)header.Length, 0, .. System.Text.Encoding.ASCII.GetBytes(header), .. new byte[bytes]]);
        }
    }

    private sealed class Pair : Sequence
    {
        public override int Count => 2;

        public override Batch this[int index] => (s_x, s_y);
    }
}
