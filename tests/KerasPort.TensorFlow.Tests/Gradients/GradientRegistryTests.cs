using KerasPort.Testing;

namespace KerasPort.TensorFlow.Tests.Gradients;

[Trait("Category", "Contract")]
public sealed class GradientRegistryTests
{
    private static readonly GradientCase[] s_cases =
        [.. MathCases.All, .. ArrayCases.All, .. IndexCases.All, .. PictureCases.All];

    public static TheoryData<string, bool> Cases()
    {
        var data = new TheoryData<string, bool>();
        foreach (var test in s_cases)
        {
            data.Add(test.ToString(), false);
            if (test.AlsoUnknownBatch)
                data.Add(test.ToString(), true);
        }
        return data;
    }

    [TensorFlowTheory]
    [MemberData(nameof(Cases))]
    public void AgreesWithFiniteDifferences(string name, bool unknownBatch) =>
        GradientCheck.Run(s_cases.Single(test => test.ToString() == name), unknownBatch);

    [TensorFlowFact]
    public void EveryRuleHasACase()
    {
        var missing = GradientRegistry.Types.Except(s_cases.Select(test => test.Type));
        Assert.Empty(missing);
    }

    [TensorFlowFact]
    public void NoTypeIsBothFlatAndNot() => Assert.Empty(GradientRegistry.Types.Intersect(GradientRegistry.FlatTypes));
}
