using KerasPort.Mnist.Showing;
using KerasPort.Plotting.Images;

namespace KerasPort.Mnist.Tests.Showing;

/// <summary>The expected texts are NumPy's own.</summary>
public sealed class NumPyTextTests
{
    [Theory]
    [InlineData(1, 1, 7, "[[7]]")]
    [InlineData(3, 2, 8, "[[ 8  9 10]\n [11 12 13]]")]
    [InlineData(30, 2, 0, """
        [[ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
          24 25 26 27 28 29]
         [30 31 32 33 34 35 36 37 38 39 40 41 42 43 44 45 46 47 48 49 50 51 52 53
          54 55 56 57 58 59]]
        """)]
    [InlineData(32, 32, 0, """
        [[  0   1   2 ...  29  30  31]
         [ 32  33  34 ...  61  62  63]
         [ 64  65  66 ...  93  94  95]
         ...
         [175 176 177 ... 204 205 206]
         [207 208 209 ... 236 237 238]
         [239 240 241 ...  17  18  19]]
        """)]
    [InlineData(600, 2, 0, """
        [[  0   1   2 ...  85  86  87]
         [ 88  89  90 ... 173 174 175]]
        """)]
    public void IsWhatNumPyPrints(int width, int height, int first, string expected) => Assert.Equal(
        expected.ReplaceLineEndings("\n"),
        NumPyText.Of(new GrayImage(width, height, [.. Enumerable.Range(0, width * height).Select(i => (byte)((first + i) % (width == 32 ? 251 : 256)))])));
}
