using System.Buffers.Binary;
using System.Globalization;

namespace KerasPort.Callbacks.EventFiles;

/// <summary>A file of tensorflow.Event messages in a folder, as TensorBoard finds it.</summary>
internal sealed class EventFile
{
    private const int DtFloat = 1;
    private const int DataClassScalar = 1;
    private static int s_count;
    private readonly RecordFile _records;

    public EventFile(string folder)
    {
        var name = string.Create(CultureInfo.InvariantCulture,
            $"events.out.tfevents.{DateTimeOffset.UtcNow.ToUnixTimeSeconds():0000000000}.{Environment.MachineName}.{Environment.ProcessId}.{Interlocked.Increment(ref s_count) - 1}.v2");
        _records = new RecordFile(Path.Combine(Path.GetFullPath(folder), name));
        _records.Add(Event(0).Text(3, "brain.Event:2").ToArray());
    }

    /// <summary>A number under a tag: what tf.summary.scalar writes.</summary>
    public void AddScalar(string tag, double value, long step)
    {
        var number = new byte[4];
        BinaryPrimitives.WriteSingleLittleEndian(number, (float)value);
        var tensor = new ProtobufWriter().Integer(1, DtFloat).Message(2, new ProtobufWriter()).Bytes(4, number);
        var metadata = new ProtobufWriter().Message(1, new ProtobufWriter().Text(1, "scalars")).Integer(4, DataClassScalar);
        var entry = new ProtobufWriter().Text(1, tag).Message(8, tensor).Message(9, metadata);
        Add(Event(step).Message(5, new ProtobufWriter().Message(1, entry)));
    }

    /// <summary>A graph: a serialized GraphDef.</summary>
    public void AddGraph(ReadOnlySpan<byte> graphDef) => Add(Event(0).Bytes(4, graphDef));

    public void Flush() => _records.Flush();

    private void Add(ProtobufWriter message)
    {
        _records.Add(message.ToArray());
        if (_records.Waiting > 1 << 20)
            Flush();
    }

    private static ProtobufWriter Event(long step)
    {
        var message = new ProtobufWriter().Double(1, (DateTimeOffset.UtcNow - DateTimeOffset.UnixEpoch).TotalSeconds);
        return step == 0 ? message : message.Integer(2, step);
    }
}
