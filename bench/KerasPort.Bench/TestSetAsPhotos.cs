using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using KerasPort.Plotting.Images;

namespace KerasPort.Bench;

/// <summary>How many of MNIST's test digits the built app reads as they are, and drawn back into grey photos in which it has to find them.</summary>
internal static class TestSetAsPhotos
{
    private const int Size = 28;
    private const int Photo = 280;
    private const int FilesACall = 1000;

    public static void Run(string model, int count)
    {
        var (_, (x, y)) = Keras.Datasets.Mnist.LoadData(Path.Combine(Machine.Repository, "mnist.npz"));
        var (pixels, labels) = (x.ToArray<byte>(), y.ToArray<byte>());
        var folder = Directory.CreateTempSubdirectory("kerasport-bench-").FullName;
        try
        {
            var (plain, photos) = (0, 0);
            for (var first = 0; first < count; first += FilesACall)
            {
                var some = Enumerable.Range(first, Math.Min(FilesACall, count - first)).ToArray();
                foreach (var index in some)
                {
                    var digit = new GrayImage(Size, Size, pixels.AsSpan(Size * Size * index, Size * Size).ToArray());
                    digit.Save(Path.Combine(folder, Name("plain", index)));
                    OnPaper(digit, index).Save(Path.Combine(folder, Name("photo", index)));
                }
                plain += Right(folder, model, [.. some.Select(index => Name("plain", index))], some, labels);
                photos += Right(folder, model, ["--auto", .. some.Select(index => Name("photo", index))], some, labels);
                Console.WriteLine(FormattableString.Invariant($"{first + some.Length} digits: {plain} read right as they are, {photos} in photos"));
            }
            Results.Write("test-set-" + Path.GetFileNameWithoutExtension(model), new JsonObject
            {
                ["model"] = Path.GetFileName(model),
                ["digits"] = count,
                ["percent read right as they are"] = Math.Round(100.0 * plain / count, 2),
                ["percent read right in grey photos of 280 x 280"] = Math.Round(100.0 * photos / count, 2),
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Name(string kind, int index) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{index}.png");

    /// <summary>Dark ink on light grey paper, with a camera's noise.</summary>
    private static GrayImage OnPaper(GrayImage digit, int seed)
    {
        var random = new Random(seed);
        var large = digit.Resize(Photo, Photo);
        return new GrayImage(Photo, Photo, Array.ConvertAll(large.Pixels, ink => (byte)((225 * (1 - (0.85 * ink / 255))) + (8 * random.NextDouble()) - 4)));
    }

    private static int Right(string folder, string model, string[] arguments, int[] indices, byte[] labels)
    {
        using var app = Process.Start(new ProcessStartInfo("dotnet", [Machine.App, "recognize", "--json", "--model", Path.GetFullPath(model), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        })!;
        var lines = app.StandardOutput.ReadToEnd().TrimEnd().Split('\n');
        app.WaitForExit();
        if (lines.Length != indices.Length)
            throw new InvalidOperationException($"The app answered {lines.Length} lines for {indices.Length} pictures: see above.");
        return lines.Zip(indices).Count(pair => JsonNode.Parse(pair.First)!["digit"] is { } digit && (int)digit == labels[pair.Second]);
    }
}
