using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;

namespace KerasPort.Optimizers.Modern;

/// <summary>
/// The newer Adam: see <see cref="AdamFormula"/>.
/// </summary>
internal sealed class ModernAdam : ModernOptimizer
{
    private readonly AdamFormula _formula;

    public ModernAdam(ConfigReader config) : base(config.LearningRate(0.001), ModernSettings.Read(config)) => _formula = new AdamFormula(config);

    private protected override string KerasName => "Adam";

    private protected override void CreateState(IReadOnlyList<Weight> weights) =>
        _formula.SetState(AddSlotPairs("m", "v", weights), _formula.Amsgrad ? AddSlots("vhat", weights) : []);

    private protected override void ApplyGradients(IReadOnlyList<(Weight Weight, Output Gradient)> gradients, Output learningRate, Output step, CallContext context) =>
        _formula.Apply(gradients, learningRate, step, context);

    private protected override JsonObject OwnConfig() => _formula.ToConfig();
}
