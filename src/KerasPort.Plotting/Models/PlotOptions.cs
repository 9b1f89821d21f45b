namespace KerasPort.Plotting.Models;

/// <summary>What a picture of a model shows.</summary>
internal sealed record PlotOptions(bool ShowShapes, bool ShowLayerNames, bool IsHorizontal, bool ExpandNested);
