using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;

namespace KerasPort.Bench;

/// <summary>The networks that are measured; the peers in bench/peers make the same.</summary>
internal static class Workload
{
    public const int BatchSize = 128;

    public static readonly string[] Names = ["mlp", "cnn", "lstm"];

    /// <summary>Samples an epoch.</summary>
    public static int Samples(string name) => name switch { "mlp" => 60000, "cnn" => 6400, _ => 12800 };

    /// <summary>The shape of a sample.</summary>
    public static int[] InputShape(string name) => name switch { "mlp" => [784], "cnn" => [28, 28, 1], _ => [28, 28] };

    public static Sequential Make(string name)
    {
        var model = name switch
        {
            "mlp" => new Sequential([new Dense(512, activation: "relu", inputShape: [784]), new Dense(512, activation: "relu"), new Dense(10, activation: "softmax")]),
            "cnn" => new Sequential(
            [
                new Conv2D(32, 3, activation: "relu", inputShape: [28, 28, 1]),
                new Conv2D(64, 3, activation: "relu"),
                new MaxPooling2D(2),
                new Dropout(0.25),
                new Flatten(),
                new Dense(128, activation: "relu"),
                new Dropout(0.5),
                new Dense(10, activation: "softmax"),
            ]),
            _ => new Sequential([new LSTM(128, inputShape: [28, 28]), new Dense(10, activation: "softmax")]),
        };
        model.Compile(loss: "categorical_crossentropy", optimizer: new RMSprop(), metrics: ["accuracy"]);
        return model;
    }
}
