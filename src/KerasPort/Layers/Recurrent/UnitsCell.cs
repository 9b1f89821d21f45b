using System.Text.Json.Nodes;
using KerasPort.Initializers;
using KerasPort.Regularizers;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>What SimpleRNNCell, GRUCell and LSTMCell share: a kernel, a recurrent kernel and a bias for some gates, and dropout.</summary>
public abstract class UnitsCell : RecurrentCell
{
    private readonly RecurrentSettings _settings;

    private protected UnitsCell(int units, RecurrentSettings settings, string? name) : base(name)
    {
        if (units <= 0)
            throw new ArgumentOutOfRangeException(nameof(units), $"`{GetType().Name}`: units must be a positive integer. Received: units={units}.");
        (Units, _settings) = (units, settings);
    }

    /// <summary>The size of the output.</summary>
    public int Units { get; }

    /// <summary>The function of the new state.</summary>
    public Activations.Activation Activation => _settings.Activation;

    /// <summary>The function of the gates.</summary>
    private protected Activations.Activation RecurrentActivation => _settings.RecurrentActivation;

    private protected RecurrentSettings Settings => _settings;

    private protected Weight RecurrentKernel { get; private set; } = null!;

    private protected Weight Kernel { get; private set; } = null!;

    private protected Weight? Bias { get; private set; }

    /// <summary>The number of gates, which lie side by side in the weights.</summary>
    private protected abstract int Gates { get; }

    private protected virtual Shape BiasShape => [Gates * Units];

    private protected virtual Initializer BiasInitializer => _settings.BiasInitializer;

    /// <summary>The part of the bias that is added to the input's product.</summary>
    private protected virtual Output InputBias(Output bias) => bias;

    /// <inheritdoc/>
    public override Shape[] StateShapes(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        return [new Shape(inputShape[0], Units)];
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        ArgumentNullException.ThrowIfNull(inputShape);
        Kernel = AddWeight("kernel", new Shape(inputShape[-1], Gates * Units), _settings.KernelInitializer, _settings.KernelRegularizer, _settings.KernelConstraint);
        RecurrentKernel = AddWeight("recurrent_kernel", new Shape(Units, Gates * Units), _settings.RecurrentInitializer, _settings.RecurrentRegularizer, _settings.RecurrentConstraint);
        if (_settings.UseBias)
            Bias = AddWeight("bias", BiasShape, BiasInitializer, _settings.BiasRegularizer, _settings.BiasConstraint);
    }

    /// <inheritdoc/>
    protected internal override Output[] DropoutMasks(Output input, Output[] stateShapes, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(stateShapes);
        var count = MaskCount;
        var ones = Ops.ShapeOf(input);
        return
        [
            .. Enumerable.Range(0, _settings.Dropout > 0 ? count : 0).Select(i => Mask(ones, _settings.Dropout, Stream(i), context)),
            .. Enumerable.Range(0, _settings.RecurrentDropout > 0 ? count : 0).Select(i => Mask(stateShapes[0], _settings.RecurrentDropout, Stream(count + i), context)),
        ];
    }

    /// <inheritdoc/>
    protected internal override Output Project(Output input, Output[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(masks);
        ArgumentNullException.ThrowIfNull(context);
        var kernel = context.Value(Kernel);
        var own = _settings.Dropout > 0 && masks.Length > 0 ? masks[..MaskCount] : [];
        Output product;
        if (own.Length <= 1)
        {
            product = Product(own.Length == 1 ? input * own[0] : input, kernel);
        }
        else
        {
            // A mask a gate: each gate has a product of its own.
            var parts = Ops.Split(kernel, [.. Enumerable.Repeat(Units, Gates)], 1);
            product = Ops.Concat([.. parts.Select((part, i) => Product(input * own[i], part))], input.Rank - 1);
        }
        return Bias is null ? product : product + InputBias(context.Value(Bias));
    }

    /// <summary>The state's product with the recurrent kernel (or a part of it), after dropout.</summary>
    private protected Output RecurrentProduct(Output state, Output kernel, Output[] masks, int gate = 0)
    {
        if (_settings.RecurrentDropout > 0 && masks.Length > 0)
            state *= masks[^(MaskCount - Math.Min(gate, MaskCount - 1))];
        return Ops.MatMul(state, kernel);
    }

    /// <summary>The products of all gates side by side.</summary>
    private protected Output RecurrentProducts(Output state, Output kernel, Output[] masks)
    {
        if (_settings.RecurrentDropout == 0 || masks.Length == 0 || MaskCount == 1)
            return RecurrentProduct(state, kernel, masks);
        var parts = Ops.Split(kernel, [.. Enumerable.Repeat(Units, (int)(kernel.Shape[1] / Units))], 1);
        return Ops.Concat([.. parts.Select((part, i) => RecurrentProduct(state, part, masks, i))], 1);
    }

    /// <summary>Keras' implementation 1 has a mask a gate, 2 one for all.</summary>
    private int MaskCount => _settings.Implementation == 1 ? Gates : 1;

    private long Stream(int index) => RandomStream + ((long)(index + 1) << 40);

    private static Output Product(Output input, Output kernel)
    {
        if (input.Rank == 2)
            return Ops.MatMul(input, kernel);
        var rows = Ops.MatMul(Ops.Reshape(input, -1, checked((int)kernel.Shape[0])), kernel);
        var shape = Ops.Concat([Ops.SliceAxis(Ops.ShapeOf(input), 0, 0, input.Rank - 1), Ops.Constant(input.Graph, [checked((int)kernel.Shape[1])])], 0);
        var product = Ops.Reshape(rows, shape);
        input.Graph.SetShape(product, input.Shape.With(-1, kernel.Shape[1]));
        return product;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        AddSettings(config, null, withActivity: false);
        return config;
    }

    /// <summary>Adds the settings in Keras' order; a layer around the cell has its activity regularizer among them.</summary>
    internal abstract void AddSettings(JsonObject config, Regularizer? activityRegularizer, bool withActivity);
}
