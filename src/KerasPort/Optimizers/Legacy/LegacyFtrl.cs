using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers.Modern;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Legacy;

/// <summary>
/// tf.keras' older Ftrl: follow the regularized leader.
/// </summary>
internal sealed class LegacyFtrl : LegacyOptimizer
{
    private readonly double _initialAccumulatorValue;
    private readonly float _learningRatePower;
    private readonly float _l1;
    private readonly float _l2;
    private readonly float _beta;
    private readonly double _l2Shrinkage;
    private Weight[] _accumulators = [];
    private Weight[] _linears = [];

    public LegacyFtrl(ConfigReader config) : base(config, 0.001)
    {
        _initialAccumulatorValue = config.Double("initial_accumulator_value", 0.1);
        _learningRatePower = (float)config.Double("learning_rate_power", -0.5);
        _l1 = (float)config.Double("l1_regularization_strength", 0);
        _l2 = (float)config.Double("l2_regularization_strength", 0);
        _beta = (float)config.Double("beta", 0);
        _l2Shrinkage = config.Double("l2_shrinkage_regularization_strength", 0);
    }

    private protected override string KerasName => "Ftrl";

    protected override void CreateSlots(IReadOnlyList<Weight> weights)
    {
        var pairs = weights.Select(weight => (
            AddSlot($"Ftrl/{weight.Name}/accumulator", weight.Shape, (float)_initialAccumulatorValue),
            AddSlot($"Ftrl/{weight.Name}/linear", weight.Shape))).ToArray();
        _accumulators = Array.ConvertAll(pairs, pair => pair.Item1);
        _linears = Array.ConvertAll(pairs, pair => pair.Item2);
    }

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context)
    {
        var formula = new FtrlFormula(_learningRatePower, _l1, _l2, _l2Shrinkage, _beta);
        for (var i = 0; i < gradients.Count; i++)
            formula.Apply(gradients[i], _accumulators[i], _linears[i], learningRate, context);
    }

    private protected override JsonObject OwnConfig() => new()
    {
        ["initial_accumulator_value"] = _initialAccumulatorValue,
        ["learning_rate_power"] = (double)_learningRatePower,
        ["l1_regularization_strength"] = (double)_l1,
        ["l2_regularization_strength"] = (double)_l2,
        ["beta"] = (double)_beta,
        ["l2_shrinkage_regularization_strength"] = _l2Shrinkage,
    };
}
