using KerasPort.Callbacks;
using KerasPort.Initializers;
using KerasPort.Layers;
using KerasPort.Losses;
using KerasPort.Metrics;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Training;
using KerasPort.Utils;
using NumSharp;

namespace KerasPort.Tests.BadInput;

/// <summary>Mistakes by name: what is prepared, then what is done wrong. The names of Keras' own are those of errors.json.</summary>
internal static partial class Mistakes
{
    private static readonly float[,] s_x = new float[12, 4];
    private static readonly float[,] s_y = OneHot();
    private static readonly Dictionary<int, double> s_classes = new() { [0] = 1, [1] = 2, [2] = 1 };
    private static readonly float[] s_labels = [.. Enumerable.Range(0, 12).Select(i => (float)(i % 3))];

    public static readonly Dictionary<string, Func<TemporaryFolder, Action>> All = new()
    {
        ["fit before compile"] = _ => () => Net(false).Fit(s_x, s_y, verbose: 0),
        ["evaluate before compile"] = _ => () => Net(false).Evaluate(s_x, s_y, verbose: 0),
        ["train_on_batch before compile"] = _ => () => Net(false).TrainOnBatch(s_x, s_y),
        ["y shorter than x"] = _ => () => Net().Fit(s_x, new float[5, 3], verbose: 0),
        ["x with a wrong last length"] = _ => () => Net().Fit(new float[12, 3], s_y, verbose: 0),
        ["x with a wrong rank"] = _ => () => Net().Fit(new float[12, 4, 1], s_y, verbose: 0),
        ["y with a wrong last length"] = _ => () => Net().Fit(s_x, new float[12, 2], verbose: 0),
        ["predict with a wrong shape"] = _ => () => Net().Predict(new float[12, 3]),
        ["integer labels for categorical_crossentropy"] = _ => () => Net().Fit(s_x, s_labels, verbose: 0),
        ["labels out of range"] = _ => () =>
        {
            var model = Net(loss: "sparse_categorical_crossentropy");
            model.Fit(s_x, Enumerable.Range(0, 12).ToArray(), verbose: 0);
        },
        ["no samples"] = _ => () => Net().Fit(new float[0, 4], new float[0, 3], verbose: 0),
        ["no y"] = _ => () => Net().Fit(s_x, verbose: 0),
        ["two arrays for one input"] = _ => () => Net().Fit(new Array[] { s_x, s_x }, s_y, verbose: 0),
        ["one target for two outputs"] = _ => () => Two().Fit(s_x, s_y, verbose: 0),
        ["a dictionary without an output"] = _ => () => Two().Fit(s_x, new Dictionary<string, Array> { ["cls"] = s_y }, verbose: 0),
        ["a dictionary without an input"] = _ => () => Two().Fit(new Dictionary<string, Array> { ["z"] = s_x }, new Array[] { s_y, s_labels }, verbose: 0),
        ["sample weights of a wrong length"] = _ => () => Net().Fit(s_x, s_y, sampleWeight: new float[5], verbose: 0),
        ["sample weights with two dimensions"] = _ => () => Net().Fit(s_x, s_y, sampleWeight: new float[12, 3], verbose: 0),
        ["temporal weights for two dimensions"] = _ => () => Net(mode: "temporal").Fit(s_x, s_y, sampleWeight: new float[12, 3], verbose: 0),
        ["an unknown sample_weight_mode"] = _ => () => Net(mode: "other"),
        ["class weight without a class"] = _ => () => Net().Fit(s_x, s_y, classWeight: new Dictionary<int, double> { [0] = 1 }, verbose: 0),
        ["class weights for an unknown output"] = _ => () => Two().Fit(s_x, new Array[] { s_y, s_labels }, classWeight: new Dictionary<string, Dictionary<int, double>> { ["other"] = new() { [0] = 1 } }, verbose: 0),
        ["validation_split of everything"] = _ => () => Net().Fit(s_x, s_y, validationSplit: 1, verbose: 0),
        ["validation_split of all but nothing"] = _ => () => Net().Fit(s_x, s_y, validationSplit: 0.99, verbose: 0),
        ["validation_split with a generator"] = _ => () => Net().Fit(ModelData.From(Generator()), stepsPerEpoch: 2, validationSplit: 0.5, verbose: 0),
        ["y beside a generator"] = _ => () => Net().Fit(ModelData.From(Generator()), s_y, stepsPerEpoch: 2, verbose: 0),
        ["sample_weight beside a generator"] = _ => () => Net().Fit(ModelData.From(Generator()), sampleWeight: new float[12], stepsPerEpoch: 2, verbose: 0),
        ["batch_size beside a Sequence"] = _ => () => Net().Fit(new Pair(), batchSize: 4, verbose: 0),
        ["a generator without steps_per_epoch"] = _ => () => Net().Fit(ModelData.From(Generator()), verbose: 0),
        ["evaluate a generator without steps"] = _ => () => Net().Evaluate(ModelData.From(Generator()), verbose: 0),
        ["a generator as validation_data without steps"] = _ => () => Net().Fit(new Pair(), validationData: ModelData.From(Generator()), verbose: 0),
        ["validation_steps for arrays"] = _ => () => Net().Fit(s_x, s_y, validationData: (s_x, s_y), validationSteps: 2, verbose: 0),
        ["validation_steps for arrays beside a Sequence"] = _ => () => Net().Fit(new Pair(), validationData: (s_x, s_y), validationSteps: 2, verbose: 0),
        ["two workers for a generator"] = _ => () => Net().Fit(ModelData.From(Generator()), stepsPerEpoch: 2, workers: 2, verbose: 0),
        ["workers below zero"] = _ => () => Net().Fit(new Pair(), workers: -1, verbose: 0),
        ["a queue of nothing"] = _ => () => Net().Fit(new Pair(), maxQueueSize: 0, verbose: 0),
        ["a Sequence of nothing"] = _ => () => Net().Fit(new List<Batch>(), verbose: 0),
        ["a batch of nothing"] = _ => () => Net().Fit(new List<Batch> { (new float[0, 4], new float[0, 3]) }, verbose: 0),
        ["a batch without targets"] = _ => () => Net().Fit(new List<Batch> { s_x }, verbose: 0),
        ["a Sequence within a batch"] = _ => Try(() => new Batch(new Pair())),
        ["y beside a Sequence"] = _ => () => Net().Fit(new Pair(), s_y, verbose: 0),
        ["train_on_batch with a Sequence"] = _ => () => Net().TrainOnBatch(new Pair()),
        ["validation_freq of zero"] = _ => () => Net().Fit(s_x, s_y, validationData: (s_x, s_y), validationFreq: 0, verbose: 0),
        ["another shuffle"] = _ => () => Net().Fit(s_x, s_y, shuffle: "batches", verbose: 0),
        ["batch_size and steps_per_epoch"] = _ => () => Net().Fit(s_x, s_y, batchSize: 4, stepsPerEpoch: 2, verbose: 0),
        ["a batch size of zero"] = _ => () => Net().Fit(s_x, s_y, batchSize: 0, verbose: 0),
        ["another verbose"] = _ => () => Net().Fit(s_x, s_y, verbose: 3),
        ["train_on_batch with another batch length"] = _ => () => Net().TrainOnBatch(s_x, new float[3, 3]),
        ["input arrays of other lengths"] = _ => () => Joined().Fit(new Array[] { s_x, new float[5, 4] }, s_labels, verbose: 0),
        ["sample weights for another number of outputs"] = _ => () => Two().Fit(s_x, new Array[] { s_y, s_labels }, sampleWeight: new Array[] { s_labels }, verbose: 0),
        ["one array of sample weights for two outputs"] = _ => () => Two().Fit(s_x, new Array[] { s_y, s_labels }, sampleWeight: s_labels, verbose: 0),
        ["sample weights for an unknown output"] = _ => () => Two().Fit(s_x, new Array[] { s_y, s_labels }, sampleWeight: new Dictionary<string, Array> { ["other"] = s_labels }, verbose: 0),
        ["one class weight for two outputs"] = _ => () => Two().Fit(s_x, new Array[] { s_y, s_labels }, classWeight: s_classes, verbose: 0),
        ["class weights for another number of outputs"] = _ => () => Two().Fit(s_x, new Array[] { s_y, s_labels }, classWeight: new[] { s_classes }, verbose: 0),
        ["class weights for three dimensions"] = _ => () => Steps().Fit(new float[6, 4, 4], new float[6, 4, 3], classWeight: s_classes, verbose: 0),
        ["class weights for a class that is no whole number"] = _ => () => Net(loss: "mse", units: 1).Fit(s_x, new[] { 0, 0.5f, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0 }, classWeight: s_classes, verbose: 0),
        ["temporal weights with one dimension"] = _ => () => Steps("temporal").Fit(new float[6, 4, 4], new float[6, 4, 3], sampleWeight: new float[6], verbose: 0),
        ["temporal weights of another number of steps"] = _ => () => Steps("temporal").Fit(new float[6, 4, 4], new float[6, 4, 3], sampleWeight: new float[6, 3], verbose: 0),
        ["temporal weights that are not asked for"] = _ => () => Steps().Fit(new float[6, 4, 4], new float[6, 4, 3], sampleWeight: new float[6, 4], verbose: 0),
        ["sample_weight_mode for an unknown output"] = _ => () => Two(mode: new Dictionary<string, string?> { ["other"] = null, ["cls"] = null, ["reg"] = null }),
        ["sample_weight_mode without an output"] = _ => () => Two(mode: new Dictionary<string, string?> { ["cls"] = null }),
        ["sample_weight_mode for another number of outputs"] = _ => () => Two(mode: new string?[] { null }),
        ["a target for an output without a loss"] = _ => () => Two(loss: new Dictionary<string, Loss> { ["cls"] = "mse" }).Fit(s_x, new Array[] { s_y, s_labels }, verbose: 0),
        ["targets with a wrong rank"] = _ => () => Net().Fit(s_x, new float[12, 3, 1], verbose: 0),
        ["class numbers with a wrong rank"] = _ => () => Net(loss: "sparse_categorical_crossentropy").Fit(s_x, s_y, verbose: 0),
        ["validation data with a wrong shape"] = _ => () => Net().Fit(s_x, s_y, validationData: (new float[12, 3], s_y), verbose: 0),
        ["validation data of other lengths"] = _ => () => Net().Fit(s_x, s_y, validationData: (s_x, new float[5, 3]), verbose: 0),
        ["steps_per_epoch without validation_steps"] = _ => () => Net().Fit(s_x, s_y, validationData: (s_x, s_y), stepsPerEpoch: 2, verbose: 0),
        ["evaluate with batch_size and steps"] = _ => () => Net().Evaluate(s_x, s_y, batchSize: 4, steps: 2, verbose: 0),
        ["predict with batch_size and steps"] = _ => () => Net().Predict(s_x, batchSize: 4, steps: 2),
        ["predict a generator without steps"] = _ => () => Net().Predict(ModelData.From(Generator())),
        ["a generator that ends early"] = _ => () => Net().Fit(ModelData.From(Generator().Take(1)), stepsPerEpoch: 3, verbose: 0),
        ["another batch size than that of the input"] = _ => () => Stateful().Fit(new float[6, 3, 2], new float[6, 1], batchSize: 3, verbose: 0),
        ["validation data that the batch size does not divide"] = _ => () => Stateful().Fit(new float[4, 3, 2], new float[4, 1], validationData: (new float[3, 3, 2], new float[3, 1]), verbose: 0),
        ["evaluate a part of a stateful batch"] = _ => () => Stateful().Evaluate(new float[5, 3, 2], new float[5, 1], verbose: 0),
        ["predict a part of a stateful batch"] = _ => () => Stateful().Predict(new float[5, 3, 2]),
        ["the input of another layer than an input"] = _ => Try(() => new Model(new Dense(2, name: "first").Apply(Keras.Input([3], "a")), new Dense(2).Apply(Keras.Input([3], "b")), "net")),
        ["batch_input_shape that does not divide"] = _ => () => Stateful().Fit(new float[5, 3, 2], new float[5, 1], batchSize: 2, verbose: 0),
        ["an unknown loss"] = _ => () => Net(loss: "nothing"),
        ["an unknown optimizer"] = _ => () => Net(optimizer: "nothing"),
        ["an unknown metric"] = _ => () => Net(metrics: ["nothing"]),
        ["an unknown activation"] = _ => Try(() => new Dense(3, activation: "nothing")),
        ["an unknown initializer"] = _ => Try(() => new Dense(3, kernelInitializer: "nothing")),
        ["an unknown regularizer"] = _ => Try(() => new Dense(3, kernelRegularizer: "nothing")),
        ["an unknown constraint"] = _ => Try(() => new Dense(3, kernelConstraint: "nothing")),
        ["losses for another number of outputs"] = _ => () => Two(loss: (string[])["mse"]),
        ["a loss for an unknown output"] = _ => () => Two(loss: new Dictionary<string, Loss> { ["other"] = "mse", ["cls"] = "mse", ["reg"] = "mse" }),
        ["loss weights for an unknown output"] = _ => () => Two(weights: new Dictionary<string, double> { ["other"] = 1 }),
        ["loss weights for another number of outputs"] = _ => () => Two(weights: (double[])[1]),
        ["metrics for an unknown output"] = _ => () => Two(metrics: new Dictionary<string, Metric[]> { ["other"] = ["mse"] }),
        ["metrics for another number of outputs"] = _ => () => Two(metrics: (Metric[][])[["mse"]]),
        ["no loss"] = _ => () =>
        {
            var model = Net(false);
            model.Compile("sgd");
            model.Fit(s_x, s_y, verbose: 0);
        },
        ["softmax of one dimension"] = _ => Try(() => new Activation("softmax").Apply(Keras.Input([]))),
        ["a threshold out of range"] = _ => Try(() => new Precision([1.5])),
        ["an AUC of one threshold"] = _ => Try(() => new AUC(numThresholds: 1)),
        ["an unknown AUC curve"] = _ => Try(() => new AUC(curve: "x")),
        ["an unknown summation method"] = _ => Try(() => new AUC(summationMethod: "x")),
        ["a sensitivity out of range"] = _ => Try(() => new SpecificityAtSensitivity(1.5)),
        ["no thresholds"] = _ => Try(() => new SensitivityAtSpecificity(0.5, numThresholds: 0)),
        ["VarianceScaling with a scale of zero"] = _ => Try(() => new VarianceScaling(scale: 0)),
        ["VarianceScaling with an unknown mode"] = _ => Try(() => new VarianceScaling(mode: "x")),
        ["VarianceScaling with an unknown distribution"] = _ => Try(() => new VarianceScaling(distribution: "x")),
        ["Identity of three dimensions"] = _ => Try(() => new KerasPort.Initializers.Identity().Call([2, 2, 2])),
        ["ReduceLROnPlateau with a factor of one"] = _ => Try(() => new ReduceLROnPlateau(factor: 1)),
        ["ProgbarLogger with an unknown count mode"] = _ => Try(() => new ProgbarLogger("x")),
        ["a checkpoint path with an unknown name"] = folder => () => Net().Fit(s_x, s_y, verbose: 0, callbacks: [new ModelCheckpoint(folder["{nothing}.h5"])]),
        ["set_weights of another number"] = _ => () => Net().SetWeights(np.zeros(new NumSharp.Shape(4, 3))),
        ["set_weights of another shape"] = _ => () => Net().SetWeights(np.zeros(new NumSharp.Shape(4, 2)), np.zeros(new NumSharp.Shape(3))),
        ["get_layer of an unknown name"] = _ => () => Net().GetLayer("nothing"),
        ["get_layer out of range"] = _ => () => Net().GetLayer(5),
        ["the summary of an unbuilt model"] = _ => () => new Sequential([new Dense(3)], "net").Summary(),
        ["pop of an empty model"] = _ => () => new Sequential("net").Pop(),
        ["a layer after a model with two outputs"] = _ => Try(() => new Sequential([Two(compile: false)], "net")),
        ["two layers of one name"] = _ => Try(() => new Sequential([new Dense(3, inputShape: [4], name: "same"), new Dense(3, name: "same")], "net")),
        ["a disconnected graph"] = _ => Try(() => new Model(Keras.Input([3], "a"), new Dense(2, name: "d").Apply(Keras.Input([3], "b")), "net")),
        ["concatenate of other shapes"] = _ => () => new Concatenate(name: "join").Apply(Keras.Input([3, 4]), Keras.Input([4, 5])),
        ["concatenate of one input"] = _ => () => new Concatenate(name: "join").Apply([Keras.Input([3])]),
        ["dot of other lengths"] = _ => () => new Dot(1, name: "dot").Apply(Keras.Input([3]), Keras.Input([4])),
        ["Dense on a shape without a last length"] = _ => () => new Dense(3, name: "d").Apply(Keras.Input([null])),
        ["Reshape to another size"] = _ => () => new Reshape([5], name: "r").Apply(Keras.Input([4])),
        ["Conv2D on three dimensions"] = _ => () => new Conv2D(2, 3, name: "c").Apply(Keras.Input([5, 5])),
        ["LSTM on two dimensions"] = _ => () => new LSTM(3, name: "l").Apply(Keras.Input([5])),
        ["to_categorical with too few classes"] = _ => () => Keras.Utils.ToCategorical(new NDArray(new[] { 0, 5 }), 3),
        ["to_categorical of a negative class"] = _ => () => Keras.Utils.ToCategorical(new NDArray(new[] { 0, -1 }), 3),
        ["normalize along no axis"] = _ => () => Keras.Utils.Normalize(new NDArray(new[] { 1f, 2f }), axis: 2),
        ["load_model of no file"] = folder => () => Keras.Models.LoadModel(folder["none.h5"]),
        ["load_model of a folder"] = folder => () => Keras.Models.LoadModel(folder.Path),
        ["load_model of a foreign file"] = folder =>
        {
            folder.Write("model.h5", "This is no HDF5 file.");
            return () => Keras.Models.LoadModel(folder["model.h5"]);
        },
        ["load_model of an empty file"] = folder =>
        {
            folder.Write("model.h5", "");
            return () => Keras.Models.LoadModel(folder["model.h5"]);
        },
        ["load_model of half a file"] = folder =>
        {
            Net().Save(folder["whole.h5"]);
            var bytes = File.ReadAllBytes(folder["whole.h5"]);
            folder.Write("half.h5", bytes[..(bytes.Length / 2)]);
            return () => Keras.Models.LoadModel(folder["half.h5"]);
        },
        ["load_model of weights"] = folder =>
        {
            Net().SaveWeights(folder["weights.h5"]);
            return () => Keras.Models.LoadModel(folder["weights.h5"]);
        },
        ["weights of a file for another model"] = folder =>
        {
            Two().SaveWeights(folder["weights.h5"]);
            return () => Net().LoadWeights(folder["weights.h5"]);
        },
        ["save into no folder"] = folder => () => Net().Save(folder["none", "model.h5"]),
        ["save onto a folder"] = folder =>
        {
            folder.Make("model.h5");
            return () => Net().Save(folder["model.h5"]);
        },
        ["a checkpoint into no folder"] = folder => () => Net().Fit(s_x, s_y, verbose: 0, callbacks: [new ModelCheckpoint(folder["none", "model.h5"])]),
        ["mnist: no file"] = folder => () => Keras.Datasets.Mnist.LoadData(folder["mnist.npz"]),
        ["mnist: half a file"] = folder =>
        {
            folder.Write("mnist.npz", File.ReadAllBytes(Path.Combine(Repository.Root, "mnist.npz"))[..100_000]);
            return () => Keras.Datasets.Mnist.LoadData(folder["mnist.npz"]);
        },
        ["mnist: another archive"] = folder =>
        {
            Npz(folder["mnist.npz"], ("a", "|u1", [2], 2));
            return () => Keras.Datasets.Mnist.LoadData(folder["mnist.npz"]);
        },
        ["mnist: other shapes"] = folder =>
        {
            Npz(folder["mnist.npz"], ("x_train", "|u1", [2, 28, 27], 2 * 28 * 27), ("y_train", "|u1", [2], 2), ("x_test", "|u1", [1, 28, 28], 784), ("y_test", "|u1", [1], 1));
            return () => Keras.Datasets.Mnist.LoadData(folder["mnist.npz"]);
        },
        ["mnist: other types"] = folder =>
        {
            Npz(folder["mnist.npz"], ("x_train", "<f4", [2, 28, 28], 2 * 28 * 28 * 4), ("y_train", "|u1", [2], 2), ("x_test", "|u1", [1, 28, 28], 784), ("y_test", "|u1", [1], 1));
            return () => Keras.Datasets.Mnist.LoadData(folder["mnist.npz"]);
        },
        ["mnist: fewer labels than pictures"] = folder =>
        {
            Npz(folder["mnist.npz"], ("x_train", "|u1", [2, 28, 28], 2 * 28 * 28), ("y_train", "|u1", [1], 1), ("x_test", "|u1", [1, 28, 28], 784), ("y_test", "|u1", [1], 1));
            return () => Keras.Datasets.Mnist.LoadData(folder["mnist.npz"]);
        },
    };
}
