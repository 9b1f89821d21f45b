using System.Security.Cryptography;
using System.Text.Json;
using KerasPort.Plotting.Images;
using KerasPort.Testing;
using Xunit.Abstractions;

namespace KerasPort.Plotting.Tests.Images;

/// <summary>Every pixel is compared with those that OpenCV made (scripts/make-opencv-fixtures).</summary>
public class OpenCvTests(ITestOutputHelper output)
{
    public static TheoryData<string> Pictures()
    {
        var names = new TheoryData<string>();
        foreach (var picture in Expected("expected.json")) names.Add(picture.GetProperty("file").GetString()!);
        return names;
    }

    [Theory]
    [MemberData(nameof(Pictures))]
    public void ReadingCuttingResizingAndThresholdingGiveOpenCVsPixels(string name)
    {
        var expected = Expected("expected.json").Single(picture => picture.GetProperty("file").GetString() == name);
        Check(Repository.Fixture("opencv", name), expected);
    }

    [SkippableFact]
    public void TheSameHoldsForRealPhotos()
    {
        Skip.If(Repository.Shared is null || !Directory.Exists(Path.Combine(Repository.Shared, "photos")), "../shared/photos is not there.");
        var checkedPhotos = 0;
        foreach (var photo in Expected("photos.json"))
        {
            var path = Path.Combine(Repository.Shared!, "photos", photo.GetProperty("file").GetString()!);
            if (!File.Exists(path)) continue;
            Check(path, photo);
            checkedPhotos++;
        }
        output.WriteLine($"{checkedPhotos} photos");
        Skip.If(checkedPhotos == 0, "../shared/photos holds other photos.");
    }

    private static void Check(string path, JsonElement expected)
    {
        var gray = ImageFile.Read(path).ToGray();
        Assert.Equal((expected.GetProperty("width").GetInt32(), expected.GetProperty("height").GetInt32()), (gray.Width, gray.Height));
        Assert.Equal(expected.GetProperty("gray").GetString(), Hash(gray));
        foreach (var one in expected.GetProperty("cases").EnumerateArray())
        {
            int[] rect = [.. one.GetProperty("rect").EnumerateArray().Select(number => number.GetInt32())];
            // A slice of NumPy ends at the picture's edge; Crop wants a rectangle that lies inside.
            var (width, height) = (Math.Min(rect[2], gray.Width - rect[0]), Math.Min(rect[3], gray.Height - rect[1]));
            var small = gray.Crop(rect[0], rect[1], width, height).Resize(28, 28);
            if (one.TryGetProperty("resized", out var resized)) Assert.Equal(resized.GetBytesFromBase64(), small.Pixels);
            var prepared = small.Threshold(127);
            Assert.Equal(one.GetProperty("prepared").GetString(), Hash(prepared));
            Assert.Equal(one.GetProperty("saved").GetString(), Hash(Saved(prepared, ".jpg")));
            Assert.Equal(prepared.Pixels, Saved(prepared, ".png").Pixels);
        }
    }

    private static GrayImage Saved(GrayImage image, string ending)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}{ending}");
        try
        {
            image.Save(path);
            return ImageFile.Read(path).ToGray();
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Hash(GrayImage image) => Convert.ToHexStringLower(SHA256.HashData(image.Pixels));

    private static IEnumerable<JsonElement> Expected(string file) =>
        JsonDocument.Parse(File.ReadAllText(Repository.Fixture("opencv", file))).RootElement.GetProperty("pictures").EnumerateArray();
}
