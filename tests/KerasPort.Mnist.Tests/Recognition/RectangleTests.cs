using KerasPort.Mnist.Recognition;

namespace KerasPort.Mnist.Tests.Recognition;

public sealed class RectangleTests
{
    [Theory]
    [InlineData("10,20,30,40", 10, 20, 30, 40)]
    [InlineData("40,60,-30,-40", 10, 20, 30, 40)]
    [InlineData("5, 5, 15, 25", 5, 5, 15, 25)]
    [InlineData("90,190,100,100", 90, 190, 10, 10)]
    [InlineData("0,0,2147483647,2147483647", 0, 0, 100, 200)]
    public void IsWhatTheArticlesWindowCutsOut(string text, int x, int y, int width, int height) =>
        Assert.Equal((x, y, width, height), Rectangle.Parse(text).Within(100, 200));

    [Theory]
    [InlineData("")]
    [InlineData("1,2,3")]
    [InlineData("1,2,3,4,5")]
    [InlineData("1,2,3,x")]
    [InlineData("1,2,3,4.5")]
    public void OtherTextsAreRefused(string text) => Assert.Equal(
        $"A rectangle must be four whole numbers x,y,w,h. Received: \"{text}\".", Assert.Throws<ArgumentException>(() => Rectangle.Parse(text)).Message);

    [Theory]
    [InlineData("10,10,0,5")]
    [InlineData("100,0,5,5")]
    [InlineData("-10,-10,10,10")]
    public void ARectangleWithoutAPixelOfThePictureIsRefused(string text) => Assert.Equal(
        $"The rectangle must hold at least one pixel of the picture of 100 x 200. Received: {text}.",
        Assert.Throws<ArgumentException>(() => Rectangle.Parse(text).Within(100, 200)).Message);

    [Theory]
    [InlineData("-1,10,20,20")]
    [InlineData("10,-5,20,20")]
    [InlineData("10,20,-11,5")]
    public void ARectangleThatBeginsOutsideIsRefused(string text) => Assert.Equal(
        $"The rectangle must not begin left of the picture of 100 x 200 or above it. Received: {text}.",
        Assert.Throws<ArgumentException>(() => Rectangle.Parse(text).Within(100, 200)).Message);
}
