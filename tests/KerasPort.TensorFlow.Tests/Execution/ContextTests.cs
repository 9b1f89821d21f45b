namespace KerasPort.TensorFlow.Tests.Execution;

[Trait("Category", "Contract")]
public sealed class ContextTests
{
    [TensorFlowFact]
    public void CannotBeConfiguredAfterItsFirstUse()
    {
        Assert.Same(Context.Current, Context.Current);
        var error = Assert.Throws<InvalidOperationException>(() => Context.Configure(new ContextOptions { IntraOpThreads = 1 }));
        Assert.Equal("Runtime.Configure must be called before the first use of TensorFlow: the context's options are fixed then. Call it at the start of the program.", error.Message);
    }

    [TensorFlowFact]
    public void HasACpu()
    {
        var cpu = Context.Current.ListDevices()[0];
        Assert.Equal("CPU", cpu.Type);
        Assert.EndsWith("/device:CPU:0", cpu.Name, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsBecomeAConfigProto()
    {
        // Fields of config.proto: 1 device_count, 2 intra_op, 5 inter_op, 6 gpu_options (4 allow_growth, 5 visible_device_list), 7 soft placement.
        Assert.Equal([0x38, 1], new ContextOptions().ToConfigProto());
        Assert.Equal([0x10, 2, 0x28, 0x96, 0x01, 0x38, 1], new ContextOptions { IntraOpThreads = 2, InterOpThreads = 150 }.ToConfigProto());
        Assert.Equal([0x32, 2, 0x20, 1, 0x38, 1], new ContextOptions { GpuMemoryGrowth = true }.ToConfigProto());
        Assert.Equal([0x32, 5, 0x2A, 3, .. "0,1"u8, 0x38, 1], new ContextOptions { VisibleGpus = "0,1" }.ToConfigProto());
        Assert.Equal([0x0A, 7, 0x0A, 3, .. "GPU"u8, 0x10, 0, 0x38, 1], new ContextOptions { VisibleGpus = "" }.ToConfigProto());
    }
}
