using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Schedules;

/// <summary>
/// One rate after the other: the first up to and including the first boundary's step, the last after the last boundary. Keras:
/// tf.keras.optimizers.schedules.PiecewiseConstantDecay.
/// </summary>
public sealed class PiecewiseConstantDecay : LearningRateSchedule
{
    private readonly double[] _boundaries;
    private readonly double[] _values;

    /// <summary>Makes the schedule.</summary>
    /// <param name="boundaries">The last step of each rate but the last, increasing.</param>
    /// <param name="values">The rates: one more than boundaries.</param>
    /// <param name="name">A name for files; default: none.</param>
    /// <exception cref="ArgumentException">There is not one value more than boundaries.</exception>
    public PiecewiseConstantDecay(IReadOnlyList<double> boundaries, IReadOnlyList<double> values, string? name = null) : base(name)
    {
        ArgumentNullException.ThrowIfNull(boundaries);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != boundaries.Count + 1)
            throw new ArgumentException($"`PiecewiseConstantDecay`: there must be one value more than boundaries. Received: {boundaries.Count} boundaries, {values.Count} values.", nameof(values));
        (_boundaries, _values) = ([.. boundaries], [.. values]);
    }

    internal PiecewiseConstantDecay(ConfigReader config) : this(config.Doubles("boundaries"), config.Doubles("values"), config.Name)
    {
    }

    /// <summary>The last step of each rate but the last.</summary>
    public IReadOnlyList<double> Boundaries => _boundaries;

    /// <summary>The rates.</summary>
    public IReadOnlyList<double> Values => _values;

    /// <inheritdoc/>
    public override Output Call(Output step)
    {
        var rate = step.Constant(_values[^1]);
        for (var i = _boundaries.Length - 1; i >= 0; i--)
            rate = Ops.Select(Ops.LessEqual(step, step.Constant(_boundaries[i])), step.Constant(_values[i]), rate);
        return rate;
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig() => new()
    {
        ["boundaries"] = new JsonArray([.. _boundaries.Select(value => (JsonNode)ConfigWriter.Number(value))]),
        ["values"] = ConfigWriter.Doubles(_values),
        ["name"] = Name,
    };
}
