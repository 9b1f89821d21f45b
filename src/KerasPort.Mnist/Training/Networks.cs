using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;

namespace KerasPort.Mnist.Training;

/// <summary>The networks that `train` can make, compiled and untrained.</summary>
internal static class Networks
{
    /// <summary>What --model takes.</summary>
    public static readonly string[] Names = ["mlp", "cnn"];

    private const int NumClasses = 10;

    /// <summary>The network of the given name.</summary>
    public static Sequential Make(string name) => name switch
    {
        "mlp" => Classic(),
        "cnn" => Convolutional(),
        _ => throw new ArgumentException($"`train`: --model must be one of {string.Join(", ", Names)}. Received: {name}."),
    };

    /// <summary>The network of the Keras script: 784-512-512-10.</summary>
    private static Sequential Classic()
    {
        var model = new Sequential();
        model.Add(new Dense(512, activation: "relu", inputShape: [784]));
        model.Add(new Dense(512, activation: "relu"));
        model.Add(new Dense(NumClasses, activation: "softmax"));
        model.Compile(loss: "categorical_crossentropy", optimizer: new RMSprop(), metrics: ["accuracy"]);
        return model;
    }

    /// <summary>Two convolutions with pooling and a hidden layer.</summary>
    private static Sequential Convolutional()
    {
        var model = new Sequential();
        model.Add(new Conv2D(32, 5, activation: "relu", padding: "same", inputShape: [28, 28, 1]));
        model.Add(new MaxPooling2D(2));
        model.Add(new Conv2D(64, 5, activation: "relu"));
        model.Add(new MaxPooling2D(2));
        model.Add(new Dropout(0.25));
        model.Add(new Flatten());
        model.Add(new Dense(256, activation: "relu"));
        model.Add(new Dropout(0.5));
        model.Add(new Dense(NumClasses, activation: "softmax"));
        // The rate falls to a quarter within ten epochs of 128 samples a step: the last epochs settle.
        model.Compile(loss: "categorical_crossentropy", optimizer: new Adam(decay: 6e-4), metrics: ["accuracy"]);
        return model;
    }
}
