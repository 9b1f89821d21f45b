namespace KerasPort.TensorFlow.Native;

/// <summary>The kinds of C objects that are counted.</summary>
internal enum LiveHandleKind { Tensor, Graph, Function, Context, Eager }

/// <summary>Counts the C objects that are alive, so that tests can see a leak.</summary>
internal static class LiveHandles
{
    private static readonly long[] s_counts = new long[5];

    public static void Add(LiveHandleKind kind) => Interlocked.Increment(ref s_counts[(int)kind]);

    public static void Remove(LiveHandleKind kind) => Interlocked.Decrement(ref s_counts[(int)kind]);

    public static long Count(LiveHandleKind kind) => Interlocked.Read(ref s_counts[(int)kind]);
}
