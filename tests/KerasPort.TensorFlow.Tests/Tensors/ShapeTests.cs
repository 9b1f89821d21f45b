namespace KerasPort.TensorFlow.Tests.Tensors;

public sealed class ShapeTests
{
    public static TheoryData<Shape, string> Texts => new()
    {
        { [], "()" },
        { [3], "(3,)" },
        { [null], "(None,)" },
        { [null, 784], "(None, 784)" },
        { [0, 1, 2], "(0, 1, 2)" },
        { new Shape(-1, 5), "(None, 5)" },
        { new Shape(-7, 5), "(None, 5)" },
        { Shape.Unknown, "<unknown>" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void WritesAsPythonDoes(Shape shape, string text) => Assert.Equal(text, shape.ToString());

    [Fact]
    public void CountsFromBothEnds()
    {
        Shape shape = [null, 4, 5];
        Assert.Equal(3, shape.Rank);
        Assert.Equal(-1, shape[0]);
        Assert.Equal(5, shape[-1]);
        Assert.Equal(4, shape[^2]);
        Assert.Equal("(4, 5)", shape[1..].ToString());
        Assert.Equal([null, 4L, 5L], [.. shape]);
        Assert.Throws<IndexOutOfRangeException>(() => shape[3]);
    }

    [Fact]
    public void Changes()
    {
        Shape shape = [2, 3];
        Assert.Equal([2, 9], shape.With(-1, 9));
        Assert.Equal([7, 2, 3], shape.Insert(0, 7));
        Assert.Equal([2, 3, 7], shape.Insert(2, 7));
        Assert.Equal([3], shape.RemoveAt(0));
        Assert.Equal([2, 3, 4], shape.Concat([4]));
        Assert.Equal([2, 3], shape);
    }

    [Fact]
    public void CountsItsElements()
    {
        Assert.Equal(1, Shape.Scalar.Count);
        Assert.Equal(0, new Shape(0, 5).Count);
        Assert.Equal(15, new Shape(3, 5).Count);
        Assert.Equal("The shape (None, 5) has no known number of elements.", Assert.Throws<InvalidOperationException>(() => new Shape(-1, 5).Count).Message);
        Assert.Equal("The shape's rank is not known.", Assert.Throws<InvalidOperationException>(() => Shape.Unknown.Count).Message);
        Assert.Throws<OverflowException>(() => new Shape(long.MaxValue, 2).Count);
    }

    [Fact]
    public void FitsWhereKnownDimensionsAgree()
    {
        Shape shape = [null, 3];
        Assert.True(shape.IsCompatibleWith([5, 3]));
        Assert.True(shape.IsCompatibleWith([null, null]));
        Assert.True(shape.IsCompatibleWith(Shape.Unknown));
        Assert.True(Shape.Unknown.IsCompatibleWith(shape));
        Assert.False(shape.IsCompatibleWith([5, 4]));
        Assert.False(shape.IsCompatibleWith([3]));
    }

    [Fact]
    public void EqualsByDimensions()
    {
        Assert.Equal(new Shape(-1, 3), [null, 3]);
        Assert.Equal(new Shape(-1, 3).GetHashCode(), new Shape(-1, 3).GetHashCode());
        Assert.NotEqual(new Shape(1, 3), [null, 3]);
        Assert.NotEqual(Shape.Unknown, Shape.Scalar);
        Assert.False(Shape.Unknown.IsFullyKnown);
        Assert.False(Shape.Unknown.HasRank);
        Assert.True(Shape.Scalar.IsFullyKnown);
    }
}
