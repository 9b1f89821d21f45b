using KerasPort.Callbacks;
using KerasPort.Models;
using KerasPort.Testing;

namespace KerasPort.Tests.Callbacks;

[Collection("console")]
public sealed class TerminateOnNaNTests
{
    public static TheoryData<int> Cases() => [.. KerasFixture.Load("callbacks", "TerminateOnNaN").Select(entry => entry.Index)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void StopsWhereKerasDid(int index)
    {
        var test = KerasFixture.Load("callbacks")[index];
        using var model = new Sequential("model");
        using var console = new ConsoleText();
        var callback = new TerminateOnNaN { Model = model };
        var losses = test.Json["losses"]!.AsArray();
        for (var batch = 0; batch < losses.Count; batch++)
        {
            callback.OnTrainBatchEnd(batch, losses[batch] is { } loss ? new Logs { ["loss"] = KerasFixture.Value<double>(loss) } : []);
            Assert.Equal(test.Json["stops"]![batch]!.GetValue<bool>(), model.StopTraining);
        }
        Assert.Equal(test.Text("text"), console.Take());
    }
}
