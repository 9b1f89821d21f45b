using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The entry of a model: its shape and type. Keras: keras.layers.InputLayer.</summary>
public sealed class InputLayer : Layer
{
    /// <summary>Makes the layer with its one tensor.</summary>
    /// <param name="inputShape">The shape of one sample.</param>
    /// <param name="name">The name; default: input_1, input_2, ...</param>
    /// <param name="dataType">The type of the values; default: float32.</param>
    /// <param name="batchSize">The samples a batch, which stateful layers need to know; default: any number.</param>
    /// <exception cref="ArgumentOutOfRangeException">batchSize is not positive.</exception>
    public InputLayer(Shape inputShape, string? name = null, DataType dataType = DataType.Float32, int? batchSize = null)
        : base(name, inputShape: inputShape, dataType: dataType)
    {
        if (batchSize is <= 0)
            throw new ArgumentOutOfRangeException(nameof(batchSize), $"`{Name}`: batchSize must be a positive integer. Received: batchSize={batchSize}.");
        if (batchSize is { } size)
            BatchInputShape = BatchInputShape!.With(0, size);
        MakeTensor();
    }

    internal InputLayer(Shape batchShape, DataType dataType, string? name) : base(name, dataType: dataType)
    {
        BatchInputShape = batchShape;
        MakeTensor();
    }

    internal InputLayer(ConfigReader config) : this(
        config.Shape("batch_input_shape") ?? config.Shape("batch_shape") ?? throw config.Missing("batch_input_shape"),
        config.Context.DataType(config.Json, DataType.Float32),
        config.Name) =>
        config.Ignore("sparse", "ragged", "optional", "type_spec");

    /// <summary>The symbolic tensor.</summary>
    public override KerasTensor Output => InboundNodes[0].Outputs[0];

    /// <inheritdoc/>
    protected override string NamePrefix => "input";

    /// <inheritdoc/>
    public override bool SupportsMasking => true;

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["batch_input_shape"] = ConfigWriter.Shape(BatchInputShape!),
        ["dtype"] = DataType.Name(),
        ["sparse"] = false,
        ["name"] = Name,
    };

    private void MakeTensor()
    {
        Built = true;
        _ = new Node(this, [], [new KerasTensor(BatchInputShape!, DataType, Name)]);
    }
}
