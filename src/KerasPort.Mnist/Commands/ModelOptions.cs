using System.CommandLine;
using KerasPort.Mnist.Recognition;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Mnist.Commands;

/// <summary>The options by which commands name the model that answers.</summary>
internal sealed class ModelOptions
{
    private readonly Option<string> _model = new("--model") { Description = "The model's file: any Keras model that takes 28 x 28 and gives ten probabilities.", DefaultValueFactory = _ => "mnist.hdf5" };
    private readonly Option<int?> _range = new("--input-range") { Description = "What the model's pixels run to, 1 or 255. Default: 255 if its first layer is a Rescaling, else 1." };

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
    /// <param name="range">What the pixels run to where the command line doesn't say.</param>
    /// <param name="cancellation">Ends an installation.</param>
    public async Task<DigitModel> LoadAsync(ParseResult parsed, InputRange? range, CancellationToken cancellation)
    {
        var asked = parsed.GetValue(_range) switch
        {
            1 => InputRange.One,
            255 => InputRange.Bytes,
            _ => range,
        };
        var model = DigitModel.Load(parsed.GetRequiredValue(_model), asked);
        try
        {
            await RuntimeInstaller.EnsureInstalledAsync(progress: new ConsoleInstallProgress(), cancellationToken: cancellation).ConfigureAwait(false);
            return model;
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }
}
