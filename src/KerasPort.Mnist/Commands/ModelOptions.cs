using System.CommandLine;
using KerasPort.Mnist.Recognition;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Mnist.Commands;

/// <summary>The options by which commands name the model that answers.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string> _model = new("--model") { Description = "The model's file: any Keras model that takes 28 x 28 and gives ten probabilities.", DefaultValueFactory = _ => "mnist.hdf5" };
    private readonly Option<int?> _range = new("--input-range") { Description = "What the model's pixels run to, 1 or 255. Default: what reads the first digits of mnist.npz better." };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(_model);
        command.Options.Add(_range);
        _range.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int?>() is not (null or 1 or 255))
                result.AddError("--input-range must be 1 or 255.");
        });
    }

    /// <summary>Opens the model; libtensorflow is installed first where there is none.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="range">What the pixels run to where the command line doesn't say, or null to find it out.</param>
    /// <param name="digits">Gives as many digits of mnist.npz as it is asked for, or null where there is no such file.</param>
    /// <param name="cancellation">Ends an installation.</param>
    public async Task<DigitModel> LoadAsync(ParseResult parsed, InputRange? range, Func<int, (byte[][] Pictures, byte[] Labels)?> digits, CancellationToken cancellation)
    {
        var model = DigitModel.Load(parsed.GetRequiredValue(_model));
        try
        {
            await RuntimeInstaller.EnsureInstalledAsync(progress: new ConsoleInstallProgress(), cancellationToken: cancellation).ConfigureAwait(false);
            if (parsed.GetValue(_range) is { } most) model.Range = most == 1 ? InputRange.One : InputRange.Bytes;
            else if (range is { } known) model.Range = known;
            else FindRange(model, digits);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    private static void FindRange(DigitModel model, Func<int, (byte[][] Pictures, byte[] Labels)?> digits)
    {
        const int enough = 100;
        if (digits(enough) is not { } known)
        {
            Console.Error.WriteLine("There is no mnist.npz to find out what the model's pixels run to: 1 is taken, --input-range 255 says otherwise.");
            return;
        }
        model.FindRange(known.Pictures, known.Labels);
        if (model.Range == InputRange.Bytes)
            Console.Error.WriteLine("The model's pixels run to 255: so it reads digits of mnist.npz better than from 0 to 1.");
    }
}
