using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Activations;

/// <summary>A layer without weights as another layer's activation: what files hold for <c>activation=LeakyReLU()</c>.</summary>
internal sealed class LayerActivation(string className, JsonObject config, Func<Output, Output> function) : Activation
{
    public override string Name => className;

    public override Output Call(Output x) => function(x);

    public override JsonNode ToConfig() => ConfigWriter.Object(className, (JsonObject)config.DeepClone());
}
