using System.Diagnostics;
using System.Globalization;
using KerasPort.Testing;
using KerasPort.Testing.Fuzz;

namespace KerasPort.Hdf5.Tests.Fuzz;

public class FuzzTests
{
    private static readonly string[] s_files =
        ["keras", "keras_weights", "old", "new", "chunked_old", "chunked_new", "many_members", "narrow", "links", "links_new", "user_block", "virtual", "circle"];

    /// <summary>scripts/fuzz-hdf5 asks for 20,000.</summary>
    private static int Count => int.Parse(Environment.GetEnvironmentVariable("KERASPORT_FUZZ") ?? "2000", CultureInfo.InvariantCulture);

    [Fact]
    public void DamageIsOneKindOfErrorAndCostsLittle()
    {
        var (sound, refused, slowest, largest) = (0, 0, 0.0, 0L);
        for (var i = 0; i < s_files.Length; i++)
        {
            var name = s_files[i];
            var damage = new Damage(File.ReadAllBytes(Repository.Fixture("hdf5", name + ".h5")));
            Parallel.For(0, Count / s_files.Length, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
            {
                var file = damage.Make((1000 * i) + seed);
                var what = string.Create(CultureInfo.InvariantCulture, $"{name}, seed {seed}");
                var (ok, seconds, bytes) = Try(file, what);
                if (seconds > 2)
                {
                    // Another process may have had the processor.
                    (_, seconds, _) = Try(file, what);
                }

                Assert.True(seconds < 2, $"{what}: {seconds} s");
                Assert.True(bytes < file.Length + (256L << 20), $"{what}: {bytes} bytes");
                lock (s_files)
                {
                    (sound, refused) = ok ? (sound + 1, refused) : (sound, refused + 1);
                    (slowest, largest) = (Math.Max(slowest, seconds), Math.Max(largest, bytes));
                }
            });
        }

        File.WriteAllText(Repository.Artifact("hdf5-fuzz.txt"), string.Create(
            CultureInfo.InvariantCulture, $"{sound + refused} damaged files: {sound} read, {refused} refused; slowest {slowest:F2} s, largest {largest} bytes\n"));
        Assert.True(sound > Count / 20 && refused > Count / 10, $"{sound} read, {refused} refused: the damage is too weak or too strong");
    }

    private static (bool Ok, double Seconds, long Bytes) Try(byte[] bytes, string what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        var ok = false;
        try
        {
            using var file = H5File.Open(bytes, what);
            Visit(file.Root);
            ok = true;
        }
        catch (InvalidDataException e)
        {
            Assert.StartsWith($"`{what}`: ", e.Message, StringComparison.Ordinal);
        }
        catch (Exception e)
        {
            Assert.Fail($"{what}: {e}");
        }

        return (ok, watch.Elapsed.TotalSeconds, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    /// <summary>Reads all there is, as a loader does that goes on behind a piece that is of no use to it.</summary>
    private static void Visit(H5Object found)
    {
        foreach (var attribute in found.Attributes)
        {
            Read(attribute.Type, attribute.ReadStrings, attribute.ReadDoubles, attribute.ReadRaw);
        }

        if (found is H5Dataset dataset)
        {
            Read(dataset.Type, dataset.ReadStrings, dataset.ReadSingles, dataset.ReadRaw);
        }

        foreach (var key in (found as H5Group)?.Keys ?? [])
        {
            if (key is "soft" or "external" or "virtual")
            {
                // Refused in the sound file too; the rest of the file must still be read.
                try
                {
                    Visit(Member(found, key));
                }
                catch (InvalidDataException)
                {
                }
            }
            else
            {
                Visit(Member(found, key));
            }
        }
    }

    private static H5Object Member(H5Object group, string key) =>
        ((H5Group)group).TryGet(key, out var member) ? member : throw new InvalidOperationException($"`{key}` is listed but not there");

    private static void Read(H5DataType type, params Func<object>[] readers)
    {
        var (strings, numbers, raw) = (readers[0], readers[1], readers[2]);
        switch (type.Class)
        {
            case H5TypeClass.String:
                strings();
                break;
            case H5TypeClass.Integer or H5TypeClass.Float or H5TypeClass.Boolean or H5TypeClass.Enum:
                numbers();
                break;
            case H5TypeClass.Reference or H5TypeClass.VariableLength:
                break;
            default:
                raw();
                break;
        }
    }
}
