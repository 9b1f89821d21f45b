using KerasPort.Plotting.Drawing;

namespace KerasPort.Plotting.Tests;

/// <summary>Expected texts are what matplotlib 3.6 writes for the same view.</summary>
public class TicksTests
{
    [Theory]
    [InlineData(0.05, 20.95, "2.5 5.0 7.5 10.0 12.5 15.0 17.5 20.0")]
    [InlineData(0.00585, 0.25115, "0.05 0.10 0.15 0.20 0.25")]
    [InlineData(0.95, 2.05, "1.0 1.2 1.4 1.6 1.8 2.0")]
    [InlineData(0.8, 5.2, "1.0 1.5 2.0 2.5 3.0 3.5 4.0 4.5 5.0")]
    [InlineData(-1.1, 1.1, "−1.00 −0.75 −0.50 −0.25 0.00 0.25 0.50 0.75 1.00")]
    [InlineData(0.95, 1.05, "0.96 0.98 1.00 1.02 1.04")]
    [InlineData(-5, 105, "0 20 40 60 80 100")]
    public void PositionsAndDigitsAreThoseOfMatplotlib(double low, double high, string expected) =>
        Assert.Equal(expected, string.Join(' ', Ticks.Between(low, high).Labels));

    [Fact]
    public void VerySmallValuesShareAPowerOfTen()
    {
        var ticks = Ticks.Between(1e-7, 9e-7);
        Assert.Equal("1e−7", ticks.Multiplier);
        Assert.Equal("1 2 3 4 5 6 7 8 9", string.Join(' ', ticks.Labels));
    }
}
