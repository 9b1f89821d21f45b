using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>Several cells, each on the output of the one before. Keras: keras.layers.StackedRNNCells.</summary>
public sealed class StackedRNNCells : RecurrentCell
{
    private int[] _maskCounts = [];

    /// <summary>Stacks cells.</summary>
    /// <param name="cells">At least one, the first takes the input.</param>
    /// <param name="name">The name; default: stacked_rnn_cells_1, ...</param>
    /// <exception cref="ArgumentException">There are no cells.</exception>
    public StackedRNNCells(IReadOnlyList<RecurrentCell> cells, string? name = null) : base(name)
    {
        ArgumentNullException.ThrowIfNull(cells);
        if (cells.Count == 0)
            throw new ArgumentException("`StackedRNNCells`: at least one cell is needed. Received: none.", nameof(cells));
        Cells = [.. cells];
    }

    internal StackedRNNCells(ConfigReader config) : this(Read(config), config.Name)
    {
    }

    /// <summary>The cells.</summary>
    public IReadOnlyList<RecurrentCell> Cells { get; }

    /// <inheritdoc/>
    protected internal override IEnumerable<Layer> SubLayers => Cells;

    internal override IReadOnlyList<Layer> WeightParts => Cells;

    internal override IEnumerable<(string Path, IReadOnlyList<Weight> Weights)> StateGroups
    {
        get
        {
            var counts = new Dictionary<string, int>(StringComparer.Ordinal);
            foreach (var cell in Cells)
            {
                var name = Utils.LayerNames.ToGroupName(cell.FileClassName);
                var count = counts[name] = counts.GetValueOrDefault(name) + 1;
                var key = count == 1 ? name : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}_{count - 1}");
                foreach (var (path, weights) in cell.StateGroups)
                    yield return (path.Length == 0 ? $"cells/{key}" : $"cells/{key}/{path}", weights);
            }
        }
    }

    /// <inheritdoc/>
    protected internal override int OutputState
    {
        get
        {
            // The last cell's states come last; which of them is the output, that cell knows.
            var before = Cells.Take(Cells.Count - 1).Sum(StateCount);
            return before + Cells[^1].OutputState;
        }
    }

    /// <inheritdoc/>
    public override Shape[] StateShapes(Shape inputShape)
    {
        var shapes = new List<Shape>();
        foreach (var cell in Cells)
        {
            shapes.AddRange(cell.StateShapes(inputShape));
            inputShape = cell.ComputeOutputShape(inputShape);
        }
        return [.. shapes];
    }

    /// <inheritdoc/>
    protected internal override void Build(Shape inputShape)
    {
        foreach (var cell in Cells)
        {
            cell.EnsureBuilt([inputShape]);
            inputShape = cell.ComputeOutputShape(inputShape);
        }
    }

    /// <inheritdoc/>
    protected internal override Output[] DropoutMasks(Output input, Output[] stateShapes, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(stateShapes);
        var masks = new List<Output>();
        _maskCounts = new int[Cells.Count];
        var state = 0;
        for (var i = 0; i < Cells.Count; i++)
        {
            var own = Cells[i].DropoutMasks(input, stateShapes[state..], context);
            _maskCounts[i] = own.Length;
            masks.AddRange(own);
            // The next cell's input has the shape of this one's output.
            var shape = stateShapes[state + Cells[i].OutputState];
            input = Ops.Fill(shape, Ops.Constant(input.Graph, 1, DataType.Float32));
            state += StateCount(Cells[i]);
        }
        return [.. masks];
    }

    /// <inheritdoc/>
    protected internal override Output Project(Output input, Output[] masks, CallContext context) => Cells[0].Project(input, Masks(masks, 0), context);

    /// <inheritdoc/>
    protected internal override Output[] Step(Output projected, Output[] states, Output[] masks, CallContext context)
    {
        ArgumentNullException.ThrowIfNull(states);
        var all = new List<Output>();
        var next = 0;
        for (var i = 0; i < Cells.Count; i++)
        {
            var count = StateCount(Cells[i]);
            var own = Masks(masks, i);
            var result = Cells[i].Step(projected, states[next..(next + count)], own, context);
            all.AddRange(result);
            next += count;
            if (i + 1 < Cells.Count)
                projected = Cells[i + 1].Project(result[Cells[i].OutputState], Masks(masks, i + 1), context);
        }
        return [.. all];
    }

    private Output[] Masks(Output[] masks, int cell)
    {
        if (masks.Length == 0)
            return [];
        var first = _maskCounts.Take(cell).Sum();
        return masks[first..(first + _maskCounts[cell])];
    }

    private static int StateCount(RecurrentCell cell) => cell.StateShapes([null, 1]).Length;

    private static RecurrentCell[] Read(ConfigReader config) => config.Node("cells") is JsonArray cells
        ? [.. cells.Select(cell => config.Context.Layer(cell as JsonObject ?? throw config.Wrong("cells", "a list of cells")) as RecurrentCell ?? throw config.Wrong("cells", "a list of recurrent cells"))]
        : throw config.Missing("cells");

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["cells"] = new JsonArray([.. Cells.Select(cell => (JsonNode)ConfigWriter.Object(cell.ClassName, cell.GetConfig()))]);
        return config;
    }
}
