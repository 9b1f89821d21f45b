using NumSharp;

namespace KerasPort.Tests.Utils;

/// <summary>Keras.Utils against real Keras.</summary>
public sealed class UtilsFixtureTests
{
    public static TheoryData<string, int> Cases()
    {
        var data = new TheoryData<string, int>();
        // NumPy counts -1 from the end and cuts 0.9 to 0; here a label that is no class is an error.
        foreach (var entry in KerasFixture.Load("utils").Where(entry => !entry.Inputs.TryGetValue("y", out var y) || y.Doubles().All(value => value >= 0 && value == Math.Floor(value))))
            data.Add(entry.Name, entry.Index);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void GivesWhatKerasGives(string name, int index)
    {
        var test = KerasFixture.Load("utils")[index];
        var result = name switch
        {
            "to_categorical" => Keras.Utils.ToCategorical(Array(test.Inputs["y"]), test.Args["num_classes"] is { } classes ? (int)classes : null),
            "normalize" => Keras.Utils.Normalize(Array(test.Inputs["x"]), test.Arg("axis", -1), test.Arg("order", 2.0)),
            _ => throw new InvalidOperationException($"The fixture is of an unknown function: {name}."),
        };
        KerasPort.Tests.Numbers.AssertClose(test.Outputs["value"], new NpyArray([.. result.shape.Select(length => (int)length)], result.ToArray<float>()), test.ToString());
    }

    private static NDArray Array(NpyArray array) => array.Data is long[] longs
        ? new NDArray(longs, new NumSharp.Shape([.. array.Shape.Select(length => (long)length)]))
        : new NDArray(array.Floats(), new NumSharp.Shape([.. array.Shape.Select(length => (long)length)]));
}
