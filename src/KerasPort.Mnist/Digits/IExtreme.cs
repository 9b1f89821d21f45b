using System.Numerics;

namespace KerasPort.Mnist.Digits;

/// <summary>The greatest or the least: what a sliding window keeps.</summary>
internal interface IExtreme
{
    /// <summary>What changes no extreme.</summary>
    static abstract float Neutral { get; }

    static abstract float Of(float one, float other);

    static abstract Vector<float> Of(Vector<float> one, Vector<float> other);
}

/// <summary>The greatest.</summary>
internal readonly struct Greatest : IExtreme
{
    public static float Neutral => float.NegativeInfinity;

    public static float Of(float one, float other) => Math.Max(one, other);

    public static Vector<float> Of(Vector<float> one, Vector<float> other) => Vector.MaxNative(one, other);
}

/// <summary>The least.</summary>
internal readonly struct Least : IExtreme
{
    public static float Neutral => float.PositiveInfinity;

    public static float Of(float one, float other) => Math.Min(one, other);

    public static Vector<float> Of(Vector<float> one, Vector<float> other) => Vector.MinNative(one, other);
}
