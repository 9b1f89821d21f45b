using KerasPort.TensorFlow;

namespace KerasPort.Training;

/// <summary>What distinguishes one compiled step from another: its kind, how it gets the batch, and the types of the data.</summary>
internal sealed record StepSignature(StepKind Kind, bool Gathers, string Types)
{
    public static StepSignature Of(StepKind kind, bool gathers, IEnumerable<InputArray> inputs, IEnumerable<InputArray?> targets, IEnumerable<InputArray?> weights) => new(
        kind,
        gathers,
        string.Join(';', Text(inputs), Text(targets), Text(weights)));

    private static string Text(IEnumerable<InputArray?> arrays) =>
        string.Join(',', arrays.Select(array => array is null ? "-" : $"{array.DataType.Name()}{Inner(array.Shape)}"));

    /// <summary>Targets may have any shape where the loss is one's own, so the rank counts.</summary>
    private static string Inner(Shape shape) => shape.With(0, -1).ToString();
}
