namespace KerasPort.TensorFlow;

/// <summary>Thin builders of graph operations, only those that are used. Each adds one operation to the graph of its inputs.</summary>
public static partial class Ops
{
    /// <summary>Reads a variable.</summary>
    public static Output ReadVariable(Output resource, DataType type, Shape shape)
    {
        var value = Build("ReadVariableOp", [resource], ("dtype", type));
        value.Graph.SetShape(value, shape);
        return value;
    }

    /// <summary>Sets a variable, after other operations: those that read the old value.</summary>
    public static Operation AssignVariable(Output resource, Output value, IReadOnlyList<Operation>? after = null) =>
        Assign("AssignVariableOp", resource, value, after);

    /// <summary>Adds to a variable, after other operations.</summary>
    public static Operation AssignAddVariable(Output resource, Output value, IReadOnlyList<Operation>? after = null) =>
        Assign("AssignAddVariableOp", resource, value, after);

    /// <summary>Subtracts from a variable, after other operations.</summary>
    public static Operation AssignSubVariable(Output resource, Output value, IReadOnlyList<Operation>? after = null) =>
        Assign("AssignSubVariableOp", resource, value, after);

    /// <summary>
    /// Runs <paramref name="body"/> as long as <paramref name="condition"/> holds. Both are functions of all loop values; the
    /// condition returns a bool scalar, the body the next values. It must not change variables.
    /// </summary>
    public static Output[] While(Output[] values, Function condition, Function body)
    {
        ArgumentNullException.ThrowIfNull(values);
        var graph = values[0].Graph;
        graph.AddFunction(condition);
        graph.AddFunction(body);
        var operation = BuildWithList("StatelessWhile", [values], ("cond", condition), ("body", body));
        return [.. Enumerable.Range(0, values.Length).Select(i => operation[i])];
    }

    /// <summary>An empty list of tensors of one shape, with room for a number of them.</summary>
    public static Output TensorListReserve(Output elementShape, Output count, DataType type) =>
        Build("TensorListReserve", [elementShape, count], ("element_dtype", type));

    /// <summary>The list with one element set.</summary>
    public static Output TensorListSetItem(Output list, Output index, Output item) =>
        Build("TensorListSetItem", [list, index, item], ("element_dtype", item.DataType));

    /// <summary>One element of the list.</summary>
    public static Output TensorListGetItem(Output list, Output index, Output elementShape, DataType type) =>
        Build("TensorListGetItem", [list, index, elementShape], ("element_dtype", type));

    /// <summary>The list as one tensor with a new first axis.</summary>
    public static Output TensorListStack(Output list, Output elementShape, DataType type) =>
        Build("TensorListStack", [list, elementShape], ("element_dtype", type));

    /// <summary>A list of the slices along the first axis.</summary>
    public static Output TensorListFromTensor(Output tensor, Output elementShape) =>
        Build("TensorListFromTensor", [tensor, elementShape], ("element_dtype", tensor.DataType));

    private static Operation Assign(string type, Output resource, Output value, IReadOnlyList<Operation>? after) =>
        resource.Graph.AddOperation(new OperationSpec(type)
        {
            Inputs = [resource, value],
            Attributes = new Dictionary<string, AttributeValue> { ["dtype"] = value.DataType },
            ControlInputs = after ?? [],
        });
}
