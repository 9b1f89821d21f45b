using System.Text.Json.Nodes;
using KerasPort.Regularizers;
using KerasPort.Saving;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Layers;

/// <summary>The base of the recurrent layers that have a cell of their own: their settings are the cell's.</summary>
public abstract class UnitsRNN : RNN
{
    private protected UnitsRNN(UnitsCell cell, Regularizer? activityRegularizer, bool returnSequences, bool returnState, bool goBackwards, bool stateful, bool unroll, Shape? inputShape, string? name)
        : base(cell, returnSequences, returnState, goBackwards, stateful, unroll, inputShape, name) => ActivityRegularizer = activityRegularizer;

    private protected UnitsRNN(UnitsCell cell, ConfigReader config) : base(cell, config) =>
        ActivityRegularizer = config.Regularizer("activity_regularizer");

    /// <summary>The size of the output.</summary>
    public int Units => ((UnitsCell)Cell).Units;

    private protected override void AddCell(JsonObject config) => ((UnitsCell)Cell).AddSettings(config, ActivityRegularizer, withActivity: true);
}
