using KerasPort.Constraints;
using KerasPort.Regularizers;
using KerasPort.TensorFlow;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>
/// A variable of a layer, metric or optimizer. Its value lies in managed memory until it is first used on a device, so a model
/// can be built, summarised and read from a file without TensorFlow.
/// </summary>
public sealed class Weight : IDisposable
{
    private readonly Lock _lock = new();
    private Func<HostArray>? _initial;
    private Variable? _variable;
    private bool _disposed;

    internal Weight(string name, Shape shape, DataType dataType, Func<HostArray> initial, bool trainable = false)
    {
        (Name, Shape, DataType, _initial, Trainable) = (name, shape, dataType, initial, trainable);
    }

    /// <summary>The name, the layer's before it: "dense_1/kernel".</summary>
    public string Name { get; internal set; }

    /// <summary>The dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>The element type.</summary>
    public DataType DataType { get; }

    /// <summary>Whether the optimizer may change it, unless its layer is frozen.</summary>
    public bool Trainable { get; }

    /// <summary>The penalty on its value, if any.</summary>
    public Regularizer? Regularizer { get; internal init; }

    /// <summary>What is done to its value after each step, if anything.</summary>
    public Constraint? Constraint { get; internal init; }

    /// <summary>The value as an array: a copy.</summary>
    /// <exception cref="ArgumentException">An array of another shape is set.</exception>
    public NDArray Value
    {
        get => NumSharpAdapter.ToNDArray(Read());
        set => Write(NumSharpAdapter.ToHost(value));
    }

    /// <summary>The variable on the device; the first use makes it.</summary>
    internal Variable Variable
    {
        get
        {
            lock (_lock)
            {
                ObjectDisposedException.ThrowIf(_disposed, this);
                if (_variable is not null)
                    return _variable;
                using var value = _initial!().ToTensor();
                _variable = new Variable(value);
                _initial = null;
                return _variable;
            }
        }
    }

    internal HostArray Read()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_variable is null)
            {
                var value = _initial!();
                _initial = () => value;
                return new HostArray((Array)value.Data.Clone(), value.Shape);
            }
            using var tensor = _variable.Read();
            return HostArray.From(tensor);
        }
    }

    internal void Write(HostArray value)
    {
        if (!value.Shape.Equals(Shape))
            throw new ArgumentException($"`{Name}`: the value must have the weight's shape {Shape}. Received: shape={value.Shape}.", nameof(value));
        var typed = value.Cast(DataType);
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (_variable is null)
            {
                _initial = () => typed;
                return;
            }
            using var tensor = typed.ToTensor();
            _variable.Assign(tensor);
        }
    }

    /// <summary>Frees the value on its device.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _variable?.Dispose();
            _variable = null;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} {Shape} {DataType.Name()}";
}
