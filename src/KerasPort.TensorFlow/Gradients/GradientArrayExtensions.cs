namespace KerasPort.TensorFlow;

/// <summary>What gradient rules ask of the gradients that flow in.</summary>
internal static class GradientArrayExtensions
{
    /// <summary>The gradient of the first output, the only one through which gradients flow in: it is never null when a rule runs.</summary>
    public static Output Incoming(this Output?[] gradients) =>
        gradients[0] ?? throw new InvalidOperationException("Gradients: no gradient flows into the operation's first output.");
}
