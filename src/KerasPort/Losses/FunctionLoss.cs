using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>A loss made from a function. Keras: any callable given as loss.</summary>
internal sealed class FunctionLoss : Loss
{
    private readonly Func<Output, Output, Output> _function;

    public FunctionLoss(string name, Func<Output, Output, Output> function) : base(name)
    {
        _function = function ?? throw new ArgumentNullException(nameof(function));
        GivenName = name;
    }

    public override Output Call(Output yTrue, Output yPred) => _function(yTrue, yPred);
}
