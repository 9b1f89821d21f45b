using KerasPort.Initializers;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>A bias of four gates whose second, the forget gate's, begins at 1.</summary>
internal sealed class UnitForgetBias(Initializer others) : Initializer
{
    public override float[] Call(Shape shape)
    {
        var units = (int)(shape.Count / 4);
        var input = others.Call([units]);
        var rest = others.Call([2 * units]);
        return [.. input, .. Enumerable.Repeat(1f, units), .. rest];
    }
}
