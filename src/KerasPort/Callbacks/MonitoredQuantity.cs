namespace KerasPort.Callbacks;

/// <summary>What a callback watches: a figure's name and whether less or more of it is better.</summary>
internal sealed class MonitoredQuantity
{
    public MonitoredQuantity(string owner, string name, string mode, params ReadOnlySpan<string> moreIsBetter)
    {
        if (mode is not ("auto" or "min" or "max"))
            throw new ArgumentException($"`{owner}`: mode must be 'auto', 'min' or 'max'. Received: mode='{mode}'.", nameof(mode));
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        MoreIsBetter = mode == "max";
        if (mode != "auto")
            return;
        foreach (var part in moreIsBetter)
            MoreIsBetter |= part.StartsWith('^') ? name.StartsWith(part[1..], StringComparison.Ordinal) : name.Contains(part, StringComparison.Ordinal);
    }

    public string Name { get; }

    public bool MoreIsBetter { get; }

    public double Worst => MoreIsBetter ? double.NegativeInfinity : double.PositiveInfinity;

    public bool IsBetter(double value, double than) => MoreIsBetter ? value > than : value < than;
}
