using KerasPort.Saving;

namespace KerasPort.Tests.Saving;

public class PythonJsonTests
{
    // What Python 3's repr prints.
    [Theory]
    [InlineData(0.0, "0.0")]
    [InlineData(-0.0, "-0.0")]
    [InlineData(1.0, "1.0")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.00001, "1e-05")]
    [InlineData(1e-7, "1e-07")]
    [InlineData(1e-30, "1e-30")]
    [InlineData(1.5e-9, "1.5e-09")]
    [InlineData(0.0010000000474974513, "0.0010000000474974513")]
    [InlineData(0.8999999761581421, "0.8999999761581421")]
    [InlineData(123456.75, "123456.75")]
    [InlineData(100.0, "100.0")]
    [InlineData(1e15, "1000000000000000.0")]
    [InlineData(1e16, "1e+16")]
    [InlineData(1.2345e22, "1.2345e+22")]
    [InlineData(1e300, "1e+300")]
    public void NumbersReadAsPythonWritesThem(double value, string expected) => Assert.Equal(expected, PythonJson.Repr(value));
}
