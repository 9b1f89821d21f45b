using System.Globalization;
using System.Runtime.InteropServices;
using KerasPort.Tools.Doctor.Machines;

namespace KerasPort.Tools.Doctor.Asking;

/// <summary>Lets the operating system's loader try libraries, in a process of its own.</summary>
internal static class LoaderChild
{
    /// <summary>The hidden command that the child runs.</summary>
    public const string Verb = "try-load";

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    public static IReadOnlyDictionary<string, LoadAnswer> Ask(IReadOnlyList<string> paths)
    {
        var answers = new Dictionary<string, LoadAnswer>();
        if (paths.Count == 0)
        {
            return answers;
        }

        var child = ChildProcess.Run(["doctor", Verb, .. paths], s_patience, []);
        foreach (var line in child.Output.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split('\t', 3);
            if (parts.Length == 3 && int.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code))
            {
                answers[parts[1]] = new LoadAnswer(code, parts[2]);
            }
        }

        return answers;
    }

    /// <summary>The child's part: one line a library.</summary>
    public static int Run(IEnumerable<string> paths, TextWriter output)
    {
        foreach (var path in paths)
        {
            var (code, text) = (0, "");
            try
            {
                // Kept loaded, as TensorFlow keeps them: the next one may need it.
                NativeLibrary.Load(path);
            }
            catch (Exception error) when (error is DllNotFoundException or BadImageFormatException)
            {
                text = error.Message.ReplaceLineEndings(" ").Replace('\t', ' ');
                code = OperatingSystem.IsWindows() ? WindowsCode(error) : 1;
            }

            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{code}\t{path}\t{text}"));
            output.Flush();
        }

        return 0;
    }

    // .NET turns error 193 into BadImageFormatException and puts other numbers into the text as 0x8007007E.
    private static int WindowsCode(Exception error)
    {
        var start = error.Message.IndexOf("0x8007", StringComparison.OrdinalIgnoreCase);
        return start >= 0 && int.TryParse(error.Message.AsSpan(start + 6, 4), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) ? code
            : error is BadImageFormatException ? 193 : 126;
    }
}
