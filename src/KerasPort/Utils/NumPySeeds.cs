using NumSharp;

namespace KerasPort.Utils;

/// <summary>Seeds from NumPy's global generator (<c>np.random</c>).</summary>
internal static class NumPySeeds
{
    /// <summary>Takes one: Keras' <c>np.random.randint(1, 10e6)</c>.</summary>
    public static int Draw() => (int)np.random.randint(1, 10_000_000).GetInt32();

    /// <summary>A number that follows from the generator's state and leaves it as it is: the shuffles stay Python's.</summary>
    public static long Peek()
    {
        var state = np.random.get_state();
        var hash = 1469598103934665603UL;
        foreach (var word in state.Key)
            hash = (hash ^ word) * 1099511628211;
        return (long)((hash ^ (uint)state.Pos) * 1099511628211 >> 24);
    }
}
