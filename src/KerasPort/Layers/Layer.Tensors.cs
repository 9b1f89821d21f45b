namespace KerasPort.Layers;

public abstract partial class Layer
{
    /// <summary>The symbolic output of the layer's only call: with it a part of a trained model becomes a model. Keras: layer.output.</summary>
    /// <exception cref="InvalidOperationException">The layer was not called yet, was called more than once, or has several outputs.</exception>
    public virtual KerasTensor Output => Only(OnlyCall("output").Outputs, "output");

    /// <summary>The symbolic input of the layer's only call. Keras: layer.input.</summary>
    /// <exception cref="InvalidOperationException">The layer was not called yet, was called more than once, or has several inputs.</exception>
    public virtual KerasTensor Input => InboundNodes is [{ Inputs: [] } entry, ..] ? Only(entry.Outputs, "input") : Only(OnlyCall("input").Inputs, "input");

    /// <summary>The symbolic output of one of the layer's calls. Keras: layer.get_output_at.</summary>
    /// <param name="call">Which call, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer calls.</exception>
    public KerasTensor GetOutputAt(int call) => Only(CallAt(call).Outputs, "output");

    /// <summary>The symbolic input of one of the layer's calls. Keras: layer.get_input_at.</summary>
    /// <param name="call">Which call, from 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer calls.</exception>
    public KerasTensor GetInputAt(int call) => Only(CallAt(call).Inputs, "input");

    private Node OnlyCall(string what) => InboundNodes.Count switch
    {
        1 => InboundNodes[0],
        0 => throw new InvalidOperationException($"`{Name}`: the layer was not called yet, so it has no {what}."),
        _ => throw new InvalidOperationException($"`{Name}`: the layer was called {InboundNodes.Count} times, so its {what} is ambiguous: use {(what == "output" ? nameof(GetOutputAt) : nameof(GetInputAt))}."),
    };

    private Node CallAt(int call) => call >= 0 && call < InboundNodes.Count
        ? InboundNodes[call]
        : throw new ArgumentOutOfRangeException(nameof(call), $"`{Name}`: the layer was called {InboundNodes.Count} times. Received: call={call}.");

    private KerasTensor Only(KerasTensor[] tensors, string what) => tensors.Length == 1
        ? tensors[0]
        : throw new InvalidOperationException($"`{Name}`: this call has {tensors.Length} {what}s.");
}
