using System.Text.Json.Nodes;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Losses;

/// <summary>
/// With <c>x = y_true - y_pred</c>: <c>x² / 2</c> where <c>|x| &lt;= delta</c>, else <c>delta |x| - delta² / 2</c>. One value an
/// element, as in Keras 2.3.1. Keras: keras.losses.Huber.
/// </summary>
public sealed class Huber : Loss
{
    /// <summary>Makes the loss.</summary>
    /// <param name="delta">Where squares go over into straight lines; default: 1.</param>
    /// <param name="reduction">How the losses of single samples become one number; default: their mean.</param>
    /// <param name="name">The name in logs; default: "huber_loss".</param>
    public Huber(double delta = 1, Reduction reduction = Reduction.SumOverBatchSize, string name = "huber_loss")
        : base(name, reduction) => Delta = delta;

    internal Huber(ConfigReader config) : this(config.Double("delta", 1), config.Reduction(), config.Name ?? "huber_loss")
    {
    }

    /// <summary>Where squares go over into straight lines.</summary>
    public double Delta { get; }

    /// <inheritdoc/>
    public override Output Call(Output yTrue, Output yPred) => LossFunctions.Huber(yTrue, yPred, Delta, Dialect);

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["delta"] = Delta;
        return config;
    }
}
