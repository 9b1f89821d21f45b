using KerasPort.Layers;
using KerasPort.Mnist.Recognition;
using KerasPort.Mnist.Serving;
using KerasPort.Models;
using KerasPort.Optimizers;
using NumSharp;

namespace KerasPort.Mnist.Tests.Serving;

/// <summary>The page with a small network that was trained for a second on MNIST: it knows plain digits. The classes that ask it share one.</summary>
[CollectionDefinition(Name)]
public sealed class ServedPage : IAsyncLifetime, ICollectionFixture<ServedPage>
{
    /// <summary>What such a test class names in its Collection attribute.</summary>
    public const string Name = "the page";

    private readonly TemporaryFolder _folder = new();
    private DigitModel? _model;
    private DigitServer? _server;

    /// <summary>Where the page is; null where there is no libtensorflow.</summary>
    public Uri? Address { get; private set; }

    /// <summary>Where the model's file is.</summary>
    public string ModelFile => _folder["m.hdf5"];

    /// <summary>The model that answers.</summary>
    internal DigitModel Model => _model!;

    public async Task InitializeAsync()
    {
        if (TensorFlow.Runtime.RuntimeLocator.Find() is null)
            return;
        var path = Path.Combine(Repository.Root, "mnist.npz");
        var ((x, y), _) = Keras.Datasets.Mnist.LoadData(path);
        np.random.seed(1);
        using (var model = new Sequential([new Dense(64, activation: "relu", inputShape: [784]), new Dense(10, activation: "softmax")]))
        {
            model.Compile(new Adam(0.003), "categorical_crossentropy");
            var images = x.reshape(60000, 784).astype(np.float32);
            images /= 255;
            model.Fit(images, Keras.Utils.ToCategorical(y, 10), batchSize: 256, epochs: 2, verbose: 0);
            model.Save(ModelFile);
        }
        _model = DigitModel.Load(ModelFile);
        _server = await DigitServer.StartAsync(_model, new DigitSet(path), 0);
        Address = new Uri(_server.Address);
    }

    public async Task DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        _model?.Dispose();
        _folder.Dispose();
    }
}
