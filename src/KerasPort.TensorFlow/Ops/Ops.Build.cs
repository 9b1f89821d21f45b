namespace KerasPort.TensorFlow;

/// <summary>Thin builders of graph operations, only those that are used. Each adds one operation to the graph of its inputs.</summary>
public static partial class Ops
{
    private static Output Build(string type, ReadOnlySpan<Output> inputs, params ReadOnlySpan<(string Name, AttributeValue Value)> attributes) =>
        BuildOperation(type, inputs, attributes)[0];

    private static Operation BuildOperation(string type, ReadOnlySpan<Output> inputs, params ReadOnlySpan<(string Name, AttributeValue Value)> attributes)
    {
        var list = new OperationInput[inputs.Length];
        for (var i = 0; i < list.Length; i++)
            list[i] = inputs[i];
        return inputs[0].Graph.AddOperation(new OperationSpec(type) { Inputs = list, Attributes = Attributes(attributes) });
    }

    private static Operation BuildWithList(string type, ReadOnlySpan<OperationInput> inputs, params ReadOnlySpan<(string Name, AttributeValue Value)> attributes) =>
        inputs[0].Outputs[0].Graph.AddOperation(new OperationSpec(type) { Inputs = inputs.ToArray(), Attributes = Attributes(attributes) });

    private static Dictionary<string, AttributeValue> Attributes(ReadOnlySpan<(string Name, AttributeValue Value)> attributes)
    {
        var result = new Dictionary<string, AttributeValue>(attributes.Length);
        foreach (var (name, value) in attributes)
            result.Add(name, value);
        return result;
    }
}
