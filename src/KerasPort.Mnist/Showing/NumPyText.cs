using System.Globalization;
using System.Text;
using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Showing;

/// <summary>A picture's numbers as NumPy prints a two-dimensional array of uint8.</summary>
internal static class NumPyText
{
    private const int LineWidth = 75;
    private const int Most = 1000;
    private const int Edge = 3;

    /// <summary>The text of <c>print(array)</c>: more than 1,000 numbers are shortened to three at each end.</summary>
    public static string Of(GrayImage image)
    {
        var shortened = image.Width * image.Height > Most;
        var (rows, columns) = (Shown(image.Height, shortened), Shown(image.Width, shortened));
        var width = rows.Where(row => row >= 0).SelectMany(row => columns.Where(column => column >= 0).Select(column => Number(image[column, row]).Length)).Max();
        var text = new StringBuilder("[");
        for (var place = 0; place < rows.Count; place++)
        {
            if (place > 0) text.Append("\n ");
            text.Append(rows[place] < 0 ? "..." : Row(image, rows[place], columns, width));
        }
        return text.Append(']').ToString();
    }

    /// <summary>The numbers of the rows or columns that are printed, -1 for the dots.</summary>
    private static List<int> Shown(int count, bool shortened) => !shortened || count <= 2 * Edge
        ? [.. Enumerable.Range(0, count)]
        : [.. Enumerable.Range(0, Edge), -1, .. Enumerable.Range(count - Edge, Edge)];

    private static string Row(GrayImage image, int row, List<int> columns, int width)
    {
        // Of the 75 columns a row leaves one for each closing bracket.
        const int room = LineWidth - 2;
        var (text, line) = (new StringBuilder(), "  ");
        for (var place = 0; place < columns.Count; place++)
        {
            var word = columns[place] < 0 ? "..." : Number(image[columns[place], row]).PadLeft(width);
            if (line.Length > 2 && line.Length + word.Length > room)
            {
                text.Append(line.TrimEnd()).Append('\n');
                line = "  ";
            }
            line += word;
            if (place < columns.Count - 1) line += " ";
        }
        return "[" + text.Append(line).ToString()[2..] + "]";
    }

    private static string Number(byte value) => value.ToString(CultureInfo.InvariantCulture);
}
