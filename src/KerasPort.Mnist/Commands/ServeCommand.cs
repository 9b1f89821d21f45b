using System.CommandLine;
using KerasPort.Mnist.Serving;

namespace KerasPort.Mnist.Commands;

/// <summary>serve: a page on this computer on which one draws digits or opens photos.</summary>
internal static class ServeCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Make()
    {
        var port = new Option<int>("--port") { Description = "The port on 127.0.0.1; 0: any free one.", DefaultValueFactory = _ => 5080 };
        port.Between(0, 65535);
        var data = new Option<string?>("--data") { Description = "The file mnist.npz, to look at. Default: ./mnist.npz, else the one beside the program." };
        var model = new ModelOptions();
        var command = new Command("serve", "A web page on this computer: draw a digit or open a photo, and see what the model says.") { port, data };
        model.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var digits = new DigitSet(DataFile.Locate(parsed.GetValue(data)));
            using var opened = await model.LoadAsync(parsed, null, digits.First, cancellation).ConfigureAwait(false);
            // The first answer builds the step: it must not be a user's.
            opened.Predict(new byte[784]);
            var server = await DigitServer.StartAsync(opened, digits, parsed.GetValue(port), cancellation).ConfigureAwait(false);
            await using (server.ConfigureAwait(false))
            {
                Console.WriteLine(server.Address);
                Console.Error.WriteLine("Ctrl+C ends it.");
                await server.RunAsync(cancellation).ConfigureAwait(false);
            }
            return 0;
        });
        return command;
    }
}
