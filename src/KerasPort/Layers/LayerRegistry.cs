using System.Text.Json.Nodes;
using KerasPort.Saving;

namespace KerasPort.Layers;

/// <summary>The layers by the class name of files, each with what makes it from a file's settings.</summary>
internal static class LayerRegistry
{
    private static readonly Dictionary<string, Func<ConfigReader, Layer>> s_makers = new()
    {
        ["Activation"] = config => new Activation(config),
        ["Dense"] = config => new Dense(config),
        ["InputLayer"] = config => new InputLayer(config),
    };

    public static IReadOnlyCollection<string> Names => s_makers.Keys;

    /// <summary>Makes a layer from a file's object.</summary>
    /// <exception cref="InvalidDataException">The class is not known, or a setting is wrong.</exception>
    public static Layer Create(string className, JsonObject config, LoadContext context)
    {
        var reader = new ConfigReader(className, config, context);
        if (context.CustomObjects.Find<Layer>(className, config) is { } custom)
            return Finish(custom, reader, config);
        if (!s_makers.TryGetValue(className, out var make))
            throw reader.Error("the class is not known here. If it is one of your own, pass it by customObjects");
        Layer layer;
        try
        {
            layer = make(reader);
        }
        catch (ArgumentException error)
        {
            throw reader.Error(error.Message);
        }
        reader.CheckAllRead();
        return Finish(layer, reader, config);
    }

    private static Layer Finish(Layer layer, ConfigReader reader, JsonObject config)
    {
        layer.Name = reader.Name ?? layer.Name;
        layer.Trainable = reader.Bool("trainable", true);
        layer.Dialect = reader.Dialect;
        layer.DataType = reader.Context.DataType(config, layer.DataType);
        layer.BatchInputShape = reader.Shape("batch_input_shape") ?? reader.Shape("batch_shape") ?? layer.BatchInputShape;
        return layer;
    }
}
