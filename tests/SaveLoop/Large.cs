using System.Globalization;
using KerasPort.Hdf5;

namespace KerasPort.SaveLoop;

/// <summary>A file with very many members in one group.</summary>
public static class Large
{
    public static void SaveGroups(string path, int count)
    {
        var writer = new H5Writer();
        for (var i = 0; i < count; i++)
        {
            writer.Root.AddGroup(string.Create(CultureInfo.InvariantCulture, $"group/member_{i}")).SetInteger("number", i);
        }

        writer.Save(path);
    }
}
