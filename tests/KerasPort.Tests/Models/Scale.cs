using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Models;

/// <summary>A layer as a user writes one: input times a factor, plus a learned shift.</summary>
internal sealed class Scale(double factor, Shape? inputShape = null, string? name = null) : Layer(name, inputShape: inputShape)
{
    private Weight _shift = null!;

    public double Factor { get; } = factor;

    protected internal override void Build(Shape inputShape) => _shift = AddWeight("shift", [inputShape[-1]], "random_normal");

    protected internal override Output Call(Output input, CallContext context) => input * (float)Factor + context.Value(_shift);

    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["factor"] = Factor;
        return config;
    }
}
