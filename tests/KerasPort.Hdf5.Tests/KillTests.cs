using System.Diagnostics;
using System.Globalization;
using KerasPort.SaveLoop;

namespace KerasPort.Hdf5.Tests;

public class KillTests
{
    /// <summary>scripts/kill-while-saving asks for 200.</summary>
    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("KERASPORT_KILLS") ?? "20", CultureInfo.InvariantCulture);

    [Fact]
    public void AKilledSaveLeavesTheOldFileOrTheNewOne()
    {
        using var folder = new TemporaryFolder();
        var path = folder["model.h5"];
        var random = new Random(1);
        var marks = new HashSet<int>();
        for (var kill = 0; kill < Kills; kill++)
        {
            var last = SaveAndKill(path, random.Next(60));
            var mark = Marked.Read(path);

            // The process tells of a save after it: the file may be one save further.
            Assert.InRange(mark, last, last + 1);
            marks.Add(mark);
        }

        Assert.True(marks.Count > 1, "every kill came at the same moment");

        // The next save removes what the killed ones left.
        Marked.Save(path, 1);
        Assert.Equal(["model.h5"], folder.Names);
    }

    /// <returns>The last save that the process told of before it was killed.</returns>
    private static int SaveAndKill(string path, int milliseconds)
    {
        var start = new ProcessStartInfo(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "SaveLoop.dll"), "loop", path },
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var last = process.StandardOutput.ReadLine();
        Assert.NotNull(last);
        Thread.Sleep(milliseconds);
        process.Kill();
        while (process.StandardOutput.ReadLine() is { Length: > 0 } line)
        {
            last = line;
        }

        process.WaitForExit();
        return int.Parse(last, CultureInfo.InvariantCulture);
    }
}
