using KerasPort.Tools.Commands;

return await ToolCommand.RunAsync(args, Console.Out, Console.Error);
