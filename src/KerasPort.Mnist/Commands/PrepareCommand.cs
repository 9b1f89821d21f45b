using System.CommandLine;
using KerasPort.Mnist.Digits;
using KerasPort.Mnist.Recognition;
using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Commands;

/// <summary>prepare: makes of a photo the picture of 28 x 28 that `recognize` reads.</summary>
internal static class PrepareCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var photo = new Argument<string>("PHOTO") { Description = "A photo of a handwritten digit: JPEG, PNG, WebP, BMP or GIF." };
        var rectangle = new Option<string?>("--rect") { Description = "The digit's place as x,y,w,h in pixels of the upright photo. The steps are OpenCV's: grey, cut, 28 x 28, black below 128." };
        var auto = new Option<bool>("--auto") { Description = "Find the digit and make what MNIST's makers made: white on black, in a box of 20 x 20, centred by mass." };
        var output = new Option<string>("--output") { Description = "The picture, .png, .jpg or .jpeg.", Required = true };
        var command = new Command("prepare", "Cut the digit out of a photo and make it 28 x 28.") { photo, rectangle, auto, output };
        command.Validators.Add(result =>
        {
            if ((result.GetValue(rectangle) is null) == !result.GetValue(auto))
                result.AddError("`prepare`: give either --rect x,y,w,h or --auto.");
        });
        command.SetAction(parsed =>
        {
            var path = parsed.GetRequiredValue(photo);
            var target = parsed.GetRequiredValue(output);
            var place = parsed.GetValue(rectangle) is { } text ? Rectangle.Parse(text) : (Rectangle?)null;
            var image = ImageFile.Read(path);
            if (place is { } given)
            {
                Preparation.CutOut(image, given).Save(target);
                return;
            }
            var found = DigitFinder.Find(image) ?? throw new InvalidDataException($"\"{path}\": no digit was found in the photo: a digit in clear ink on plain paper was expected.");
            new GrayImage(Preparation.Size, Preparation.Size, found.Pixels).Save(target);
            Console.WriteLine(FormattableString.Invariant($"{path}: the digit is at {found.X},{found.Y},{found.Width},{found.Height}"));
        });
        return command;
    }
}
