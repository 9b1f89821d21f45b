using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Tests.Utils;

public sealed class NumPyGeneratorTests
{
    [TensorFlowFact]
    public void ModelsAreMadeAndTrainedSideBySide()
    {
        Parallel.For(0, 8, new ParallelOptions { MaxDegreeOfParallelism = 8 }, _ =>
        {
            using var model = new Sequential([new Dense(3, inputShape: [2]), new Dropout(0.5), new Dense(1, kernelInitializer: "orthogonal")]);
            model.Compile("sgd", "mse");
            var history = model.Fit(new float[3000, 2], new float[3000, 1], batchSize: 1000, epochs: 60, verbose: 0);
            Assert.Equal(60, history["loss"].Count);
        });
    }
}
