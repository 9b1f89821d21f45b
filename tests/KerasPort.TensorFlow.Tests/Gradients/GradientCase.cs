namespace KerasPort.TensorFlow.Tests.Gradients;

/// <summary>One input of a gradient case: its shape, what the graph knows of it, and its numbers.</summary>
/// <param name="Shape">The dimensions, all known.</param>
/// <param name="Min">The smallest value.</param>
/// <param name="Max">The largest value.</param>
public sealed record GradientInput(Shape Shape, double Min = -2, double Max = 2)
{
    /// <summary>Values of its own in place of random ones.</summary>
    public double[]? Values { get; init; }

    /// <summary>Whether the graph knows the whole shape even where batches are unknown: weights.</summary>
    public bool AlwaysKnown { get; init; }
}

/// <summary>An expression whose gradients are compared with finite differences.</summary>
/// <param name="Type">The operation whose rule it tests.</param>
/// <param name="Name">What is special.</param>
/// <param name="Inputs">The inputs with regard to which the gradients are taken.</param>
/// <param name="Build">Builds the expression.</param>
public sealed record GradientCase(string Type, string Name, GradientInput[] Inputs, Func<Output[], Output> Build)
{
    /// <summary>float64 unless the operation has no such kernel.</summary>
    public DataType DataType { get; init; } = DataType.Float64;

    /// <summary>Whether the case also runs with the first dimension of each input unknown to the graph.</summary>
    public bool AlsoUnknownBatch { get; init; } = true;

    public override string ToString() => $"{Type}: {Name}";
}
