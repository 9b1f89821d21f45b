using System.CommandLine;
using System.Globalization;
using KerasPort.Mnist.Recognition;
using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Commands;

/// <summary>recognize: says which digits pictures show.</summary>
internal static class RecognizeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var images = new Argument<string[]>("IMAGE") { Description = "Pictures of 28 x 28 that `prepare` made; with --auto, photos.", Arity = ArgumentArity.OneOrMore };
        var auto = new Option<bool>("--auto") { Description = "Find the digit in each picture first." };
        var faithful = new Option<bool>("--faithful") { Description = "Feed 0 to 255 to a model that was trained on 0 to 1, as the article does." };
        var json = new Option<bool>("--json") { Description = "One JSON object a picture: file, digit, probabilities; or file, error." };
        var model = new ModelOptions();
        var command = new Command("recognize", "Say which digits pictures show.") { images, auto, faithful, json };
        model.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var asArticle = parsed.GetValue(faithful);
            using var opened = await model.LoadAsync(parsed, asArticle ? InputRange.Bytes : null, count => DataFile.FirstDigits(DataFile.Locate(null), count), cancellation).ConfigureAwait(false);
            var recognizer = new Recognizer(opened);
            Action<string, Answer> tell = parsed.GetValue(json) ? (path, answer) => Console.WriteLine(AnswerJson.Text(AnswerJson.Of(path, answer))) : Write;
            Action<string, string> complain = parsed.GetValue(json) ? (path, message) => Console.WriteLine(AnswerJson.Text(AnswerJson.Error(path, message))) : (_, message) => Console.Error.WriteLine(message);
            if (asArticle && !parsed.GetValue(json))
                Console.WriteLine("faithful: the model is fed 0 to 255, though `train` fed it 0 to 1");
            var failed = false;
            foreach (var path in parsed.GetRequiredValue(images))
            {
                cancellation.ThrowIfCancellationRequested();
                try
                {
                    var image = ImageFile.Read(path);
                    tell(path, parsed.GetValue(auto) ? recognizer.Find(image, path) : recognizer.Read(image.ToGray(), path, asArticle));
                }
                catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
                {
                    failed = true;
                    complain(path, error.Message);
                }
            }
            return failed ? 1 : 0;
        });
        return command;
    }

    private static void Write(string file, Answer answer)
    {
        Console.WriteLine(file);
        for (var digit = 0; digit < answer.Probabilities.Length; digit++)
        {
            var probability = answer.Probabilities[digit];
            var bar = new string('█', (int)MathF.Round(40 * probability));
            Console.WriteLine($"  {digit}  {probability.ToString("0.0000", CultureInfo.InvariantCulture)}  {bar}".TrimEnd());
        }
        Console.WriteLine($"  digit: {answer.Digit}");
        if (answer.IsUnsure)
            Console.WriteLine($"  warning: the model is unsure; it may also be {answer.Second}");
    }
}
