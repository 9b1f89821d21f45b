namespace KerasPort.Callbacks;

/// <summary>Figures by name, in the order in which they were set: what callbacks see and History keeps.</summary>
public sealed class Logs : Dictionary<string, double>
{
    /// <summary>Makes empty logs.</summary>
    public Logs() : base(StringComparer.Ordinal)
    {
    }
}
