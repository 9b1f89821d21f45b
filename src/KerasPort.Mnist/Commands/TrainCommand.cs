using System.CommandLine;
using KerasPort.Hdf5;
using KerasPort.Mnist.Training;
using KerasPort.Plotting;
using KerasPort.TensorFlow;
using KerasPort.TensorFlow.Runtime;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Mnist.Commands;

/// <summary>train: the classic Keras script on MNIST. It is what the app does without a verb.</summary>
internal static class TrainCommand
{
    /// <summary>Makes the command's options and action on a command: the root takes them too.</summary>
    public static T AddTo<T>(T command) where T : Command
    {
        var data = new Option<string?>("--data") { Description = "The file mnist.npz. Default: ./mnist.npz, else the one beside the program." };
        var output = new Option<string>("--output") { Description = "The model; history.png goes beside it.", DefaultValueFactory = _ => "mnist.hdf5" };
        var network = new Option<string>("--model") { Description = "mlp: the classic 784-512-512-10; cnn: a small convolutional network, slower and better.", DefaultValueFactory = _ => "mlp" };
        network.AcceptOnlyFromAmong(Networks.Names);
        var augment = new Option<bool>("--augment") { Description = "Train on digits that are shifted, turned, slanted and drawn thinner or thicker, others in each epoch." };
        var epochs = new Option<int>("--epochs") { Description = "How often the data are gone through.", DefaultValueFactory = _ => 20 };
        var batchSize = new Option<int>("--batch-size") { Description = "Samples a step.", DefaultValueFactory = _ => 128 };
        var seed = new Option<int?>("--seed") { Description = "Makes first weights and shuffles repeat. Default: others each time." };
        var verbose = new Option<int>("--verbose") { Description = "0: silent, 1: a progress bar, 2: one line an epoch.", DefaultValueFactory = _ => 1 };
        epochs.Between(1);
        batchSize.Between(1);
        verbose.Between(0, 2);
        foreach (var option in new Option[] { data, output, network, augment, epochs, batchSize, seed, verbose })
            command.Options.Add(option);
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(data), parsed.GetRequiredValue(output), parsed.GetRequiredValue(network), parsed.GetValue(augment), parsed.GetValue(epochs), parsed.GetValue(batchSize), parsed.GetValue(seed), parsed.GetValue(verbose), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string? data, string output, string network, bool augment, int epochs, int batchSize, int? seed, int verbose, CancellationToken cancellation)
    {
        const int numClasses = 10;
        var picture = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(output))!, "history.png");
        AtomicFile.EnsureWritable(output);
        AtomicFile.EnsureWritable(picture);
        if (seed is { } number)
            np.random.seed(number);
        var ((xTrain, yTrain), (xTest, yTest)) = Keras.Datasets.Mnist.LoadData(DataFile.Locate(data));
        await RuntimeInstaller.EnsureInstalledAsync(progress: new ConsoleInstallProgress(), cancellationToken: cancellation).ConfigureAwait(false);
        using var model = Networks.Make(network);
        using var x = Digits(xTrain, model.InputShape);
        using var test = Digits(xTest, model.InputShape);
        Console.WriteLine($"{xTrain.shape[0]} train samples");
        Console.WriteLine($"{xTest.shape[0]} test samples");
        yTrain = Keras.Utils.ToCategorical(yTrain, numClasses);
        yTest = Keras.Utils.ToCategorical(yTest, numClasses);

        model.Summary();
        var (loss, validationLoss) = (new List<double>(), new List<double>());
        var augmentation = augment ? new Augmentation(seed ?? Random.Shared.Next()) : null;
        var digits = augment ? xTrain.ToArray<byte>() : [];
        // New digits each epoch need a Fit each epoch; otherwise one Fit goes through all.
        for (var first = 0; first < epochs; first = augment ? first + 1 : epochs)
        {
            augmentation?.Apply(digits, first).CopyTo(x.AsSpan<float>());
            var history = model.Fit(x, yTrain, batchSize: batchSize, epochs: augment ? first + 1 : epochs, initialEpoch: first, verbose: verbose, validationData: (test, yTest), cancellationToken: cancellation);
            loss.AddRange(history["loss"]);
            validationLoss.AddRange(history["val_loss"]);
        }
        var score = model.Evaluate(test, yTest, verbose: 0, cancellationToken: cancellation);
        Console.WriteLine(FormattableString.Invariant($"Test loss: {score[0]}"));
        Console.WriteLine(FormattableString.Invariant($"Test accuracy: {score[1]}"));
        model.Save(output);
        TrainingCurves.Save(picture, loss, validationLoss);
        return 0;
    }

    /// <summary>Digits scaled from 0..255 to 0..1, in memory that training shares: as NumSharp's arrays they would lie there twice.</summary>
    private static Tensor Digits(NDArray digits, Shape shape)
    {
        var tensor = new Tensor(DataType.Float32, shape.With(0, digits.shape[0]));
        var values = tensor.AsSpan<float>();
        var bytes = digits.ToArray<byte>();
        for (var i = 0; i < values.Length; i++)
            values[i] = bytes[i] / 255f;
        return tensor;
    }
}
