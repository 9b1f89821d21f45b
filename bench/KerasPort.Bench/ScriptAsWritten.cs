using System.Diagnostics;
using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.TensorFlow;
using NumSharp;

namespace KerasPort.Bench;

/// <summary>The README's script, one epoch long; its last line says the runtime, seconds from process start to the end of the first step, and the most memory it held.</summary>
internal static class ScriptAsWritten
{
    public static void Run(string data)
    {
        using var f = np.load_npz(data);
        var (xTrain, yTrain) = (f["x_train"], f["y_train"]);
        var (xTest, yTest) = (f["x_test"], f["y_test"]);

        xTrain = xTrain.reshape(60000, 784).astype(np.float32);
        xTest = xTest.reshape(10000, 784).astype(np.float32);
        xTrain /= 255;
        xTest /= 255;

        yTrain = Keras.Utils.ToCategorical(yTrain, 10);
        yTest = Keras.Utils.ToCategorical(yTest, 10);

        var model = new Sequential();
        model.Add(new Dense(512, activation: "relu", inputShape: [784]));
        model.Add(new Dense(512, activation: "relu"));
        model.Add(new Dense(10, activation: "softmax"));
        model.Summary();

        var first = new FirstStep();
        model.Compile(loss: "categorical_crossentropy", optimizer: new RMSprop(), metrics: ["accuracy"]);
        model.Fit(xTrain, yTrain, batchSize: 128, epochs: 1, verbose: 2, callbacks: [first], validationData: (xTest, yTest));
        var score = model.Evaluate(xTest, yTest, verbose: 0);
        Console.WriteLine(FormattableString.Invariant($"Test accuracy: {score[1]}"));
        using var own = Process.GetCurrentProcess();
        var started = own.StartTime.ToUniversalTime();
        Console.WriteLine(FormattableString.Invariant($"{Context.Version} {(first.Ended - started).TotalSeconds:0.000} {Machine.PeakMegabytes(own.Id):0}"));
    }

    private sealed class FirstStep : Callback
    {
        public DateTime Ended { get; private set; }

        public override void OnTrainBatchEnd(int batch, Logs logs)
        {
            if (batch == 0)
                Ended = DateTime.UtcNow;
        }
    }
}
