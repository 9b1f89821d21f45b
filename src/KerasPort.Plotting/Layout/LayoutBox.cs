namespace KerasPort.Plotting.Layout;

/// <summary>
/// A box to be placed: how far it reaches to both sides of its line across the ranks, and how long it is along them. The line is
/// where its edges meet it.
/// </summary>
internal sealed record LayoutBox(double Left, double Right, double Length)
{
    /// <summary>Whether it stands in the first or the last rank, alone with its like.</summary>
    public BoxRank Rank { get; init; }

    /// <summary>A bend of an edge that passes a rank, or the place where an edge enters or leaves: no more than a line.</summary>
    public static LayoutBox Line(double length = 0) => new(0.5, 0.5, length);
}

/// <summary>Where a box must stand.</summary>
internal enum BoxRank
{
    /// <summary>Where its edges put it.</summary>
    Free,

    /// <summary>In the first rank.</summary>
    First,

    /// <summary>In the last rank.</summary>
    Last,
}
