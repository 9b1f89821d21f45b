using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow;

/// <summary>
/// A graph under construction (TF_Graph): it owns its operations. A finished graph becomes a <see cref="Function"/>.
/// Not safe for several threads at once.
/// </summary>
public sealed unsafe class Graph : IDisposable
{
    private readonly Dictionary<string, int> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<(DataType, double), Output> _constants = [];
    private readonly Dictionary<Operation, GradientFunction> _gradients = [];
    private readonly HashSet<Function> _functions = [];
    private readonly Dictionary<Output, Shape> _shapes = [];
    private string _scope = "";

    /// <summary>Makes an empty graph.</summary>
    public Graph() => Handle = TF.TF_NewGraph();

    internal GraphHandle Handle { get; }

    /// <summary>The functions that operations of this graph call.</summary>
    internal IReadOnlyCollection<Function> Functions => _functions;

    /// <summary>Adds an operation.</summary>
    /// <exception cref="ArgumentException">An input belongs to another graph.</exception>
    /// <exception cref="TensorFlowException">The inputs or attributes don't fit the operation.</exception>
    public Operation AddOperation(OperationSpec spec)
    {
        ArgumentNullException.ThrowIfNull(spec);
        // TensorFlow itself would take another graph's operation, and crash later.
        foreach (var input in spec.Inputs)
            foreach (var output in input.Outputs)
                if (output.Graph != this)
                    throw new ArgumentException($"{spec.Type}: every input must belong to the graph that the operation is added to. Received: {output}.", nameof(spec));
        foreach (var control in spec.ControlInputs)
            if (control.Graph != this)
                throw new ArgumentException($"{spec.Type}: every control input must belong to the graph that the operation is added to. Received: {control}.", nameof(spec));
        var name = UniqueName(spec.Name ?? spec.Type);
        var description = TF.TF_NewOperation(Handle, spec.Type, name);
        foreach (var input in spec.Inputs)
        {
            if (!input.IsList)
            {
                TF.TF_AddInput(description, input.Outputs[0].Layout);
                continue;
            }
            var list = Array.ConvertAll(input.Outputs, output => output.Layout);
            fixed (OutputLayout* first = list)
                TF.TF_AddInputList(description, first, list.Length);
        }
        foreach (var control in spec.ControlInputs)
            TF.TF_AddControlInput(description, control.Pointer);
        foreach (var (key, value) in spec.Attributes)
            value.Set(description, key);
        if (spec.Device is not null)
            TF.TF_SetDevice(description, spec.Device);
        using var status = new Status();
        // TF_FinishOperation frees the description whether it succeeds or not.
        var pointer = TF.TF_FinishOperation(description, status);
        status.Check($"{spec.Type} '{name}'");
        return new Operation(this, pointer);
    }

    /// <summary>Puts a prefix before the names of the operations that are added until the result is disposed. It may be any text.</summary>
    public IDisposable NameScope(string name) => new Scope(this, name);

    /// <summary>What is known of an output's shape.</summary>
    public Shape GetShape(Output output)
    {
        if (_shapes.TryGetValue(output, out var known))
            return known;
        using var status = new Status();
        var rank = TF.TF_GraphGetTensorNumDims(Handle, output.Layout, status);
        status.Check(nameof(TF.TF_GraphGetTensorNumDims));
        var shape = Shape.Unknown;
        if (rank >= 0)
        {
            Span<long> dims = stackalloc long[rank];
            fixed (long* first = dims)
                TF.TF_GraphGetTensorShape(Handle, output.Layout, first, rank, status);
            status.Check(nameof(TF.TF_GraphGetTensorShape));
            shape = new Shape(dims);
        }
        return _shapes[output] = shape;
    }

    /// <summary>Tells the graph more about an output's shape than it can infer.</summary>
    /// <exception cref="TensorFlowException">The shape contradicts what is known.</exception>
    public void SetShape(Output output, Shape shape)
    {
        if (!shape.HasRank)
            return;
        using var status = new Status();
        fixed (long* dims = shape.AsSpan())
            TF.TF_GraphSetTensorShape(Handle, output.Layout, dims, shape.Rank, status);
        status.Check(nameof(TF.TF_GraphSetTensorShape));
        _shapes.Remove(output);
    }

    /// <summary>
    /// Gives one operation a gradient of its own, before the registry's. A recurrent layer's loop has one: its backward scan.
    /// </summary>
    public void SetGradient(Operation operation, GradientFunction gradient) => _gradients[operation] = gradient;

    internal bool TryGetGradient(Operation operation, [NotNullWhen(true)] out GradientFunction? gradient) =>
        _gradients.TryGetValue(operation, out gradient);

    /// <summary>Makes a function callable from operations of this graph.</summary>
    internal void AddFunction(Function function)
    {
        if (!_functions.Add(function))
            return;
        using var status = new Status();
        TF.TF_GraphCopyFunction(Handle, function.Handle, 0, status);
        status.Check(nameof(TF.TF_GraphCopyFunction));
        foreach (var nested in function.Nested)
            AddFunction(nested);
    }

    /// <summary>The types and values of the scalar constants made so far.</summary>
    internal IReadOnlyCollection<(DataType Type, double Value)> Constants => _constants.Keys;

    /// <summary>The scalar constant of this value, made once: graphs are full of ones and twos.</summary>
    internal Output Constant(double value, DataType type, Func<Output> make)
    {
        if (!_constants.TryGetValue((type, value), out var constant))
            _constants[(type, value)] = constant = make();
        return constant;
    }

    /// <summary>The graph as a serialized GraphDef protocol buffer.</summary>
    public byte[] ToGraphDef()
    {
        var buffer = TF.TF_NewBuffer();
        try
        {
            using var status = new Status();
            TF.TF_GraphToGraphDef(Handle, buffer, status);
            status.Check(nameof(TF.TF_GraphToGraphDef));
            return new ReadOnlySpan<byte>(buffer->Data, checked((int)buffer->Length)).ToArray();
        }
        finally
        {
            TF.TF_DeleteBuffer(buffer);
        }
    }

    private string UniqueName(string wanted)
    {
        var name = Acceptable(_scope + wanted);
        if (_names.TryAdd(name, 0))
            return name;
        string candidate;
        do
        {
            candidate = name + "_" + (++_names[name]).ToString(CultureInfo.InvariantCulture);
        }
        while (!_names.TryAdd(candidate, 0));
        return candidate;
    }

    /// <summary>
    /// The name with underscores for what TensorFlow refuses in one, which it says only when the graph becomes a function: layers
    /// may have any name.
    /// </summary>
    private static string Acceptable(string name)
    {
        var acceptable = string.Create(name.Length, name, (chars, source) =>
        {
            for (var i = 0; i < chars.Length; i++)
                chars[i] = char.IsAsciiLetterOrDigit(source[i]) || "_.-/".Contains(source[i], StringComparison.Ordinal) ? source[i] : '_';
        });
        return acceptable is ['.', ..] or [>= '0' and <= '9' or >= 'A' and <= 'Z' or >= 'a' and <= 'z', ..] ? acceptable : "." + acceptable;
    }

    /// <summary>Frees the graph with its operations. Functions made from it live on.</summary>
    public void Dispose() => Handle.Dispose();

    private sealed class Scope : IDisposable
    {
        private readonly Graph _graph;
        private readonly string _outer;

        public Scope(Graph graph, string name)
        {
            (_graph, _outer) = (graph, graph._scope);
            graph._scope = graph.UniqueName(name) + "/";
        }

        public void Dispose() => _graph._scope = _outer;
    }
}
