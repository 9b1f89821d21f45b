using System.Buffers.Binary;
using Google.Protobuf;
using KerasPort.Callbacks;
using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Tests.Callbacks;

/// <summary>Event files read back by a reader of the format's own: lengths, masked CRC-32C, and messages by Google.Protobuf.</summary>
public sealed class TensorBoardTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TheSumOfTheseTestsIsCrc32C() => Assert.Equal(0xE3069283, Crc32C("123456789"u8));

    [TensorFlowFact]
    public void FiguresOfEpochsAndBatchesAndTheGraphAreThere()
    {
        using var model = Make();
        var history = model.Fit(s_x, s_y, batchSize: 2, epochs: 3, verbose: 0, validationData: (s_x, s_y), callbacks: [new TensorBoard(_folder["logs"], updateFreq: 2)]);

        var train = Read("train");
        Assert.Equal("brain.Event:2", train[0].Version);
        Assert.All(train, entry => Assert.InRange(entry.Time, DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 600, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1));
        AssertFigures(history["loss"], train, "epoch_loss");
        AssertFigures(history["accuracy"], train, "epoch_accuracy");
        // Of three batches the first and third are written, counted over all epochs.
        Assert.Equal([1, 3, 4, 6, 7, 9], train.Where(entry => entry.Tag == "batch_loss").Select(entry => entry.Step));
        var validation = Read("validation");
        AssertFigures(history["val_loss"], validation, "epoch_loss");
        Assert.DoesNotContain(validation, entry => entry.Graph is not null);

        var graph = Assert.Single(train, entry => entry.Graph is not null).Graph!;
        var nodes = Nodes(graph);
        Assert.Equal(nodes.Count, nodes.Select(node => node.Name).Distinct().Count());
        Assert.Contains(nodes, node => node.Type == "MatMul" && node.Name.StartsWith("hidden/", StringComparison.Ordinal));
        Assert.Contains(nodes, node => node.Type == "Softmax");
        Assert.Contains(nodes, node => node.Type.StartsWith("ResourceApply", StringComparison.Ordinal) || node.Type == "AssignVariableOp");
    }

    [TensorFlowFact]
    public void EveryRunHasItsFilesAndTheGraphEachTime()
    {
        using var model = Make();
        for (var i = 0; i < 2; i++)
            model.Fit(s_x, s_y, verbose: 0, callbacks: [new TensorBoard(_folder["logs"])]);
        Assert.Equal(2, Directory.GetFiles(_folder["logs", "train"]).Length);
        Assert.False(Directory.Exists(_folder["logs", "validation"]));
        Assert.All(Directory.GetFiles(_folder["logs", "train"]), file => Assert.Single(ReadFile(file), entry => entry.Graph is not null));
        model.Fit(s_x, s_y, verbose: 0, callbacks: [new TensorBoard(_folder["bare"], writeGraph: false)]);
        Assert.DoesNotContain(ReadFile(Directory.GetFiles(_folder["bare", "train"]).Single()), entry => entry.Graph is not null);
    }

    [TensorFlowFact]
    public void AFolderThatCannotBeIsToldBeforeTraining()
    {
        using var model = Make();
        var weights = model.GetWeights()[0].ToArray<float>();
        _folder.Write("file", "");
        Assert.ThrowsAny<IOException>(() => model.Fit(s_x, s_y, verbose: 0, callbacks: [new TensorBoard(_folder["file", "logs"])]));
        Assert.Equal(weights, model.GetWeights()[0].ToArray<float>());
    }

    [Fact]
    public void AnotherFrequencyIsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => new TensorBoard(updateFreq: "step"));
        Assert.StartsWith("`TensorBoard`: updateFreq must be 'epoch', 'batch' or a number of batches. Received: updateFreq='step'.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorBoard(updateFreq: 0));
    }

    private static readonly float[,] s_x = { { 1, 2 }, { 3, 4 }, { 5, 6 }, { 7, 8 }, { 9, 10 } };
    private static readonly float[,] s_y = { { 1, 0 }, { 0, 1 }, { 1, 0 }, { 0, 1 }, { 1, 0 } };

    private static Sequential Make()
    {
        var model = new Sequential([new Dense(3, inputShape: [2], name: "hidden"), new Dense(2, activation: "softmax")]);
        model.Compile("rmsprop", "categorical_crossentropy", metrics: ["accuracy"]);
        return model;
    }

    private static void AssertFigures(IReadOnlyList<double> expected, List<Entry> entries, string tag)
    {
        var found = entries.Where(entry => entry.Tag == tag).ToList();
        Assert.Equal([0, 1, 2], found.Select(entry => entry.Step));
        Assert.Equal(expected.Select(value => (float)value), found.Select(entry => entry.Value));
    }

    private List<Entry> Read(string run)
    {
        var file = Assert.Single(Directory.GetFiles(_folder["logs", run]));
        Assert.Matches(@"^events\.out\.tfevents\.[0-9]{10}\..+\.[0-9]+\.[0-9]+\.v2$", Path.GetFileName(file));
        return ReadFile(file);
    }

    private static List<Entry> ReadFile(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var entries = new List<Entry>();
        var at = 0;
        while (at < bytes.Length)
        {
            var length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(at)));
            Assert.Equal(Mask(Crc32C(bytes.AsSpan(at, 8))), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 8)));
            Assert.Equal(Mask(Crc32C(bytes.AsSpan(at + 12, length))), BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(at + 12 + length)));
            entries.Add(Event(bytes[(at + 12)..(at + 12 + length)]));
            at += length + 16;
        }
        return entries;
    }

    /// <summary>tensorflow.Event: wall_time 1, step 2, file_version 3, graph_def 4, summary 5 (value 1: tag 1, tensor 8, metadata 9).</summary>
    private static Entry Event(byte[] message)
    {
        var entry = new Entry();
        foreach (var (field, value) in Fields(message))
            switch (field)
            {
                case 1:
                    entry.Time = BitConverter.Int64BitsToDouble((long)value);
                    break;
                case 2:
                    entry.Step = (long)(ulong)value;
                    break;
                case 3:
                    entry.Version = ((ByteString)value).ToStringUtf8();
                    break;
                case 4:
                    entry.Graph = ((ByteString)value).ToByteArray();
                    break;
                case 5:
                    var summary = Fields(((ByteString)Assert.Single(Fields((ByteString)value), pair => pair.Field == 1).Value).ToByteArray());
                    entry.Tag = ((ByteString)summary.Single(pair => pair.Field == 1).Value).ToStringUtf8();
                    var tensor = Fields((ByteString)summary.Single(pair => pair.Field == 8).Value);
                    Assert.Equal(1UL, tensor.Single(pair => pair.Field == 1).Value);
                    Assert.Empty((ByteString)tensor.Single(pair => pair.Field == 2).Value);
                    entry.Value = BinaryPrimitives.ReadSingleLittleEndian(((ByteString)tensor.Single(pair => pair.Field == 4).Value).Span);
                    var metadata = Fields((ByteString)summary.Single(pair => pair.Field == 9).Value);
                    Assert.Equal("scalars", ((ByteString)Fields((ByteString)metadata.Single(pair => pair.Field == 1).Value).Single().Value).ToStringUtf8());
                    Assert.Equal(1UL, metadata.Single(pair => pair.Field == 4).Value);
                    break;
                default:
                    Assert.Fail($"tensorflow.Event has no field {field} here.");
                    break;
            }
        return entry;
    }

    /// <summary>tensorflow.GraphDef: node 1 (name 1, op 2).</summary>
    private static List<(string Name, string Type)> Nodes(byte[] graph) => [.. Fields(graph).Where(pair => pair.Field == 1).Select(pair => Fields((ByteString)pair.Value)).Select(node =>
        (((ByteString)node.Single(pair => pair.Field == 1).Value).ToStringUtf8(), ((ByteString)node.Single(pair => pair.Field == 2).Value).ToStringUtf8()))];

    private static List<(int Field, object Value)> Fields(ByteString message) => Fields(message.ToByteArray());

    private static List<(int Field, object Value)> Fields(byte[] message)
    {
        var fields = new List<(int, object)>();
        using var input = new CodedInputStream(message);
        while (input.ReadTag() is var tag and not 0)
            fields.Add((WireFormat.GetTagFieldNumber(tag), WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => input.ReadUInt64(),
                WireFormat.WireType.Fixed64 => (long)input.ReadFixed64(),
                WireFormat.WireType.LengthDelimited => input.ReadBytes(),
                WireFormat.WireType.Fixed32 => (long)input.ReadFixed32(),
                var kind => throw new InvalidDataException($"A field has the kind {kind}."),
            }));
        return fields;
    }

    private static uint Mask(uint sum) => unchecked((sum >> 15 | sum << 17) + 0xa282ead8);

    /// <summary>Bit by bit, as the definition has it (Castagnoli's polynomial, reflected).</summary>
    private static uint Crc32C(ReadOnlySpan<byte> data)
    {
        var sum = uint.MaxValue;
        foreach (var value in data)
        {
            sum ^= value;
            for (var bit = 0; bit < 8; bit++)
                sum = (sum & 1) != 0 ? sum >> 1 ^ 0x82F63B78 : sum >> 1;
        }
        return ~sum;
    }

    private sealed class Entry
    {
        public double Time { get; set; }

        public long Step { get; set; }

        public string? Version { get; set; }

        public byte[]? Graph { get; set; }

        public string? Tag { get; set; }

        public float Value { get; set; }
    }
}
