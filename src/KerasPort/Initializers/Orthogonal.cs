using System.Numerics;
using System.Text.Json.Nodes;
using KerasPort.Utils;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Initializers;

/// <summary>
/// A random matrix of orthogonal rows or columns, whichever are fewer; higher ranks are seen as a matrix of the last axis. Keras:
/// keras.initializers.Orthogonal.
/// </summary>
public sealed class Orthogonal : SeededInitializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="gain">The length of rows or columns; default: 1.</param>
    /// <param name="seed">Makes the values repeat; default: other ones each time.</param>
    public Orthogonal(double gain = 1, int? seed = null) : base(seed) => Gain = gain;

    /// <summary>The length of rows or columns.</summary>
    public double Gain { get; }

    /// <inheritdoc/>
    protected override float[] Draw(Shape shape, int seed) =>
        Make(shape, np.random.RandomState(seed).normal(0, 1, new NumSharp.Shape(shape.Count)).ToArray<double>());

    /// <summary>Keras 2.3.1 takes the normal values themselves from NumPy's generator where no seed is given.</summary>
    private protected override Func<float[]> Next(Shape shape)
    {
        if (Seed is not null)
            return base.Next(shape);
        var values = NumPyGenerator.DrawNormal(shape.Count);
        return () => Make(shape, values);
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new() { ["gain"] = Gain, ["seed"] = SeedNode() };

    /// <summary>Makes the shorter side's vectors orthogonal to each other, one after the other (Gram and Schmidt, twice for precision).</summary>
    private float[] Make(Shape shape, double[] normal)
    {
        var columns = checked((int)shape[-1]);
        var rows = columns == 0 ? 0 : normal.Length / columns;
        var count = Math.Min(rows, columns);
        var length = Math.Max(rows, columns);
        var byRow = rows <= columns;
        var vectors = new double[count][];
        for (var i = 0; i < count; i++)
        {
            var vector = vectors[i] = new double[length];
            for (var j = 0; j < length; j++)
                vector[j] = byRow ? normal[i * columns + j] : normal[j * columns + i];
            for (var pass = 0; pass < 2; pass++)
                for (var before = 0; before < i; before++)
                    AddScaled(vector, vectors[before], -Dot(vector, vectors[before]));
            var norm = Math.Sqrt(Dot(vector, vector));
            for (var j = 0; j < length; j++)
                vector[j] /= norm;
        }
        var result = new float[normal.Length];
        for (var i = 0; i < count; i++)
            for (var j = 0; j < length; j++)
                result[byRow ? i * columns + j : j * columns + i] = (float)(Gain * vectors[i][j]);
        return result;
    }

    private static double Dot(double[] a, double[] b)
    {
        var sum = Vector<double>.Zero;
        var i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
            sum += new Vector<double>(a, i) * new Vector<double>(b, i);
        var result = Vector.Sum(sum);
        for (; i < a.Length; i++)
            result += a[i] * b[i];
        return result;
    }

    private static void AddScaled(double[] to, double[] vector, double factor)
    {
        var i = 0;
        for (; i <= to.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(to, i) + new Vector<double>(vector, i) * factor).CopyTo(to, i);
        for (; i < to.Length; i++)
            to[i] += vector[i] * factor;
    }
}
