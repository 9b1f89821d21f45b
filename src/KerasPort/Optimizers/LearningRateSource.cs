using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Schedules;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers;

/// <summary>Where an optimizer's learning rate comes from: a variable that may be set at any time, or a schedule.</summary>
internal sealed class LearningRateSource : IDisposable
{
    private readonly double _first;
    private readonly LearningRateSchedule? _schedule;

    private LearningRateSource(double first, LearningRateSchedule? schedule) => (_first, _schedule) = (first, schedule);

    public static implicit operator LearningRateSource(double rate) => new(rate, null);

    public static implicit operator LearningRateSource(LearningRateSchedule schedule) =>
        new(0, schedule ?? throw new ArgumentNullException(nameof(schedule)));

    /// <summary>The variable, where there is no schedule.</summary>
    public Weight? Variable { get; private set; }

    /// <summary>Whether a schedule decides.</summary>
    public bool IsScheduled => _schedule is not null;

    /// <summary>Makes the variable of an optimizer.</summary>
    /// <exception cref="ArgumentException">The rate is negative.</exception>
    public LearningRateSource For(Optimizer optimizer)
    {
        if (!(_first >= 0))
            throw new ArgumentException($"`{optimizer.ClassName}`: learningRate must not be negative. Received: learningRate={_first}.");
        var first = (float)_first;
        if (_schedule is null)
            Variable = new Weight("learning_rate", Shape.Scalar, DataType.Float32, () => HostArray.Scalar(first));
        return this;
    }

    /// <summary>The rate of a step, given the number of steps before it.</summary>
    public Output Value(CallContext context, Output step) => Variable is not null ? context.Value(Variable) : _schedule!.Call(step);

    public double Read(Optimizer optimizer) => Variable is not null
        ? Variable.Read().ToSingles()[0]
        : _schedule!.Compute((long)optimizer.Iterations.Read().Data.GetValue(0)!);

    public void Write(Optimizer optimizer, double value)
    {
        if (Variable is null)
            throw new InvalidOperationException($"`{optimizer.ClassName}`: the learning rate follows the schedule {_schedule!.ClassName} and can't be set.");
        if (!(value >= 0))
            throw new ArgumentOutOfRangeException(nameof(value), $"`{optimizer.ClassName}`: the learning rate must not be negative. Received: {value}.");
        Variable.Write(HostArray.Scalar((float)value));
    }

    /// <summary>How Keras writes it: the float32 as a double, or the schedule.</summary>
    public JsonNode ToConfig() => _schedule is not null ? _schedule.ToConfig() : JsonValue.Create((double)Variable!.Read().ToSingles()[0]);

    /// <summary>The same as Keras 3 writes it.</summary>
    public JsonNode ToKeras3Config() => _schedule is not null ? _schedule.ToKeras3Config() : ToConfig();

    public void Dispose() => Variable?.Dispose();
}
