using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow;

/// <summary>One call in the eager context (TFE_Op).</summary>
internal readonly unsafe ref struct EagerOperation
{
    private readonly nint _op;
    private readonly string _name;
    private readonly Status _status;

    public EagerOperation(Context context, string name)
    {
        _status = new Status();
        _name = name;
        _op = TF.TFE_NewOp(context.Handle, name, _status);
        try
        {
            _status.Check(name);
        }
        catch
        {
            _status.Dispose();
            throw;
        }
    }

    public nint Pointer => _op;

    public void AddInput(EagerTensor input) => AddInput(input.Handle);

    public void AddInput(EagerHandle input)
    {
        TF.TFE_OpAddInput(_op, input, _status);
        _status.Check(_name);
    }

    public void SetDevice(string device)
    {
        TF.TFE_OpSetDevice(_op, device, _status);
        _status.Check(_name);
    }

    public EagerTensor[] Execute(int outputs)
    {
        var pointers = stackalloc nint[Math.Max(outputs, 1)];
        var count = outputs;
        TF.TFE_Execute(_op, pointers, &count, _status);
        _status.Check(_name);
        var results = new EagerTensor[count];
        for (var i = 0; i < count; i++)
            results[i] = new EagerTensor(new EagerHandle(pointers[i]));
        return results;
    }

    public void Dispose()
    {
        TF.TFE_DeleteOp(_op);
        _status.Dispose();
    }
}
