using System.Text;
using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow;

/// <summary>
/// A graph compiled to a function (TF_Function), callable from the eager context and from other graphs. Its name is unique in
/// the process; the context forgets it when it is disposed.
/// </summary>
public sealed unsafe class Function : IDisposable
{
    private static long s_count;
    private readonly Context _context;
    private bool _disposed;

    private Function(Context context, FunctionHandle handle, byte[] name, int inputs, int outputs, IReadOnlyList<Function> nested)
    {
        (_context, Handle, NativeName, InputCount, OutputCount, Nested) = (context, handle, name, inputs, outputs, nested);
        Name = Encoding.UTF8.GetString(name, 0, name.Length - 1);
    }

    internal FunctionHandle Handle { get; }

    internal byte[] NativeName { get; }

    /// <summary>The functions that this one calls; it keeps them alive.</summary>
    internal IReadOnlyList<Function> Nested { get; }

    /// <summary>The name under which the context knows it.</summary>
    public string Name { get; }

    /// <summary>The number of inputs.</summary>
    public int InputCount { get; }

    /// <summary>The number of outputs.</summary>
    public int OutputCount { get; }

    /// <summary>Compiles a graph.</summary>
    /// <param name="graph">The graph; it may be disposed afterwards.</param>
    /// <param name="name">The start of the function's name: letters, digits and underscores.</param>
    /// <param name="inputs">The outputs of placeholders that become the function's inputs, in order.</param>
    /// <param name="outputs">What the function returns.</param>
    /// <param name="effects">Operations that must run although nothing returned depends on them: assignments.</param>
    public static Function Create(Graph graph, string name, ReadOnlySpan<Output> inputs, ReadOnlySpan<Output> outputs, ReadOnlySpan<Operation> effects = default)
    {
        ArgumentNullException.ThrowIfNull(graph);
        foreach (var end in inputs)
            Require(end.Graph == graph, end);
        foreach (var end in outputs)
            Require(end.Graph == graph, end);
        foreach (var operation in effects)
            Require(operation.Graph == graph, operation);
        var context = Context.Current;
        var unique = Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{name}_{Interlocked.Increment(ref s_count)}\0"));
        var ins = new OutputLayout[inputs.Length];
        for (var i = 0; i < ins.Length; i++)
            ins[i] = inputs[i].Layout;
        var outs = new OutputLayout[outputs.Length];
        for (var i = 0; i < outs.Length; i++)
            outs[i] = outputs[i].Layout;
        var controls = new nint[effects.Length];
        for (var i = 0; i < controls.Length; i++)
            controls[i] = effects[i].Pointer;
        FunctionHandle handle;
        using (var status = new Status())
        {
            // The effects stay without names: 1.15 reads them from the outputs' names, which may be fewer.
            fixed (OutputLayout* firstIn = ins)
            fixed (OutputLayout* firstOut = outs)
            fixed (nint* firstControl = controls)
                handle = TF.TF_GraphToFunctionWithControlOutputs(
                    graph.Handle, Encoding.UTF8.GetString(unique, 0, unique.Length - 1), 0, -1, null,
                    ins.Length, firstIn, outs.Length, firstOut, null,
                    controls.Length, firstControl, null, 0, null, status);
            status.Check($"function '{name}'");
        }
        var function = new Function(context, handle, unique, ins.Length, outs.Length, [.. graph.Functions]);
        try
        {
            context.Add(function);
        }
        catch
        {
            // The context does not know the name: nobody may ask it to forget it.
            function._disposed = true;
            handle.Dispose();
            throw;
        }
        return function;
    }

    private static void Require(bool belongs, object end)
    {
        if (!belongs)
            throw new ArgumentException($"Function: inputs, outputs and effects must belong to its graph. Received: {end}.");
    }

    /// <summary>Calls the function.</summary>
    /// <param name="inputs">One an input.</param>
    /// <returns>One an output; the caller disposes them.</returns>
    /// <exception cref="TensorFlowException">An operation failed.</exception>
    public EagerTensor[] Invoke(ReadOnlySpan<EagerTensor> inputs)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _context.Execute(this, inputs);
    }

    /// <summary>Makes the context forget the function.</summary>
    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        GC.SuppressFinalize(this);
        _context.Remove(Name);
        Handle.Dispose();
    }

    /// <summary>Hands the name to the context, whose next call forgets it: a finalizer must not run TensorFlow code.</summary>
    ~Function()
    {
        if (!_disposed)
            _context?.RemoveLater(Name);
    }
}
