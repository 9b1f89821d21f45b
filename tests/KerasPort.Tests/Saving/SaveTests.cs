using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Testing;

namespace KerasPort.Tests.Saving;

public sealed class SaveTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("kerasport").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TensorFlowFact]
    public void ALoadedModelPredictsTheSameAndGoesOnTheSame()
    {
        var random = new Random(1);
        var x = new float[40, 4];
        var y = new float[40, 3];
        for (var i = 0; i < 40; i++)
        {
            for (var j = 0; j < 4; j++)
                x[i, j] = random.NextSingle();
            y[i, i % 3] = 1;
        }
        using var model = new Sequential();
        model.Add(new Dense(5, activation: "relu", inputShape: [4]));
        model.Add(new Dense(3, activation: "softmax"));
        model.Compile(loss: "categorical_crossentropy", optimizer: new RMSprop(), metrics: ["accuracy"]);
        model.Fit(x, y, epochs: 2, verbose: 0, shuffle: false);
        var path = Path.Combine(_folder, "model.hdf5");
        model.Save(path);
        using var again = Keras.Models.LoadModel(path);
        Assert.Equal(model.Predict(x).ToArray<float>(), again.Predict(x).ToArray<float>());
        var going = model.Fit(x, y, epochs: 2, verbose: 0, shuffle: false)["loss"];
        var resumed = again.Fit(x, y, epochs: 2, verbose: 0, shuffle: false)["loss"];
        Assert.Equal(going, resumed);
    }

    [Fact]
    public void AnUnbuiltModelIsNotSaved()
    {
        using var model = new Sequential("empty");
        var error = Assert.Throws<InvalidOperationException>(() => model.Save(Path.Combine(_folder, "m.h5")));
        Assert.Equal("`empty`: the model must be built before it is saved: give the first layer an inputShape, call Build or Fit.", error.Message);
        Assert.Empty(Directory.GetFiles(_folder));
    }
}
