using System.Globalization;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.TensorFlow.Tests.Runtime.Installing;

public sealed class ConsoleInstallProgressTests
{
    [Theory]
    [InlineData("")]
    [InlineData("de-DE")]
    public void ATerminalShowsABar(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var text = new StringWriter();
        var progress = new ConsoleInstallProgress(text, isTerminal: true);
        progress.Report(new RuntimeInstallProgress("Downloading", 5_000_000, 10_000_000));
        progress.Report(new RuntimeInstallProgress("Downloading", 10_000_000, 10_000_000));
        progress.Report(new RuntimeInstallProgress("Unpacking"));
        Assert.Equal("Downloading\n"
            + "\r[===============...............]  50% 5.0/10.0 MB"
            + "\r[==============================] 100% 10.0/10.0 MB\n"
            + "Unpacking\n", text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public void ElsewhereEveryStepIsOneLine()
    {
        var text = new StringWriter();
        var progress = new ConsoleInstallProgress(text, isTerminal: false);
        for (var done = 0; done <= 10; done++)
            progress.Report(new RuntimeInstallProgress("Downloading", done, 10));
        progress.Report(new RuntimeInstallProgress("Unpacking", 1));
        Assert.Equal("Downloading\nUnpacking\n", text.ToString().Replace("\r\n", "\n", StringComparison.Ordinal));
    }
}
