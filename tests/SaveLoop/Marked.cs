using System.Globalization;
using KerasPort.Hdf5;

namespace KerasPort.SaveLoop;

/// <summary>Files all of whose contents say which of the saves wrote them.</summary>
public static class Marked
{
    private const int Layers = 20;
    private const int Values = 20_000;

    public static void SaveForever(string path)
    {
        for (var mark = 1; ; mark++)
        {
            Save(path, mark);
            Console.WriteLine(mark);
        }
    }

    public static void Save(string path, int mark)
    {
        var writer = new H5Writer();
        writer.Root.SetString("model_config", string.Create(CultureInfo.InvariantCulture, $"{mark}:{new string('x', 100_000)}:{mark}"));
        var values = new float[Values];
        Array.Fill(values, mark);
        for (var i = 0; i < Layers; i++)
        {
            writer.Root.AddDataset(string.Create(CultureInfo.InvariantCulture, $"model_weights/dense_{i}/kernel:0"), [Values], values);
        }

        writer.Save(path);
    }

    /// <summary>The mark of the file; an error if it is not whole.</summary>
    public static int Read(string path)
    {
        using var file = H5File.Open(path);
        var config = file.Root.Attributes.GetString("model_config");
        var mark = int.Parse(config.Split(':')[0], CultureInfo.InvariantCulture);
        var weights = file.Root.GetGroup("model_weights");
        return config.EndsWith(string.Create(CultureInfo.InvariantCulture, $"x:{mark}"), StringComparison.Ordinal)
            && weights.Keys.Count == Layers
            && weights.Keys.All(key => weights.GetDataset($"{key}/kernel:0").ReadSingles().All(value => value == mark))
            ? mark
            : throw new InvalidDataException($"`{path}` mixes two saves.");
    }
}
