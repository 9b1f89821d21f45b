using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Schedules;

/// <summary>
/// A learning rate that follows from the number of the step, computed inside the step. Keras:
/// tf.keras.optimizers.schedules.LearningRateSchedule.
/// </summary>
public abstract class LearningRateSchedule
{
    /// <summary>Sets what all schedules have.</summary>
    /// <param name="name">A name for files; default: none.</param>
    protected LearningRateSchedule(string? name = null) => Name = name;

    /// <summary>The class' name in files.</summary>
    public virtual string ClassName => GetType().Name;

    /// <summary>A name for files.</summary>
    public string? Name { get; }

    /// <summary>The learning rate in a step.</summary>
    /// <param name="step">The number of steps before this one: a scalar of float32.</param>
    /// <returns>A scalar of float32.</returns>
    public abstract Output Call(Output step);

    /// <summary>The learning rate in a step.</summary>
    /// <param name="step">The number of steps before this one.</param>
    public double Compute(long step)
    {
        using var graph = new Graph();
        var rate = Call(Ops.Constant(graph, step, DataType.Float32));
        using var function = Function.Create(graph, "learning_rate", [], [rate]);
        using var result = function.Invoke([])[0];
        using var tensor = result.Resolve();
        return tensor.ToArray<float>()[0];
    }

    /// <summary>The settings as files hold them.</summary>
    public abstract JsonObject GetConfig();

    internal JsonObject ToConfig() => ConfigWriter.Object(ClassName, GetConfig());

    internal JsonObject ToKeras3Config() => ConfigWriter.Keras3Object("keras.optimizers.schedules", ClassName, GetConfig(), ScheduleRegistry.Contains(ClassName));
}
