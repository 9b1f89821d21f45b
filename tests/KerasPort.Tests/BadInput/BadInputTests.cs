using System.Text;
using System.Text.RegularExpressions;
using KerasPort.Models;

namespace KerasPort.Tests.BadInput;

/// <summary>
/// What is wrong is said: each row of BadInput.tsv is a mistake, the exception's type and its whole message. No file is left
/// behind, none is changed. Every situation in which real Keras raises an error (errors.json) has its row, or none is possible in C#.
/// </summary>
public sealed partial class BadInputTests
{
    private static readonly string s_table = Path.Combine(Repository.Root, "tests", "KerasPort.Tests", "BadInput", "BadInput.tsv");

    /// <summary>What Keras refuses and the compiler or another rule settles here.</summary>
    private static readonly Dictionary<string, string> s_elsewhere = new()
    {
        ["no x"] = "x is a parameter that must be given: null is an ArgumentNullException",
        ["validation_data of one part"] = "a tuple of one does not convert to ValidationData",
        ["validation_freq of a wrong type"] = "a text does not convert to ValidationFrequency",
        ["an optimizer with an unknown argument"] = "the compiler knows the arguments",
        ["an unknown layer argument"] = "the compiler knows the arguments",
        ["a schedule that gives no float"] = "a schedule is a function that gives a double",
        ["get_layer of nothing"] = "GetLayer takes a name or an index",
        ["add of something else"] = "Add takes a Layer",
        ["a model of something that is no tensor"] = "Model takes KerasTensors",
        ["a tensor without history as input"] = "every KerasTensor has a layer",
        ["an unknown reduction"] = "Reduction is an enumeration",
        ["Flatten of an unknown length"] = "tf.keras flattens what has no known length, and its files must open: who needs the length says so",
        ["optimizer weights of another number"] = "an optimizer's weights come from files: a warning says that they start anew",
        ["summary before the model is built"] = "a row of its own: the summary of an unbuilt model",
    };

    public static TheoryData<string> Names => [.. Mistakes.All.Keys];

    [TensorFlowTheory]
    [MemberData(nameof(Names))]
    public void SaysWhatIsWrong(string name)
    {
        using var folder = new TemporaryFolder();
        var act = Mistakes.All[name](folder);
        var before = folder.Names.ToDictionary(entry => entry, entry => File.Exists(folder[entry]) ? File.ReadAllBytes(folder[entry]) : []);
        var error = Record.Exception(act);
        Assert.True(error is not null, $"{name}: an exception is expected. None came.");
        Assert.Equal(before.Keys, folder.Names);
        Assert.All(before, entry => Assert.True(!File.Exists(folder[entry.Key]) || File.ReadAllBytes(folder[entry.Key]).SequenceEqual(entry.Value), $"{name}: {entry.Key} was changed."));
        var row = File.ReadAllLines(s_table).Skip(1).Select(line => line.Split('\t')).SingleOrDefault(fields => fields[0] == name);
        Assert.True(row is not null, $"BadInput.tsv needs the row: {Row(name, error, folder)}");
        Assert.Equal(string.Join('\t', row!), Row(name, error, folder));
    }

    [Fact]
    public void EveryErrorOfKerasHasItsRow()
    {
        var missing = KerasFixture.Load("errors").Where(entry => entry.Text("error") is not null)
            .Select(entry => entry.Name).Where(name => !Mistakes.All.ContainsKey(name) && !s_elsewhere.ContainsKey(name)).ToList();
        Assert.True(missing.Count == 0, $"Mistakes.All lacks {string.Join(", ", missing)}.");
    }

    [Fact]
    public void EveryRowOfTheTableIsTested() =>
        Assert.Empty(File.ReadAllLines(s_table).Skip(1).Select(line => line.Split('\t')[0]).Except(Mistakes.All.Keys));

    /// <summary>A row: the folder's path and what differs from machine to machine are left out.</summary>
    private static string Row(string name, Exception error, TemporaryFolder folder)
    {
        var message = new StringBuilder(error.Message).Replace(folder.Path, "{folder}").Replace("\r", "").Replace("\n", "\\n").Replace("\t", "\\t").ToString();
        message = SizeOfFile().Replace(message, "(size)");
        return string.Join('\t', name, error.GetType().Name, message);
    }

    [GeneratedRegex(@"\d{4,}(?= bytes)|(?<=and has )\d{4,}")]
    private static partial Regex SizeOfFile();
}
