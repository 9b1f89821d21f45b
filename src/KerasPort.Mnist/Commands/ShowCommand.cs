using System.CommandLine;
using KerasPort.Mnist.Showing;
using KerasPort.Plotting;
using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Commands;

/// <summary>show: a picture of the data set or a file, in the terminal, as PNG and as numbers.</summary>
internal static class ShowCommand
{
    private const int Size = 28;

    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var file = new Argument<string?>("IMAGE") { Description = "An image file; without it a picture of MNIST is shown.", Arity = ArgumentArity.ZeroOrOne };
        var index = new Option<int>("--index") { Description = "The number of the picture of MNIST, from 0.", DefaultValueFactory = _ => 0 };
        var split = new Option<string>("--split") { Description = "train or test.", DefaultValueFactory = _ => "train" }.AcceptOnlyFromAmong("train", "test");
        var compare = new Option<bool>("--compare") { Description = "Show the file beside the picture of MNIST." };
        var output = new Option<string?>("--output") { Description = "A PNG to write, as matplotlib's imshow draws it with cmap binary." };
        var numbers = new Option<bool>("--numbers") { Description = "Print the pixels' numbers, as NumPy prints them." };
        var data = new Option<string?>("--data") { Description = "The file mnist.npz. Default: ./mnist.npz, else the one beside the program." };
        var command = new Command("show", "Show a picture of MNIST or an image file.") { file, index, split, compare, output, numbers, data };
        command.Validators.Add(result =>
        {
            if (result.GetValue(compare) && result.GetValue(file) is null)
                result.AddError("`show`: --compare needs an IMAGE to compare with the picture of MNIST.");
        });
        command.SetAction(parsed =>
        {
            var pictures = new List<(GrayImage Image, string Title)>();
            if (parsed.GetValue(file) is { } path)
                pictures.Add((ImageFile.Read(path).ToGray(), Path.GetFileName(path)));
            if (pictures.Count == 0 || parsed.GetValue(compare))
                pictures.Add(Load(parsed.GetValue(data), parsed.GetRequiredValue(split), parsed.GetValue(index)));
            Print(pictures);
            if (parsed.GetValue(numbers))
            {
                foreach (var (image, _) in pictures)
                    Console.WriteLine(NumPyText.Of(image));
            }
            if (parsed.GetValue(output) is { } target)
                ImagePlot.Save(target, pictures);
        });
        return command;
    }

    private static (GrayImage Image, string Title) Load(string? data, string split, int index)
    {
        var (train, test) = Keras.Datasets.Mnist.LoadData(DataFile.Locate(data));
        var (x, y) = split == "train" ? train : test;
        if (index < 0 || index >= x.shape[0])
            throw new ArgumentException(FormattableString.Invariant($"`show`: --index must be from 0 to {x.shape[0] - 1} in the set {split}. Received: {index}."));
        return (new GrayImage(Size, Size, x[index].ToArray<byte>()), FormattableString.Invariant($"label: {y.ToArray<byte>()[index]}"));
    }

    private static void Print(List<(GrayImage Image, string Title)> pictures)
    {
        var shades = pictures.ConvertAll(picture => Shades.Of(picture.Image));
        var widths = shades.ConvertAll(lines => lines[0].Length);
        for (var row = 0; row < shades.Max(lines => lines.Length); row++)
            Console.WriteLine(string.Join("  ", shades.Select((lines, column) => (row < lines.Length ? lines[row] : "").PadRight(widths[column]))).TrimEnd());
        Console.WriteLine(string.Join("  ", pictures.Select((picture, column) => picture.Title.PadRight(widths[column]))).TrimEnd());
    }
}
