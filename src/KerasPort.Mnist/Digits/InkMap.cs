namespace KerasPort.Mnist.Digits;

/// <summary>How deep the ink is at each pixel: 0 where there is paper, up to 1 where the pen made it black.</summary>
/// <param name="Depth">The depth, as the part of the paper's light that is missing.</param>
/// <param name="Noise">The depth's standard deviation on paper.</param>
internal sealed record InkMap(Plane Depth, float Noise)
{
    private const float Dimmest = 40;

    /// <summary>
    /// Compares each pixel with the paper around it, once for each width. Paper is what remains when all that is narrower than
    /// <paramref name="widest"/> pixels is filled up from its surroundings: shadows, glare and uneven light are wider, strokes narrower.
    /// </summary>
    public static InkMap[] Of(Plane brightness, params ReadOnlySpan<int> widest)
    {
        var smooth = brightness.Blur(1);
        var ground = smooth.Blur(1.2f);
        var maps = new InkMap[widest.Length];
        for (var index = 0; index < maps.Length; index++) maps[index] = Of(smooth, ground, widest[index]);
        return maps;
    }

    private static InkMap Of(Plane smooth, Plane ground, int widest)
    {
        // At a shadow's edge the blurred paper is lighter than the shadow is: there the sharp one counts, or the edge would look like a stroke.
        var (soft, sharp) = (ground.Close(widest).Blur(Math.Clamp(widest / 10f, 1.5f, 6)).Values, smooth.Close(widest).Values);
        var depth = GC.AllocateUninitializedArray<float>(smooth.Values.Length);
        Lanes.Missing(smooth.Values, soft, sharp, Dimmest, depth);
        var raw = new Plane(smooth.Width, smooth.Height, depth);
        var middle = raw.Quantile(0.5);
        var noise = 1.4826f * raw.Quantile(0.5, value => Math.Abs(value - middle));
        for (var index = 0; index < depth.Length; index++) depth[index] -= middle;
        return new InkMap(raw, Math.Max(noise, 0.004f));
    }
}
