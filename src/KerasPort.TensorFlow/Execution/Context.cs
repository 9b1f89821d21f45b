using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using KerasPort.TensorFlow.Native;

namespace KerasPort.TensorFlow;

/// <summary>
/// The one eager context of the process, made at the first use. Several threads may call functions in it at the same time.
/// </summary>
public sealed unsafe class Context
{
    private static readonly Lock s_lock = new();
    private static ContextOptions s_options = new();
    private static volatile Context? s_current;

    private readonly ConcurrentQueue<string> _forgottenFunctions = [];
    private readonly ConcurrentQueue<nint> _forgottenVariables = [];

    private Context(ContextOptions options)
    {
        var config = options.ToConfigProto();
        var native = TF.TFE_NewContextOptions();
        try
        {
            using var status = new Status();
            fixed (byte* bytes = config)
                TF.TFE_ContextOptionsSetConfig(native, bytes, (nuint)config.Length, status);
            status.Check(nameof(TF.TFE_ContextOptionsSetConfig));
            Handle = TF.TFE_NewContext(native, status);
            status.Check(nameof(TF.TFE_NewContext));
        }
        finally
        {
            TF.TFE_DeleteContextOptions(native);
        }
    }

    internal ContextHandle Handle { get; }

    /// <summary>The version that the loaded library gives: "2.18.0".</summary>
    public static string Version => Marshal.PtrToStringUTF8((nint)TF.TF_Version())!;

    /// <summary>The context; the first use makes it.</summary>
    public static Context Current
    {
        get
        {
            if (s_current is { } current)
                return current;
            lock (s_lock)
                return s_current ??= new Context(s_options);
        }
    }

    /// <summary>Sets the options of the context to come.</summary>
    /// <exception cref="InvalidOperationException">The context is there already.</exception>
    public static void Configure(ContextOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        lock (s_lock)
        {
            if (s_current is not null)
                throw new InvalidOperationException("Runtime.Configure must be called before the first use of TensorFlow: the context's options are fixed then. Call it at the start of the program.");
            s_options = options;
        }
    }

    /// <summary>The devices that TensorFlow found.</summary>
    public IReadOnlyList<Device> ListDevices()
    {
        using var status = new Status();
        var list = TF.TFE_ContextListDevices(Handle, status);
        status.Check(nameof(TF.TFE_ContextListDevices));
        try
        {
            var devices = new Device[TF.TF_DeviceListCount(list)];
            for (var i = 0; i < devices.Length; i++)
                devices[i] = new Device(
                    Marshal.PtrToStringUTF8((nint)TF.TF_DeviceListName(list, i, status))!,
                    Marshal.PtrToStringUTF8((nint)TF.TF_DeviceListType(list, i, status))!,
                    TF.TF_DeviceListMemoryBytes(list, i, status));
            status.Check(nameof(TF.TF_DeviceListName));
            return devices;
        }
        finally
        {
            TF.TF_DeleteDeviceList(list);
        }
    }

    internal void Add(Function function)
    {
        ReleaseForgotten();
        using var status = new Status();
        TF.TFE_ContextAddFunction(Handle, function.Handle, status);
        status.Check(nameof(TF.TFE_ContextAddFunction));
    }

    internal void Remove(string function)
    {
        using var status = new Status();
        TF.TFE_ContextRemoveFunction(Handle, function, status);
        status.Check(nameof(TF.TFE_ContextRemoveFunction));
    }

    internal void RemoveLater(string function) => _forgottenFunctions.Enqueue(function);

    internal void DestroyLater(nint variable) => _forgottenVariables.Enqueue(variable);

    /// <summary>How many functions and variables wait to be released by the next call.</summary>
    internal int ForgottenCount => _forgottenFunctions.Count + _forgottenVariables.Count;

    internal EagerTensor[] Execute(Function function, ReadOnlySpan<EagerTensor> inputs)
    {
        if (inputs.Length != function.InputCount)
            throw new ArgumentException($"Function '{function.Name}' takes {function.InputCount} inputs. Received: {inputs.Length}.", nameof(inputs));
        ReleaseForgotten();
        using var op = new EagerOperation(this, function.Name);
        foreach (var input in inputs)
            op.AddInput(input);
        return op.Execute(function.OutputCount);
    }

    /// <summary>Releases what finalizers queued: they must not run TensorFlow code themselves.</summary>
    private void ReleaseForgotten()
    {
        while (_forgottenFunctions.TryDequeue(out var function))
            Remove(function);
        while (_forgottenVariables.TryDequeue(out var pointer))
        {
            using var variable = new EagerHandle(pointer);
            Variable.Destroy(this, variable);
        }
    }
}
