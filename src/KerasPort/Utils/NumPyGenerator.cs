using NumSharp;

namespace KerasPort.Utils;

/// <summary>NumPy's global generator (<c>np.random</c>), one thread at a time: models may be made and trained side by side, and it is not safe for that.</summary>
internal static class NumPyGenerator
{
    private static readonly Lock s_lock = new();

    /// <summary>Takes a seed: Keras' <c>np.random.randint(1, 10e6)</c>.</summary>
    public static int DrawSeed()
    {
        lock (s_lock)
            return (int)np.random.randint(1, 10_000_000).GetInt32();
    }

    /// <summary>Takes values of the normal distribution with mean 0 and deviation 1.</summary>
    public static double[] DrawNormal(long count)
    {
        lock (s_lock)
            return np.random.normal(0, 1, new NumSharp.Shape(count)).ToArray<double>();
    }

    /// <summary>Shuffles an array in place.</summary>
    public static void Shuffle(NDArray array)
    {
        lock (s_lock)
            np.random.shuffle(array);
    }

    /// <summary>A number that follows from the generator's state and leaves it as it is: the shuffles stay Python's.</summary>
    public static long Peek()
    {
        lock (s_lock)
        {
            var state = np.random.get_state();
            var hash = 1469598103934665603UL;
            foreach (var word in state.Key)
                hash = (hash ^ word) * 1099511628211;
            return (long)((hash ^ (uint)state.Pos) * 1099511628211 >> 24);
        }
    }
}
