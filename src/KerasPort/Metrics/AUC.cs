using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Metrics;

/// <summary>
/// The area under a curve that thresholds draw: recall over the rate of false positives (ROC), or precision over recall (PR).
/// Predictions lie in [0, 1]. Keras: keras.metrics.AUC.
/// </summary>
public sealed class AUC : ConfusionCurve
{
    private readonly double[]? _labelWeights;
    private readonly bool _givenThresholds;

    /// <summary>Makes the metric.</summary>
    /// <param name="numThresholds">How many thresholds draw the curve, at least 2; default: 200.</param>
    /// <param name="curve">"ROC" (default) or "PR".</param>
    /// <param name="summationMethod">"interpolation" (default: trapezoids; precision by Davis and Goadrich's formula), "minoring" (the lower
    /// side of each step) or "majoring" (the upper one).</param>
    /// <param name="name">The name in logs; default: auc_1 and so on.</param>
    /// <param name="thresholds">Thresholds in [0, 1] in place of evenly spread ones; 0 and 1 are added.</param>
    /// <param name="multiLabel">Whether each label has a curve of its own, whose areas are averaged; default: false.</param>
    /// <param name="labelWeights">With multiLabel, a weight for each label; default: all count the same.</param>
    /// <param name="fromLogits">Whether predictions are logits and no probabilities; default: false.</param>
    /// <exception cref="ArgumentException">The curve, the method or a threshold is none of those, or numThresholds is below 2.</exception>
    public AUC(
        int numThresholds = 200,
        string curve = "ROC",
        string summationMethod = "interpolation",
        string? name = null,
        double[]? thresholds = null,
        bool multiLabel = false,
        double[]? labelWeights = null,
        bool fromLogits = false)
        : base(name, MakeThresholds(numThresholds, thresholds))
    {
        Curve = curve switch
        {
            "ROC" or "roc" => "ROC",
            "PR" or "pr" => "PR",
            _ => throw new ArgumentException($"`AUC`: curve must be 'ROC' or 'PR'. Received: curve='{curve}'.", nameof(curve)),
        };
        SummationMethod = summationMethod switch
        {
            "interpolation" or "Interpolation" => "interpolation",
            "minoring" or "Minoring" => "minoring",
            "majoring" or "Majoring" => "majoring",
            _ => throw new ArgumentException($"`AUC`: summationMethod must be 'interpolation', 'minoring' or 'majoring'. Received: summationMethod='{summationMethod}'.", nameof(summationMethod)),
        };
        if (labelWeights is not null && !multiLabel)
            throw new ArgumentException("`AUC`: labelWeights need multiLabel=true.", nameof(labelWeights));
        (MultiLabel, FromLogits, _labelWeights, _givenThresholds) = (multiLabel, fromLogits, labelWeights, thresholds is not null);
        if (!multiLabel)
            MakeState(new Shape(Thresholds.Count));
    }

    internal AUC(ConfigReader config)
        : this(
            config.Int("num_thresholds", 200),
            config.String("curve", "ROC"),
            config.String("summation_method", "interpolation"),
            config.Name,
            config.DoublesOrNull("thresholds"),
            config.Bool("multi_label", false),
            config.DoublesOrNull("label_weights"),
            config.Bool("from_logits", false)) =>
        config.Ignore("num_labels");

    /// <summary>"ROC" or "PR".</summary>
    public string Curve { get; }

    /// <summary>"interpolation", "minoring" or "majoring".</summary>
    public string SummationMethod { get; }

    /// <summary>Whether each label has a curve of its own.</summary>
    public bool MultiLabel { get; }

    /// <summary>Whether predictions are logits.</summary>
    public bool FromLogits { get; }

    /// <inheritdoc/>
    protected internal override void Build(Shape predictions)
    {
        if (!MultiLabel)
            return;
        if (predictions.Rank != 2 || predictions[1] < 0)
            throw new ArgumentException($"`{Name}`: with multiLabel the predictions must be (batch, labels). Received: shape={predictions}.", nameof(predictions));
        MakeState(new Shape(Thresholds.Count, predictions[1]));
    }

    /// <inheritdoc/>
    protected internal override void Update(Output yTrue, Output yPred, Output? sampleWeight, CallContext context)
    {
        Build(yPred.Shape);
        UpdateCounts(yTrue, FromLogits ? Ops.Sigmoid(yPred) : yPred, sampleWeight, context, perLabel: MultiLabel);
    }

    /// <inheritdoc/>
    protected internal override Output Result(CallContext context)
    {
        var state = State(context);
        var areas = Curve == "PR" && SummationMethod == "interpolation" ? InterpolatePrecision(state) : Riemann(state);
        if (!MultiLabel)
            return areas;
        if (_labelWeights is null)
            return Ops.Mean(areas);
        var weights = Ops.Constant(areas.Graph, Array.ConvertAll(_labelWeights, value => (float)value));
        return Ops.DivideNoNan(Ops.Sum(areas * weights), Ops.Sum(weights));
    }

    /// <inheritdoc/>
    public override JsonObject GetConfig()
    {
        var config = base.GetConfig();
        config["num_thresholds"] = Thresholds.Count;
        config["curve"] = Curve;
        config["summation_method"] = SummationMethod;
        if (MultiLabel)
            config["multi_label"] = true;
        if (_labelWeights is not null)
            config["label_weights"] = ConfigWriter.Doubles(_labelWeights);
        if (FromLogits)
            config["from_logits"] = true;
        // Keras 2.3.1 always writes the thresholds; newer ones only those that were given.
        if (Dialect == KerasDialect.Keras2 || _givenThresholds)
            config["thresholds"] = ConfigWriter.Doubles([.. Thresholds.Skip(1).SkipLast(1)]);
        return config;
    }

    private Output Riemann(ConfusionState state)
    {
        var (x, y) = Curve == "ROC" ? (state.FallOut, state.Sensitivity) : (state.Sensitivity, state.Precision);
        var (left, right) = (Before(y), After(y));
        var heights = SummationMethod switch
        {
            "interpolation" => (left + right) / 2,
            "minoring" => Ops.Minimum(left, right),
            _ => Ops.Maximum(left, right),
        };
        return Ops.Sum((Before(x) - After(x)) * heights, [0]);
    }

    /// <summary>
    /// Davis and Goadrich 2006: between two thresholds true and all positives P change in a straight line, so precision's integral is
    /// <c>slope (dTP + intercept log(P_a / P_b))</c> with <c>slope = dTP / dP</c>, <c>intercept = TP_b - slope P_b</c>.
    /// </summary>
    private static Output InterpolatePrecision(ConfusionState state)
    {
        var positives = state.TruePositives + state.FalsePositives;
        var change = Before(state.TruePositives) - After(state.TruePositives);
        var slope = Ops.DivideNoNan(change, Ops.Maximum(Before(positives) - After(positives), change.Constant(0)));
        var (larger, smaller) = (Before(positives), After(positives));
        var intercept = After(state.TruePositives) - slope * smaller;
        var both = Ops.LogicalAnd(Ops.Greater(larger, larger.Constant(0)), Ops.Greater(smaller, smaller.Constant(0)));
        var ratio = Ops.Select(both, Ops.DivideNoNan(larger, smaller), Ops.OnesLike(larger));
        var truth = After(state.TruePositives) + After(state.FalseNegatives);
        return Ops.Sum(Ops.DivideNoNan(slope * (change + intercept * Ops.Log(ratio)), truth), [0]);
    }

    private static Output Before(Output x) => Ops.SliceAxis(x, 0, 0, checked((int)x.Shape[0]) - 1);

    private static Output After(Output x) => Ops.SliceAxis(x, 0, 1, -1);

    private static double[] MakeThresholds(int numThresholds, double[]? given)
    {
        if (given is null && numThresholds <= 1)
            throw new ArgumentOutOfRangeException(nameof(numThresholds), $"`AUC`: numThresholds must be greater than 1. Received: numThresholds={numThresholds}.");
        var inner = given is null ? Between(numThresholds) : Confusion.Thresholds(given, 0, "AUC").Order();
        // Just beyond 0 and 1, so that predictions of exactly those count.
        return [-1e-7, .. inner, 1 + 1e-7];
    }
}
