using KerasPort.Layers;
using KerasPort.Saving;

namespace KerasPort.Models;

/// <summary>Makes a model anew from another one's settings, with fresh weights. Keras: models.clone_model.</summary>
internal static class ModelCloner
{
    public static Model Clone(Model model, Func<Layer, Layer> cloneLayer)
    {
        var clone = model is Sequential sequential ? Sequential(sequential, cloneLayer) : Functional(model, cloneLayer);
        (clone.Dialect, clone.KerasVersion, clone.Trainable) = (model.Dialect, model.KerasVersion, model.Trainable);
        return clone;
    }

    /// <summary>A layer of the same settings. One's own class can't be made so: its constructor is not known.</summary>
    public static Layer CloneLayer(Layer layer)
    {
        if (layer is Lambda lambda)
            return lambda.Copy();
        var isOwn = !LayerRegistry.Names.Contains(layer.ClassName) || layer.GetType().Assembly != typeof(Layer).Assembly;
        if (isOwn)
            throw new ArgumentException($"`{layer.Name}`: a {layer.ClassName} can't be cloned from its settings alone: pass a cloneFunction that makes one.");
        var version = KerasVersions.Of(layer.Dialect);
        var clone = LayerRegistry.Create(layer.ClassName, (System.Text.Json.Nodes.JsonObject)layer.GetConfig().DeepClone(), new LoadContext($"`{layer.Name}`", version, CustomObjects.Empty));
        clone.Trainable = layer.Trainable;
        return clone;
    }

    private static Sequential Sequential(Sequential model, Func<Layer, Layer> cloneLayer)
    {
        var clone = new Sequential(model.Name);
        foreach (var layer in model.Layers)
            clone.Add(Make(layer, cloneLayer));
        if (clone.Outputs.Count == 0 && model.Outputs.Count > 0)
            clone.Build(model.InputShape);
        return clone;
    }

    private static Model Functional(Model model, Func<Layer, Layer> cloneLayer)
    {
        var layers = new Dictionary<Layer, Layer>();
        var tensors = new Dictionary<KerasTensor, KerasTensor>();
        foreach (var input in model.Inputs)
        {
            var entry = new InputLayer(input.Shape, input.DataType, input.Layer.Name);
            layers[input.Layer] = entry;
            tensors[input] = entry.Output;
        }
        foreach (var node in model.Graph!.NodesByDepth.SelectMany(level => level).Where(node => node.Inputs.Length > 0))
        {
            if (!layers.TryGetValue(node.Layer, out var layer))
                layers[node.Layer] = layer = Make(node.Layer, cloneLayer);
            var outputs = layer.Apply(Array.ConvertAll(node.Inputs, input => tensors[input]), (System.Text.Json.Nodes.JsonObject?)node.Arguments?.DeepClone());
            for (var i = 0; i < outputs.Length; i++)
                tensors[node.Outputs[i]] = outputs[i];
        }
        return new Model([.. model.Inputs.Select(input => tensors[input])], [.. model.Outputs.Select(output => tensors[output])], model.Name);
    }

    private static Layer Make(Layer layer, Func<Layer, Layer> cloneLayer)
    {
        if (layer is Model inner)
            return Clone(inner, cloneLayer);
        var clone = cloneLayer(layer);
        if (clone is null || ReferenceEquals(clone, layer))
            throw new ArgumentException($"`{layer.Name}`: the cloneFunction must return a new layer. Received: {(clone is null ? "null" : "the same layer")}.");
        clone.Name = layer.Name;
        return clone;
    }
}
