using KerasPort.TensorFlow;

namespace KerasPort;

public static partial class Keras
{
    public static partial class Backend
    {
        /// <summary><c>|x|</c>.</summary>
        public static Output Abs(Output x) => Ops.Abs(x);

        /// <summary>-1, 0 or 1.</summary>
        public static Output Sign(Output x) => Ops.Sign(x);

        /// <summary><c>x²</c>.</summary>
        public static Output Square(Output x) => Ops.Square(x);

        /// <summary>The square root; 0 below 0.</summary>
        public static Output Sqrt(Output x) => Ops.Sqrt(Ops.Maximum(x, x.Constant(0)));

        /// <summary><c>e^x</c>.</summary>
        public static Output Exp(Output x) => Ops.Exp(x);

        /// <summary>The natural logarithm.</summary>
        public static Output Log(Output x) => Ops.Log(x);

        /// <summary>The nearest integer, halves to the even one.</summary>
        public static Output Round(Output x) => Ops.Round(x);

        /// <summary>The sine.</summary>
        public static Output Sin(Output x) => Ops.Sin(x);

        /// <summary>The cosine.</summary>
        public static Output Cos(Output x) => Ops.Cos(x);

        /// <summary><c>x^a</c>.</summary>
        public static Output Pow(Output x, double a) => Ops.Power(x, x.Constant(a));

        /// <summary><c>x^a</c>, elementwise.</summary>
        public static Output Pow(Output x, Output a) => Ops.Power(x, a);

        /// <summary>Elements held between two bounds.</summary>
        /// <param name="x">Any shape.</param>
        /// <param name="minValue">The lower bound; null: none.</param>
        /// <param name="maxValue">The upper bound; null: none. Below the lower bound it counts as that.</param>
        public static Output Clip(Output x, double? minValue, double? maxValue)
        {
            if (minValue is { } min)
                x = Ops.Maximum(x, x.Constant(min));
            return maxValue is { } max ? Ops.Minimum(x, x.Constant(Math.Max(max, minValue ?? max))) : x;
        }

        /// <summary>The larger element.</summary>
        public static Output Maximum(Output x, Output y) => Ops.Maximum(x, y);

        /// <summary>The larger of each element and a number.</summary>
        public static Output Maximum(Output x, double y) => Ops.Maximum(x, x.Constant(y));

        /// <summary>The smaller element.</summary>
        public static Output Minimum(Output x, Output y) => Ops.Minimum(x, y);

        /// <summary>The smaller of each element and a number.</summary>
        public static Output Minimum(Output x, double y) => Ops.Minimum(x, x.Constant(y));

        /// <summary>Where x equals y.</summary>
        public static Output Equal(Output x, Output y) => Ops.Equal(x, y);

        /// <summary>Where x equals a number.</summary>
        public static Output Equal(Output x, double y) => Ops.Equal(x, x.Constant(y));

        /// <summary>Where they differ.</summary>
        public static Output NotEqual(Output x, Output y) => Ops.NotEqual(x, y);

        /// <summary>Where x differs from a number.</summary>
        public static Output NotEqual(Output x, double y) => Ops.NotEqual(x, x.Constant(y));

        /// <summary>Where <c>x &gt; y</c>.</summary>
        public static Output Greater(Output x, Output y) => Ops.Greater(x, y);

        /// <summary>Where <c>x &gt; y</c>.</summary>
        public static Output Greater(Output x, double y) => Ops.Greater(x, x.Constant(y));

        /// <summary>Where <c>x &gt;= y</c>.</summary>
        public static Output GreaterEqual(Output x, Output y) => Ops.GreaterEqual(x, y);

        /// <summary>Where <c>x &gt;= y</c>.</summary>
        public static Output GreaterEqual(Output x, double y) => Ops.GreaterEqual(x, x.Constant(y));

        /// <summary>Where <c>x &lt; y</c>.</summary>
        public static Output Less(Output x, Output y) => Ops.Less(x, y);

        /// <summary>Where <c>x &lt; y</c>.</summary>
        public static Output Less(Output x, double y) => Ops.Less(x, x.Constant(y));

        /// <summary>Where <c>x &lt;= y</c>.</summary>
        public static Output LessEqual(Output x, Output y) => Ops.LessEqual(x, y);

        /// <summary>Where <c>x &lt;= y</c>.</summary>
        public static Output LessEqual(Output x, double y) => Ops.LessEqual(x, x.Constant(y));

        /// <summary>One tensor's elements where a condition holds, another's elsewhere.</summary>
        /// <param name="condition">A bool scalar, or a tensor whose axes are the first ones of the others.</param>
        /// <param name="thenExpression">Where it holds.</param>
        /// <param name="elseExpression">Where it does not: the same shape.</param>
        /// <exception cref="ArgumentException">The condition has more axes than the others.</exception>
        public static Output Switch(Output condition, Output thenExpression, Output elseExpression)
        {
            if (condition.Rank > thenExpression.Rank)
                throw new ArgumentException($"Switch: the condition must not have more axes than what it chooses from. Received: condition of shape {condition.Shape}, thenExpression of shape {thenExpression.Shape}.", nameof(condition));
            condition = Ops.Cast(condition, DataType.Bool);
            while (condition.Rank > 0 && condition.Rank < thenExpression.Rank)
                condition = Ops.ExpandDims(condition, condition.Rank);
            return Ops.Select(condition, thenExpression, elseExpression);
        }
    }
}
