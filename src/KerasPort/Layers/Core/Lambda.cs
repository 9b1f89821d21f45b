using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A function of symbolic tensors as a layer, without weights. A file holds only its name, or Python's bytecode, which is never
/// executed: pass the function by customObjects when loading. Keras: keras.layers.Lambda.
/// </summary>
/// <example><c>new Lambda(x => x * 2)</c>, <c>new CustomObjects { ["lambda_1"] = _ => new Lambda(x => x * 2) }</c></example>
public sealed class Lambda : Layer
{
    private static readonly string[] s_functionKeys = ["function", "function_type", "module", "output_shape", "output_shape_type", "output_shape_module", "mask", "mask_type", "arguments"];

    private readonly Func<Output[], Output[]> _function;
    private readonly Shape? _outputShape;
    private JsonObject? _fileSettings;

    /// <summary>Makes the layer of a function of one tensor.</summary>
    /// <param name="function">Adds operations to the tensor's graph.</param>
    /// <param name="outputShape">The shape of one output sample; default: what TensorFlow finds.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: lambda_1, lambda_2, ...</param>
    [OverloadResolutionPriority(1)]
    public Lambda(Func<Output, Output> function, Shape? outputShape = null, Shape? inputShape = null, string? name = null)
        : this(function is null ? null! : inputs => [function(inputs[0])], outputShape, inputShape, name)
    {
    }

    /// <summary>Makes the layer of a function of several tensors.</summary>
    /// <param name="function">Adds operations to the tensors' graph.</param>
    /// <param name="outputShape">The shape of one output sample, of the only output; default: what TensorFlow finds.</param>
    /// <param name="inputShape">The shape of one sample, where this is a Sequential model's first layer.</param>
    /// <param name="name">The name; default: lambda_1, lambda_2, ...</param>
    public Lambda(Func<Output[], Output[]> function, Shape? outputShape = null, Shape? inputShape = null, string? name = null) : base(name, inputShape: inputShape)
    {
        ArgumentNullException.ThrowIfNull(function);
        (_function, _outputShape) = (function, outputShape);
    }

    /// <summary>The layer of a file's settings, with the function that the user passed for it.</summary>
    internal static Lambda Read(ConfigReader config)
    {
        var functionName = FunctionName(config);
        var settings = (JsonObject)config.Json.DeepClone();
        var custom = new[] { config.Name, functionName }.OfType<string>()
            .Select(name => config.Context.CustomObjects.Find<object>(name, settings))
            .FirstOrDefault(found => found is not null);
        var shape = config.Node("output_shape") is JsonArray ? config.Shape("output_shape") : null;
        var lambda = custom switch
        {
            Lambda made => new Lambda(made._function, made._outputShape ?? shape, name: config.Name),
            Func<Output, Output> function => new Lambda(function, shape, name: config.Name),
            Func<Output[], Output[]> function => new Lambda(function, shape, name: config.Name),
            _ => throw config.Error($"its function is {(functionName is null ? "Python bytecode, which is never executed" : $"the Python function '{functionName}', which the file does not hold")}. Pass a C# function for it by customObjects, as in new CustomObjects {{ [\"{config.Name}\"] = _ => new Lambda(x => ...) }}"),
        };
        config.Ignore(s_functionKeys);
        lambda._fileSettings = settings;
        return lambda;
    }

    /// <summary>A layer of the same function and name.</summary>
    internal Lambda Copy() => new(_function, _outputShape, name: Name) { _fileSettings = (JsonObject?)_fileSettings?.DeepClone(), Dialect = Dialect, BatchInputShape = BatchInputShape };

    /// <inheritdoc/>
    protected internal override void Build(Shape[] inputShapes)
    {
    }

    /// <inheritdoc/>
    protected internal override Output[] Call(Output[] inputs, Output?[] masks, CallContext context) => _function(inputs);

    /// <inheritdoc/>
    protected internal override Output?[] ComputeMask(Output[] inputs, Output?[] masks, Output[] outputs, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(outputs);
        return new Output?[outputs.Length];
    }

    /// <inheritdoc/>
    public override Shape[] ComputeOutputShapes(Shape[] inputShapes)
    {
        ArgumentNullException.ThrowIfNull(inputShapes);
        if (_outputShape is not null)
            return [_outputShape.Insert(0, inputShapes[0][0])];
        using var graph = new Graph();
        return Array.ConvertAll(_function(Array.ConvertAll(inputShapes, shape => Ops.Placeholder(graph, DataType, shape))), output => output.Shape);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        // What a file held goes back as it was, so that Python finds its function again.
        foreach (var key in s_functionKeys)
            if (_fileSettings is not null && _fileSettings.TryGetPropertyValue(key, out var value))
                config[key] = value?.DeepClone();
        if (_fileSettings is not null)
            return config;
        config["function"] = Name;
        config["function_type"] = "function";
        config["output_shape"] = _outputShape is null ? null : ConfigWriter.Shape(_outputShape);
        config["output_shape_type"] = "raw";
        config["arguments"] = new JsonObject();
        return config;
    }

    /// <summary>The function's name where the file has one: Keras 2's function_type "function", or Keras 3's object of a function.</summary>
    private static string? FunctionName(ConfigReader config) => config.Node("function") switch
    {
        // Keras 1.0 kept the bytecode as a text.
        JsonValue text when text.TryGetValue(out string? name) => config.Node("function_type")?.ToString() == "lambda" ? null : name,
        JsonObject { } wrapped when wrapped["class_name"]?.ToString() is not "__lambda__" && wrapped["config"] is JsonValue text && text.TryGetValue(out string? name) => name,
        _ => null,
    };
}
