using System.Globalization;
using KerasPort.SaveLoop;

// A small program for tests that need another process: it saves one file again and again until it is killed, or writes
// files for other readers to check.
switch (args)
{
    case ["loop", var path]:
        Marked.SaveForever(path);
        break;
    case ["copy", var from, var to]:
        FileCopy.Copy(from, to);
        break;
    case ["groups", var path, var count]:
        Large.SaveGroups(path, int.Parse(count, CultureInfo.InvariantCulture));
        break;
    default:
        Console.Error.WriteLine("usage: SaveLoop loop FILE | copy FROM TO | groups FILE COUNT");
        return 64;
}

return 0;
