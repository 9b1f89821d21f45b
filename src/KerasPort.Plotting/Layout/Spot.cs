namespace KerasPort.Plotting.Layout;

/// <summary>
/// A spot of the picture before it is turned: across the ranks, and along them. An edge is a row of spots: two with the same
/// number in one of the directions are joined by a straight line, others by a curve that leaves and arrives along the ranks.
/// </summary>
internal readonly record struct Spot(double Across, double Along)
{
    public static Spot operator +(Spot one, Spot other) => new(one.Across + other.Across, one.Along + other.Along);

    public static Spot operator -(Spot one, Spot other) => new(one.Across - other.Across, one.Along - other.Along);
}
