using KerasPort.Initializers;
using KerasPort.Saving;
using KerasPort.Testing;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Initializers;

/// <summary>Every initializer: values where they are determined, otherwise the distribution that Keras documents.</summary>
public class InitializerFixtureTests
{
    /// <summary>Keras' name of each class in the fixtures.</summary>
    private static readonly Dictionary<Type, string> s_fixtures = new()
    {
        [typeof(GlorotUniform)] = "glorot_uniform",
        [typeof(GlorotNormal)] = "glorot_normal",
        [typeof(HeUniform)] = "he_uniform",
        [typeof(HeNormal)] = "he_normal",
        [typeof(LecunUniform)] = "lecun_uniform",
        [typeof(LecunNormal)] = "lecun_normal",
    };

    public static TheoryData<string> Names => [.. InitializerRegistry.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void AnInitializerIsKerasOwn(string name)
    {
        var type = InitializerRegistry.Get(name).GetType();
        var fixture = s_fixtures.GetValueOrDefault(type, type.Name);
        var cases = KerasFixture.Load("initializers", fixture);
        Assert.True(cases.Count >= 2, $"{name}: initializers.json must have two argument sets or more. It has {cases.Count}.");
        foreach (var entry in cases)
        {
            var initializer = InitializerRegistry.FromConfig(name, entry.Args)!;
            Assert.Equal(PythonJson.Write(entry.Json["config"]), PythonJson.Write(ConfigWriter.Initializer(initializer)!["config"]));
            var shape = new Shape(entry.Inputs["shape"].Longs());
            var values = initializer.Call(shape);
            if (initializer is Orthogonal orthogonal)
                CheckOrthogonal(values, shape, orthogonal.Gain);
            else if (entry.Outputs.TryGetValue("value", out var expected))
                Numbers.AssertClose(expected, new NpyArray(expected.Shape, values), entry.ToString());
            else
                CheckDistribution(values, entry);
        }
    }

    [Theory]
    [InlineData("random_normal")]
    [InlineData("random_uniform")]
    [InlineData("truncated_normal")]
    [InlineData("glorot_uniform")]
    [InlineData("he_normal")]
    [InlineData("orthogonal")]
    public void ASeedRepeatsAndGoesUpByOneWithEachWeight(string name)
    {
        var first = Make(7);
        var (one, two) = (first.Call([4, 3]), first.Call([4, 3]));
        Assert.Equal(one, Make(7).Call([4, 3]));
        Assert.Equal(two, Make(8).Call([4, 3]));
        Assert.NotEqual(one, two);
        Assert.Equal(9, ((SeededInitializer)first).Seed);

        Initializer Make(int seed) => InitializerRegistry.FromConfig(name, new() { ["seed"] = seed })!;
    }

    [Theory]
    [InlineData("random_normal")]
    [InlineData("truncated_normal")]
    [InlineData("glorot_uniform")]
    public void WithoutASeedOneNumberIsTakenFromNumPy(string name)
    {
        np.random.seed(1234);
        np.random.randint(1, 10_000_000);
        var expected = (int)np.random.randint(1, 10_000_000).GetInt32();
        np.random.seed(1234);
        // The values are not needed: the number is taken all the same.
        _ = InitializerRegistry.Get(name).Prepare([20, 30]);
        Assert.Equal(expected, (int)np.random.randint(1, 10_000_000).GetInt32());
    }

    [Fact]
    public void OrthogonalTakesItsNormalNumbersFromNumPy()
    {
        // NumPy: np.random.seed(5); np.random.normal(0, 1, (3, 5)); np.random.randint(1, 10e6) gives 1021291.
        np.random.seed(5);
        _ = new Orthogonal().Prepare([3, 5]);
        Assert.Equal(1021291, (int)np.random.randint(1, 10_000_000).GetInt32());
    }

    [Fact]
    public void ZerosAndTheirKinTakeNothing()
    {
        np.random.seed(99);
        var expected = (int)np.random.randint(1, 10_000_000).GetInt32();
        np.random.seed(99);
        foreach (var name in new[] { "zeros", "ones", "constant", "identity" })
            _ = InitializerRegistry.Get(name).Prepare([3, 3]);
        Assert.Equal(expected, (int)np.random.randint(1, 10_000_000).GetInt32());
    }

    [Fact]
    public void WrongArgumentsAreErrors()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new VarianceScaling(scale: 0));
        Assert.Throws<ArgumentException>(() => new VarianceScaling(mode: "fan"));
        Assert.Throws<ArgumentException>(() => new VarianceScaling(distribution: "cauchy"));
        Assert.Throws<ArgumentException>(() => new Identity().Call([2, 2, 2]));
        Assert.Throws<ArgumentException>(() => (Initializer)"glorot");
    }

    private static void CheckDistribution(float[] values, FixtureCase entry)
    {
        var mean = values.Average(value => (double)value);
        var deviation = Math.Sqrt(values.Average(value => (value - mean) * (value - mean)));
        var (expectedMean, expected) = (entry.Outputs["mean"].Doubles()[0], entry.Outputs["stddev"].Doubles()[0]);
        Assert.True(Math.Abs(mean - expectedMean) < 5 * expected / Math.Sqrt(values.Length), $"{entry}: the mean must be near {expectedMean}. It is {mean}.");
        Assert.True(Math.Abs(deviation / expected - 1) < 0.06, $"{entry}: the standard deviation must be near {expected}. It is {deviation}.");
        if (entry.Outputs.TryGetValue("low", out var low))
        {
            var slack = 1e-6 * Math.Abs(low.Doubles()[0]);
            Assert.True(values.Min() >= low.Doubles()[0] - slack && values.Max() <= entry.Outputs["high"].Doubles()[0] + slack, $"{entry}: the values must be in the bounds. They are in [{values.Min()}, {values.Max()}].");
        }
    }

    private static void CheckOrthogonal(float[] values, Shape shape, double gain)
    {
        var columns = (int)shape[-1];
        var rows = values.Length / columns;
        var (count, length) = (Math.Min(rows, columns), Math.Max(rows, columns));
        double At(int vector, int i) => rows <= columns ? values[vector * columns + i] : values[i * columns + vector];
        for (var a = 0; a < count; a++)
            for (var b = 0; b <= a; b++)
                Assert.Equal(a == b ? gain * gain : 0, Enumerable.Range(0, length).Sum(i => At(a, i) * At(b, i)), 5);
    }
}
