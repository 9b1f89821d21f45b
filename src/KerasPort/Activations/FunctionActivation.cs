using KerasPort.TensorFlow;

namespace KerasPort.Activations;

/// <summary>An activation without settings: a name and a function.</summary>
internal sealed class FunctionActivation(string name, Func<Output, Output> function) : Activation
{
    public override string Name => name;

    public override Output Call(Output x) => function(x);
}
