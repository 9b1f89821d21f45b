namespace KerasPort.Metrics;

/// <summary>The four ways in which a prediction and the truth meet. Keras: metrics_utils.ConfusionMatrix.</summary>
internal enum ConfusionPart
{
    TruePositives,
    TrueNegatives,
    FalsePositives,
    FalseNegatives,
}
