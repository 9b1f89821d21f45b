using System.Text.Json.Nodes;
using KerasPort.Training;

namespace KerasPort.Saving;

/// <summary>What Compile was given, as Keras 2.3.1 writes it into training_config.</summary>
internal static class TrainingConfigWriter
{
    public static JsonObject Write(Compilation compilation) => new()
    {
        ["optimizer_config"] = compilation.Optimizer.ToConfig(),
        ["loss"] = compilation.LossSpec?.ToConfig() ?? new JsonObject(),
        ["metrics"] = compilation.MetricsSpec?.ToConfig() ?? new JsonArray(),
        ["weighted_metrics"] = compilation.WeightedMetricsSpec?.ToConfig(),
        ["sample_weight_mode"] = compilation.SampleWeightMode?.ToConfig(),
        ["loss_weights"] = compilation.LossWeightsSpec?.ToConfig(),
    };
}
