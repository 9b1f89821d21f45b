using System.Text;
using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Showing;

/// <summary>A picture as blocks of shades for a terminal: two characters a pixel, the brighter the fuller.</summary>
internal static class Shades
{
    private const int MostColumns = 39;
    private const string Blocks = " ░▒▓█";

    /// <summary>One line of text a row of pixels; a larger picture is made smaller first.</summary>
    public static string[] Of(GrayImage image)
    {
        var scale = Math.Min(1f, (float)MostColumns / Math.Max(image.Width, image.Height));
        if (scale < 1) image = image.Resize(Math.Max(1, (int)(image.Width * scale)), Math.Max(1, (int)(image.Height * scale)));
        var lines = new string[image.Height];
        for (var y = 0; y < image.Height; y++)
        {
            var line = new StringBuilder();
            for (var x = 0; x < image.Width; x++) line.Append(Blocks[image[x, y] * Blocks.Length / 256], 2);
            lines[y] = line.ToString();
        }
        return lines;
    }
}
