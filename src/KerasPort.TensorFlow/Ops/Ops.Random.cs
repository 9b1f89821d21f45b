namespace KerasPort.TensorFlow;

/// <summary>Thin builders of graph operations, only those that are used. Each adds one operation to the graph of its inputs.</summary>
public static partial class Ops
{
    /// <summary>Uniform numbers in [0, 1) that depend on the shape and the two seeds alone.</summary>
    public static Output RandomUniform(Output shape, Output seed) => Build("StatelessRandomUniform", [shape, seed], ("dtype", DataType.Float32));

    /// <summary>Numbers of the standard normal distribution that depend on the shape and the two seeds alone.</summary>
    public static Output RandomNormal(Output shape, Output seed) => Build("StatelessRandomNormal", [shape, seed], ("dtype", DataType.Float32));
}
