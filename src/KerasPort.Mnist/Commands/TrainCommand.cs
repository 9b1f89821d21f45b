using System.CommandLine;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Plotting;
using KerasPort.TensorFlow.Runtime;
using NumSharp;

namespace KerasPort.Mnist.Commands;

/// <summary>train: the classic Keras script on MNIST. It is what the app does without a verb.</summary>
internal static class TrainCommand
{
    /// <summary>Makes the command's options and action on a command: the root takes them too.</summary>
    public static T AddTo<T>(T command) where T : Command
    {
        var data = new Option<string?>("--data") { Description = "The file mnist.npz. Default: ./mnist.npz, else the one beside the program." };
        var output = new Option<string>("--output") { Description = "The model; history.png goes beside it.", DefaultValueFactory = _ => "mnist.hdf5" };
        var epochs = new Option<int>("--epochs") { Description = "How often the data are gone through.", DefaultValueFactory = _ => 20 };
        var batchSize = new Option<int>("--batch-size") { Description = "Samples a step.", DefaultValueFactory = _ => 128 };
        var seed = new Option<int?>("--seed") { Description = "Makes first weights and shuffles repeat. Default: others each time." };
        var verbose = new Option<int>("--verbose") { Description = "0: silent, 1: a progress bar, 2: one line an epoch.", DefaultValueFactory = _ => 1 };
        foreach (var option in new Option[] { data, output, epochs, batchSize, seed, verbose })
            command.Options.Add(option);
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(data), parsed.GetRequiredValue(output), parsed.GetValue(epochs), parsed.GetValue(batchSize), parsed.GetValue(seed), parsed.GetValue(verbose), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? data, string output, int epochs, int batchSize, int? seed, int verbose, CancellationToken cancellation)
    {
        const int numClasses = 10;
        await RuntimeInstaller.EnsureInstalledAsync(progress: new ConsoleInstallProgress(), cancellationToken: cancellation).ConfigureAwait(false);
        if (seed is { } number)
            np.random.seed(number);
        var path = data ?? (File.Exists("mnist.npz") ? "mnist.npz" : Path.Combine(AppContext.BaseDirectory, "mnist.npz"));
        var ((xTrain, yTrain), (xTest, yTest)) = Keras.Datasets.Mnist.LoadData(path);
        xTrain = xTrain.reshape(xTrain.shape[0], 784).astype(np.float32);
        xTest = xTest.reshape(xTest.shape[0], 784).astype(np.float32);
        xTrain /= 255;
        xTest /= 255;
        Console.WriteLine($"{xTrain.shape[0]} train samples");
        Console.WriteLine($"{xTest.shape[0]} test samples");
        yTrain = Keras.Utils.ToCategorical(yTrain, numClasses);
        yTest = Keras.Utils.ToCategorical(yTest, numClasses);

        using var model = new Sequential();
        model.Add(new Dense(512, activation: "relu", inputShape: [784]));
        model.Add(new Dense(512, activation: "relu"));
        model.Add(new Dense(numClasses, activation: "softmax"));
        model.Summary();
        model.Compile(loss: "categorical_crossentropy", optimizer: new RMSprop(), metrics: ["accuracy"]);
        var history = model.Fit(xTrain, yTrain, batchSize: batchSize, epochs: epochs, verbose: verbose, validationData: (xTest, yTest), cancellationToken: cancellation);
        var score = model.Evaluate(xTest, yTest, verbose: 0, cancellationToken: cancellation);
        Console.WriteLine(FormattableString.Invariant($"Test loss: {score[0]}"));
        Console.WriteLine(FormattableString.Invariant($"Test accuracy: {score[1]}"));
        model.Save(output);
        if (epochs > 0)
            TrainingCurves.Save(Path.Combine(Path.GetDirectoryName(Path.GetFullPath(output))!, "history.png"), history["loss"], history["val_loss"]);
        return 0;
    }
}
