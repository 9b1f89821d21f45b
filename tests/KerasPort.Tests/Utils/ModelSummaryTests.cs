namespace KerasPort.Tests.Utils;

/// <summary>Summary prints what Keras 2.3.1 prints, byte for byte, whatever the user's language.</summary>
public sealed class ModelSummaryTests
{
    public static TheoryData<string, int, string> Cases()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var entry in KerasFixture.Load("summaries"))
            foreach (var culture in Cultures.Names)
                data.Add(entry.Name, entry.Index, culture);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void PrintsWhatKerasPrints(string name, int index, string culture) => Cultures.Run(culture, () =>
    {
        var cases = KerasFixture.Load("summaries");
        var test = cases[index];
        var config = cases.First(entry => entry.Name == name && entry.Json["config"] is not null).Json["config"]!;
        using var model = Keras.Models.ModelFromJson(config.ToJsonString());
        if (name == "frozen after compiling")
        {
            model.Layers[2].Trainable = true;
            model.Compile("sgd", "mse");
            model.Layers[2].Trainable = false;
        }
        using var text = new StringWriter { NewLine = "\n" };
        model.Summary(
            test.Args["line_length"] is { } length ? (int)length : null,
            test.Args["positions"]?.AsArray().Select(node => (double)node!).ToArray(),
            text.WriteLine);
        Assert.Equal(test.Text("text"), text.ToString());
    });
}
