using System.Text.Json.Nodes;
using KerasPort.TensorFlow;

namespace KerasPort.Initializers;

/// <summary>A matrix with a number on its diagonal, else 0. Keras: keras.initializers.Identity.</summary>
public sealed class Identity : Initializer
{
    /// <summary>Makes the initializer.</summary>
    /// <param name="gain">The number on the diagonal; default: 1.</param>
    public Identity(double gain = 1) => Gain = gain;

    /// <summary>The number on the diagonal.</summary>
    public double Gain { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weight is no matrix.</exception>
    public override float[] Call(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank != 2)
            throw new ArgumentException($"`Identity`: the weight must be a matrix. Received: shape={shape}.", nameof(shape));
        var values = new float[shape.Count];
        for (var i = 0; i < Math.Min(shape[0], shape[1]); i++)
            values[i * shape[1] + i] = (float)Gain;
        return values;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new() { ["gain"] = Gain };
}
