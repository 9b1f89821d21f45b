using System.Reflection;
using System.Text.RegularExpressions;
using KerasPort.Activations;
using KerasPort.Constraints;
using KerasPort.Initializers;
using KerasPort.Losses;
using KerasPort.Metrics;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Regularizers;

namespace KerasPort.Tests.Docs;

/// <summary>docs/migrating-from-python.md holds every public name of Keras 2.3.1's training API, and its C# names are there.</summary>
public sealed partial class MigrationTableTests
{
    private static readonly ILookup<string, (string Python, string CSharp)> s_rows = Rows().ToLookup(row => row.Section, row => (row.Python, row.CSharp));

    /// <summary>What makes an object of a name in a section's table.</summary>
    private static readonly Dictionary<string, Func<string, object>> s_named = new()
    {
        ["keras.activations"] = name => (Activation)name,
        ["keras.initializers"] = name => (Initializer)name,
        ["keras.regularizers"] = name => (Regularizer)name,
        ["keras.constraints"] = name => (Constraint)name,
        ["keras.losses"] = name => (Loss)name,
        ["keras.metrics"] = name => (Metric)name,
        ["keras.optimizers"] = name => (Optimizer)name,
    };

    public static TheoryData<string> Modules => [.. KerasFixture.Load("api").Select(entry => entry.Name)];

    [Theory]
    [MemberData(nameof(Modules))]
    public void EveryNameOfKerasIsThere(string module)
    {
        var rows = s_rows[module].Concat(s_rows["keras." + module]);
        var names = rows.SelectMany(row => Quoted(row.Python)).ToHashSet();
        Assert.Empty(KerasFixture.Load("api", module).Single().Json["names"]!.AsArray().Select(name => (string)name!).Except(names));
    }

    [Fact]
    public void EveryNameOfCSharpExists()
    {
        Assert.True(s_rows.Count >= 13, "The table has fewer sections than it should.");
        foreach (var section in s_rows)
        {
            foreach (var (python, csharp) in section)
            {
                Assert.True(csharp == "-" || Quoted(csharp).Any(), $"{section.Key}: {python} has neither a C# name nor '-'.");
                foreach (var name in Quoted(csharp))
                    Assert.True(name.StartsWith('"') ? s_named[section.Key](name.Trim('"')) is not null : Exists(name), $"{section.Key}: there is no {name}.");
            }
        }
    }

    /// <summary>A type, or a type and its member; nested types count as members.</summary>
    private static bool Exists(string name)
    {
        const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.FlattenHierarchy;
        var dot = name.LastIndexOf('.');
        return TypesNamed(name).Any() || (dot > 0 && TypesNamed(name[..dot]).Any(type => type.GetMember(name[(dot + 1)..], Any).Any(IsVisible)));

        static IEnumerable<Type> TypesNamed(string name) => typeof(Model).Assembly.GetTypes().Where(type => type.IsVisible && ("." + type.FullName!.Replace('+', '.')).EndsWith("." + name, StringComparison.Ordinal));

        static bool IsVisible(MemberInfo member) => member switch
        {
            MethodBase method => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly,
            PropertyInfo property => property.GetMethod is { } get && IsVisible(get),
            _ => true,
        };
    }

    private static IEnumerable<(string Section, string Python, string CSharp)> Rows()
    {
        var section = "";
        foreach (var line in File.ReadLines(Path.Combine(Repository.Root, "docs", "migrating-from-python.md")))
        {
            if (line.StartsWith("## ", StringComparison.Ordinal))
                section = line[3..];
            else if (line.StartsWith("| `", StringComparison.Ordinal) && line.Split(" | ") is [var python, var csharp, ..])
                yield return (section, python, csharp);
        }
    }

    private static IEnumerable<string> Quoted(string cell) => Code().Matches(cell).Select(match => match.Groups[1].Value);

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Code();
}
