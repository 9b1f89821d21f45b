using KerasPort.TensorFlow;

namespace KerasPort.Layers;

/// <summary>Whether axes that settings name are there.</summary>
internal static class AxisCheck
{
    /// <exception cref="ArgumentException">An axis lies outside, or is one that must not be named.</exception>
    public static void Within(string name, string argument, ReadOnlySpan<int> axes, Shape shape, int first = 0)
    {
        foreach (var axis in axes)
            if (axis >= shape.Rank || axis < first - shape.Rank || (axis >= 0 && axis < first))
                throw new ArgumentException($"`{name}`: {argument} must lie between {first} and {shape.Rank - 1}, or count from the end. Received: {argument}={axis}, shape={shape}.", argument);
    }
}
