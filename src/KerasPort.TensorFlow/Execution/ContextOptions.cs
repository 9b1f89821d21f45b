namespace KerasPort.TensorFlow;

/// <summary>How the one context of the process is made.</summary>
public sealed record ContextOptions
{
    /// <summary>Threads inside one operation; 0, the default: one a core.</summary>
    public int IntraOpThreads { get; init; }

    /// <summary>Operations at the same time; 0, the default: one a core.</summary>
    public int InterOpThreads { get; init; }

    /// <summary>Whether TensorFlow takes GPU memory as it needs it; default: all at once.</summary>
    public bool GpuMemoryGrowth { get; init; }

    /// <summary>The GPUs to use, by number: "0,1". "" uses none; null, the default, all.</summary>
    public string? VisibleGpus { get; init; }

    /// <summary>The options as a serialized ConfigProto protocol buffer.</summary>
    internal byte[] ToConfigProto()
    {
        var bytes = new List<byte>();
        if (VisibleGpus is "")
            bytes.AddRange([0x0A, 0x07, 0x0A, 0x03, .. "GPU"u8, 0x10, 0x00]);
        Number(bytes, 2, IntraOpThreads);
        Number(bytes, 5, InterOpThreads);
        var gpu = new List<byte>();
        Number(gpu, 4, GpuMemoryGrowth ? 1 : 0);
        if (!string.IsNullOrEmpty(VisibleGpus))
        {
            var list = System.Text.Encoding.UTF8.GetBytes(VisibleGpus);
            gpu.AddRange([0x2A, checked((byte)list.Length), .. list]);
        }
        if (gpu.Count > 0)
            bytes.AddRange([0x32, checked((byte)gpu.Count), .. gpu]);
        Number(bytes, 7, 1);
        return [.. bytes];
    }

    private static void Number(List<byte> bytes, int field, int value)
    {
        if (value == 0)
            return;
        bytes.Add((byte)(field << 3));
        for (var rest = (uint)value; ; rest >>= 7)
        {
            bytes.Add((byte)(rest < 0x80 ? rest : (rest & 0x7F) | 0x80));
            if (rest < 0x80)
                return;
        }
    }
}
