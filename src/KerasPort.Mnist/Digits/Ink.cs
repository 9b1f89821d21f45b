namespace KerasPort.Mnist.Digits;

/// <summary>The best strokes of dark or of light ink, chosen among the maps of several widths.</summary>
/// <param name="Strokes">The strokes.</param>
/// <param name="Scores">The scores of the best strokes in each map, from the finest to the coarsest.</param>
internal sealed record Ink(Strokes Strokes, float[] Scores)
{
    private const float ClearlyBetter = 1.3f;
    private const float Board = 1.5f;

    /// <summary>The best strokes, or null where there is nothing but paper.</summary>
    /// <param name="brightness">The picture, in which ink is dark.</param>
    /// <param name="widest">The widths of the maps, from the finest to the coarsest.</param>
    public static Ink? Of(Plane brightness, params ReadOnlySpan<int> widest)
    {
        Ink? best = null;
        var (maps, scores) = (InkMap.Of(brightness, widest), new float[widest.Length]);
        for (var index = 0; index < maps.Length; index++)
        {
            if (Strokes.Find(maps[index]) is not { } strokes) continue;
            scores[index] = strokes.Score;
            // Finer maps see less of shadows, and of wide strokes only the rims: a coarser one must be clearly better, or fill such rims.
            if (best is null || strokes.Score > ClearlyBetter * best.Strokes.Score || strokes.Fills(best.Strokes)) best = new Ink(strokes, scores);
        }
        return best;
    }

    /// <summary>Whether this ink, which is light, was written, and not the dark ink between whose strokes it lies.</summary>
    /// <param name="dark">The dark ink.</param>
    /// <param name="isBoard">Whether little is darker than the ground.</param>
    public bool IsMoreLikelyThan(Ink dark, bool isBoard)
    {
        // One map is made of a drawing on even ground.
        if (Scores.Length == 1) return isBoard || Strokes.Score > dark.Strokes.Score;
        var finest = Math.Min(CoarseEnough, dark.CoarseEnough);
        return Evidence(finest) * (isBoard ? Board : 1) > dark.Evidence(finest);
    }

    /// <summary>The number of the first map in which the strokes are nearly as good as where they are best.</summary>
    private int CoarseEnough => Array.FindIndex(Scores, score => ClearlyBetter * score >= Strokes.Score);

    /// <summary>Strokes look alike in all maps that are coarse enough for them; what lies between strokes grows with each map.</summary>
    private float Evidence(int finest)
    {
        var (least, most) = (Scores[finest..].Min(), Scores[finest..].Max());
        return least * least / most * Strokes.MeanDepth;
    }
}
