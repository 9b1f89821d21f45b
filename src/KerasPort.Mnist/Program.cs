using System.CommandLine;
using KerasPort.Mnist.Commands;

var root = TrainCommand.AddTo(new RootCommand("KerasPort on MNIST: trains the classic network of the Keras script and reads handwritten digits."));
root.Subcommands.Add(TrainCommand.AddTo(new Command("train", "Train the classic network; the same as without a verb.")));
root.Subcommands.Add(PrepareCommand.Make());
root.Subcommands.Add(RecognizeCommand.Make());
root.Subcommands.Add(ServeCommand.Make());
root.Subcommands.Add(ShowCommand.Make());
var parsed = root.Parse(args);
if (parsed.Errors.Count > 0)
{
    await parsed.InvokeAsync();
    return 64;
}
using var interruption = new Interruption();
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, interruption.Token);
}
catch (OperationCanceledException)
{
    Console.Error.WriteLine("Cancelled.");
    return 130;
}
catch (Exception error) when (error is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException or DllNotFoundException)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
