using System.CommandLine;
using KerasPort.Tools.Inspecting;

namespace KerasPort.Tools.Commands;

/// <summary>kerasport h5: what is inside Keras' files, and what differs between two. Needs no libtensorflow.</summary>
internal static class H5Command
{
    /// <summary>What diff answers where it could not compare, as diff tools do.</summary>
    public const int Trouble = 2;

    /// <summary>Makes the command.</summary>
    public static Command Create() => new("h5", "Look into Keras' files (.h5, .hdf5, .keras) and compare them.") { Tree(), Summary(), Diff() };

    private static Command Tree()
    {
        var (file, json) = (File("file"), Json());
        var command = new Command("tree", "Show groups, arrays and attributes.") { file, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            return Answer([path], ExitCode.Failed, parsed.InvocationConfiguration, output =>
            {
                using var opened = InspectedFile.Open(path);
                var nodes = opened.Root is { } root ? FileNode.Walk(root) : [];
                if (parsed.GetValue(json))
                {
                    output.WriteLine(InspectionJson.Tree(opened, nodes));
                }
                else
                {
                    InspectionText.WriteTree(opened, nodes, output);
                }

                return ExitCode.Success;
            });
        });
        return command;
    }

    private static Command Summary()
    {
        var (file, json) = (File("file"), Json());
        var command = new Command("summary", "Show the Keras version, the model as Keras prints it, its weights in numbers, and whether it loads.") { file, json };
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(file);
            return Answer([path], ExitCode.Failed, parsed.InvocationConfiguration, output =>
            {
                var summary = FileSummary.Of(path);
                if (parsed.GetValue(json))
                {
                    output.WriteLine(InspectionJson.Of(summary));
                }
                else
                {
                    InspectionText.Write(summary, output);
                }

                return ExitCode.Success;
            });
        });
        return command;
    }

    private static Command Diff()
    {
        var (first, second, json) = (File("first"), File("second"), Json());
        var tolerance = new Option<double>("--tolerance") { Description = "Numbers that differ by no more count as the same. Default: 0.", HelpName = "X" };
        tolerance.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && (!double.TryParse(result.Tokens[0].Value, System.Globalization.CultureInfo.InvariantCulture, out var value) || !(value >= 0)))
            {
                result.AddError($"`--tolerance`: must be a number, 0 at least. Received: {result.Tokens[0].Value}.");
            }
        });
        var command = new Command("diff", "Tell what differs between two files. Exit code: 0 nothing, 1 something, 2 trouble.") { first, second, tolerance, json };
        command.SetAction(parsed =>
        {
            var (one, other) = (parsed.GetRequiredValue(first), parsed.GetRequiredValue(second));
            return Answer([one, other], Trouble, parsed.InvocationConfiguration, output =>
            {
                var difference = FileDifference.Of(one, other, parsed.GetValue(tolerance));
                if (parsed.GetValue(json))
                {
                    output.WriteLine(InspectionJson.Of(difference, one, other));
                }
                else
                {
                    InspectionText.Write(difference, output);
                }

                return difference.Same ? 0 : 1;
            });
        });
        return command;
    }

    private static int Answer(IReadOnlyList<string> paths, int failure, InvocationConfiguration io, Func<TextWriter, int> answer)
    {
        try
        {
            return answer(io.Output);
        }
        catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            var named = paths.Any(path => problem.Message.Contains(path, StringComparison.Ordinal));
            io.Error.WriteLine(named ? problem.Message : $"`{string.Join("`, `", paths)}`: {problem.Message}");
            return failure;
        }
    }

    private static Argument<string> File(string name) => new(name) { Description = "A file of Keras': .h5, .hdf5, .weights.h5 or .keras." };

    private static Option<bool> Json() => new("--json") { Description = "Write JSON (its fields are in docs/inspecting.md)." };
}
