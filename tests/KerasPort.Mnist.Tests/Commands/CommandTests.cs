using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Tests.Commands;

/// <summary>The app's commands as a user runs them: what they print, leave behind and answer to bad input.</summary>
public sealed class CommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TensorFlowFact]
    public async Task TrainsSavesAndRecognises()
    {
        var (code, output, _) = await RunAsync("train", "--epochs", "1", "--seed", "1", "--verbose", "2", "--output", _folder["m.hdf5"]);
        Assert.Equal(0, code);
        Assert.StartsWith("60000 train samples\n10000 test samples\n", output, StringComparison.Ordinal);
        Assert.Equal(["history.png", "m.hdf5"], _folder.Names);

        Picture("one.png", (x, y) => x is > 12 and < 16 && y is > 4 and < 24 ? (byte)0 : (byte)255);
        (code, output, _) = await RunAsync("recognize", "--json", "--model", _folder["m.hdf5"], _folder["one.png"], _folder["no.png"]);
        Assert.Equal(1, code);
        var lines = output.TrimEnd().Split('\n').Select(line => JsonNode.Parse(line)!.AsObject()).ToArray();
        Assert.Equal(_folder["one.png"], (string)lines[0]["file"]!);
        Assert.Equal(1, (int)lines[0]["digit"]!);
        Assert.Equal(10, lines[0]["probabilities"]!.AsArray().Count);
        Assert.Equal(["file", "error"], lines[1].Select(pair => pair.Key));

        (code, output, _) = await RunAsync("recognize", "--faithful", "--model", _folder["m.hdf5"], _folder["one.png"]);
        Assert.Equal(0, code);
        Assert.StartsWith("faithful: the model is fed 0 to 255", output, StringComparison.Ordinal);
        Assert.Contains("digit: ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PreparesAPhoto()
    {
        Picture("photo.png", (x, y) => x > 14 ? (byte)200 : (byte)100);
        var (code, _, error) = await RunAsync("prepare", _folder["photo.png"], "--rect", "28,28,-28,-28", "--output", _folder["cut.png"]);
        Assert.True(code == 0, error);
        Assert.Equal(
            new GrayImage(28, 28, [.. Enumerable.Range(0, 784).Select(i => i % 28 > 14 ? (byte)255 : (byte)0)]).Pixels,
            ImageFile.Read(_folder["cut.png"]).ToGray().Pixels);
    }

    [Fact]
    public async Task ShowsADigitBesideAFile()
    {
        Picture("mine.png", (x, _) => x == 14 ? (byte)255 : (byte)0);
        var (code, output, error) = await RunAsync("show", "mine.png", "--compare", "--index", "3", "--numbers", "--output", "both.png");
        Assert.True(code == 0, error);
        Assert.Contains("mine.png", output, StringComparison.Ordinal);
        Assert.Contains("label: 1", output, StringComparison.Ordinal);
        Assert.Contains("██", output, StringComparison.Ordinal);
        Assert.Equal(2, output.Split("[[").Length - 1);
        Assert.Equal((640, 480), (ImageFile.Read(_folder["both.png"]).Width, ImageFile.Read(_folder["both.png"]).Height));
    }

    [TensorFlowTheory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task ServesUntilASignalEndsIt(string signal)
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no `kill` on Windows.");
        SaveModel("m.hdf5", 784);
        using var server = Start("serve", "--model", "m.hdf5", "--port", "0");
        var error = server.StandardError.ReadToEndAsync();
        var address = new Uri((await server.StandardOutput.ReadLineAsync())!);

        var (code, _, taken) = await RunAsync("serve", "--model", "m.hdf5", "--port", address.Port.ToString(CultureInfo.InvariantCulture));
        Assert.Equal(1, code);
        Assert.EndsWith(
            $"Port {address.Port} of 127.0.0.1 can't be listened on: another program has it, or it is not allowed. Give another with --port, or --port 0 for any free one.\n",
            taken, StringComparison.Ordinal);

        using (var client = new HttpClient { BaseAddress = address })
            Assert.Contains("Your handwriting", await client.GetStringAsync(new Uri("", UriKind.Relative)), StringComparison.Ordinal);
        await KillAsync(signal, server);
        Assert.Equal(0, server.ExitCode);
        Assert.DoesNotContain("   at ", await error, StringComparison.Ordinal);
    }

    [TensorFlowFact]
    public async Task ASignalCancelsTraining()
    {
        Skip.If(OperatingSystem.IsWindows(), "There is no `kill` on Windows.");
        using var training = Start("train", "--epochs", "1000", "--verbose", "2", "--output", "m.hdf5");
        var error = training.StandardError.ReadToEndAsync();
        while (await training.StandardOutput.ReadLineAsync() is { } line && !line.StartsWith("Epoch 1/", StringComparison.Ordinal)) { }
        await KillAsync("INT", training);
        Assert.Equal(130, training.ExitCode);
        Assert.EndsWith("Cancelled.\n", await error, StringComparison.Ordinal);
        Assert.Empty(_folder.Names);
    }

    [Theory]
    [InlineData(64, "--compare needs an IMAGE", "show", "--compare")]
    [InlineData(1, "--index must be from 0 to 9999 in the set test. Received: 10000.", "show", "--split", "test", "--index", "10000")]
    [InlineData(1, "not an image", "show", "text.png")]
    [InlineData(1, "must end in .png", "show", "photo.png", "--output", "o.gif")]
    [InlineData(64, "give either --rect x,y,w,h or --auto", "prepare", "photo.png", "--output", "o.png")]
    [InlineData(1, "A rectangle must be four whole numbers", "prepare", "photo.png", "--output", "o.png", "--rect", "1,2")]
    [InlineData(1, "The rectangle must hold at least one pixel", "prepare", "photo.png", "--output", "o.png", "--rect", "0,0,0,0")]
    [InlineData(1, "no digit was found", "prepare", "blank.png", "--output", "o.png", "--auto")]
    [InlineData(1, "text.png", "prepare", "text.png", "--output", "o.png", "--auto")]
    [InlineData(1, "folder", "prepare", "folder", "--output", "o.png", "--auto")]
    [InlineData(1, "no digit was found", "prepare", "dot.png", "--output", "o.png", "--auto")]
    [InlineData(1, "must not begin left of the picture", "prepare", "photo.png", "--output", "o.png", "--rect", "-1,0,9,9")]
    [InlineData(1, "may have at most 64000000 pixels. Received: 10000 x 10000.", "prepare", "huge.png", "--output", "o.png", "--rect", "0,0,9,9")]
    [InlineData(1, "text.png", "prepare", "text.png", "--output", "o.png", "--rect", "0,0,9,9")]
    [InlineData(1, "must end in .png, .jpg or .jpeg", "prepare", "photo.png", "--output", "o.gif", "--rect", "0,0,9,9")]
    [InlineData(1, "There is no file", "prepare", "nothing.png", "--output", "o.png", "--auto")]
    [InlineData(1, "There is no model", "recognize", "photo.png")]
    [InlineData(1, "There is no model", "serve")]
    [InlineData(1, "the model must take one picture of 28 x 28", "serve", "--model", "other.hdf5")]
    [InlineData(1, "text.png", "serve", "--model", "text.png")]
    [InlineData(64, "--port must be a whole number from 0 to 65535. Received: 65536.", "serve", "--port", "65536")]
    [InlineData(1, "the model must take one picture of 28 x 28", "recognize", "photo.png", "--model", "other.hdf5")]
    [InlineData(1, "nowhere.npz", "train", "--data", "nowhere.npz")]
    [InlineData(1, "text.png", "train", "--data", "text.png")]
    [InlineData(1, "`none/m.hdf5` can't be written: there is no folder", "train", "--output", "none/m.hdf5")]
    [InlineData(1, "`folder` can't be written: it must be a file", "train", "--output", "folder")]
    [InlineData(64, "--batch-size must be a whole number from 1. Received: 0.", "train", "--batch-size", "0")]
    [InlineData(64, "--epochs must be a whole number from 1. Received: -1.", "train", "--epochs", "-1")]
    [InlineData(64, "'many'", "train", "--epochs", "many")]
    [InlineData(64, "--verbose must be a whole number from 0 to 2. Received: 3.", "train", "--verbose", "3")]
    [InlineData(64, "'resnet'", "train", "--model", "resnet")]
    public async Task BadInputIsOneClearError(int expected, string message, params string[] arguments)
    {
        Picture("photo.png", (x, y) => x > 14 ? (byte)200 : (byte)100);
        Picture("blank.png", (_, _) => 255);
        new GrayImage(1, 1, [0]).Save(_folder["dot.png"]);
        File.WriteAllBytes(_folder["huge.png"], Pictures.Huge(10_000, 10_000));
        _folder.Write("text.png", "not a picture");
        _folder.Make("folder");
        SaveModel("other.hdf5", 3);
        var before = _folder.Names.ToArray();

        var (code, _, error) = await RunAsync(arguments);

        Assert.Equal(expected, code);
        Assert.Contains(message, error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", error, StringComparison.Ordinal);
        Assert.Equal(before, _folder.Names);
    }

    private void Picture(string name, Func<int, int, byte> pixel) =>
        new GrayImage(28, 28, [.. Enumerable.Range(0, 784).Select(i => pixel(i % 28, i / 28))]).Save(_folder[name]);

    private void SaveModel(string name, int inputs)
    {
        using var model = new Sequential([new Dense(10, inputShape: [inputs])]);
        model.Save(_folder[name]);
    }

    private async Task<(int Code, string Output, string Error)> RunAsync(params string[] arguments)
    {
        using var process = Start(arguments);
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output, await error);
    }

    private Process Start(params string[] arguments)
    {
        string[] app = ["dotnet", typeof(Recognition.RectangleTests).Assembly.Location.Replace(".Tests.dll", ".dll", StringComparison.Ordinal)];
        // A test run in the background ignores SIGINT, and what it starts would too.
        if (!OperatingSystem.IsWindows() && !OperatingSystem.IsMacOS()) app = ["env", "--default-signal=INT", .. app];
        return Process.Start(new ProcessStartInfo(app[0], [.. app[1..], .. arguments])
        {
            WorkingDirectory = _folder.Path,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    private static async Task KillAsync(string signal, Process process)
    {
        using (var kill = Process.Start("kill", ["-" + signal, process.Id.ToString(CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            throw;
        }
    }
}
