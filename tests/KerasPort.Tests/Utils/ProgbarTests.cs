using KerasPort.Utils;

namespace KerasPort.Tests.Utils;

/// <summary>The progress bar writes what Keras 2.3.1 writes on a terminal, byte for byte; elsewhere the last state only.</summary>
public sealed class ProgbarTests
{
    public static TheoryData<string, int, string> Cases()
    {
        var data = new TheoryData<string, int, string>();
        foreach (var entry in KerasFixture.Load("progbar"))
            // Nobody can ask Fit for another width or interval.
            if (!entry.Args.ContainsKey("width") && !entry.Args.ContainsKey("interval"))
                foreach (var culture in Cultures.Names)
                    data.Add(entry.Name, entry.Index, culture);
        return data;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void WritesWhatKerasWrites(string name, int index, string culture) => Cultures.Run(culture, () =>
    {
        var test = KerasFixture.Load("progbar")[index];
        Assert.Equal(name, test.Name);
        var terminal = (bool)test.Json["terminal"]!;
        var now = (double)test.Json["start"]!;
        using var output = new StringWriter();
        var stateful = test.Args["stateful_metrics"]?.AsArray().Select(node => (string)node!) ?? [];
        var bar = new Progbar(test.Args["target"] is { } target ? (long)target : null, test.Arg("verbose", 1), stateful, output, terminal, () => now);
        var (seen, done) = (0L, 0);
        var texts = new List<string>();
        foreach (var update in test.Json["updates"]!.AsArray())
        {
            now = (double)update!["time"]!;
            var current = (long)update["current"]!;
            seen = (bool)test.Json["add"]! ? seen + current : current;
            bar.Update(seen, update["values"]!.AsArray().Select(pair => ((string)pair![0]!, KerasFixture.Value<double>(pair[1]))));
            texts.Add(output.ToString()[done..]);
            done = output.GetStringBuilder().Length;
        }
        var expected = test.Json["texts"]!.AsArray().Select(node => (string)node!).ToArray();
        if (terminal || test.Arg("verbose", 1) == 2 || test.Args["target"] is null)
            Assert.Equal(expected.Select(text => test.Args["target"] is null && !terminal && test.Arg("verbose", 1) == 1 ? text.TrimStart('\n') + "\n" : text), texts);
        else
            Assert.Equal(expected[^1].TrimStart('\n'), string.Concat(texts));
    });
}
