namespace KerasPort.Mnist.Digits;

/// <summary>One connected piece of ink.</summary>
internal sealed class Part
{
    /// <summary>The indices of its pixels.</summary>
    public List<int> Pixels { get; } = [];

    public int Left { get; private set; } = int.MaxValue;

    public int Top { get; private set; } = int.MaxValue;

    public int Right { get; private set; } = -1;

    public int Bottom { get; private set; } = -1;

    /// <summary>The longer side of the box around it, in pixels.</summary>
    public int Extent => Math.Max(Right - Left, Bottom - Top) + 1;

    /// <summary>Its mean depth of ink.</summary>
    public float Depth { get; private set; }

    /// <summary>How wide its strokes are, in pixels: a band's mean distance to its edge is a quarter of its width.</summary>
    public float StrokeWidth { get; private set; }

    /// <summary>True where it reaches the picture's edge.</summary>
    public bool AtEdge { get; private set; }

    /// <summary>How far apart the boxes around two pieces are.</summary>
    public float BoxDistance(Part other)
    {
        var x = Math.Max(0, Math.Max(Left - other.Right, other.Left - Right));
        var y = Math.Max(0, Math.Max(Top - other.Bottom, other.Top - Bottom));
        return MathF.Sqrt((x * x) + (y * y));
    }

    /// <summary>The connected pieces of a mask, corners included, with the depth and the width of their strokes.</summary>
    public static List<Part> Of(bool[] mask, Plane ink)
    {
        var parts = Connected(mask, ink.Width, ink.Height);
        var toEdge = Distance.To(Array.ConvertAll(mask, inside => !inside), ink.Width, ink.Height);
        parts.ForEach(part => part.Measure(ink, toEdge));
        return parts;
    }

    /// <summary>The connected pieces of a mask, corners included, from its upper left corner on.</summary>
    public static List<Part> Connected(bool[] mask, int width, int height)
    {
        // Each row's runs belong to the runs of the row above that they touch; of runs that belong together the first is the root.
        var (runs, roots) = (new List<(int Y, int From, int To)>(), new List<int>());
        var above = 0;
        for (var y = 0; y < height; y++)
        {
            var row = mask.AsSpan(y * width, width);
            var first = runs.Count;
            for (var from = 0; row[from..].IndexOf(true) is var skip and >= 0;)
            {
                from += skip;
                var to = row[from..].IndexOf(false) is var length and >= 0 ? from + length : width;
                roots.Add(runs.Count);
                while (above < first && runs[above].To < from) above++;
                for (var near = above; near < first && runs[near].From <= to; near++)
                {
                    var (one, other) = (Root(near), Root(runs.Count));
                    roots[Math.Max(one, other)] = Math.Min(one, other);
                }
                runs.Add((y, from, to));
                from = to;
            }
            above = first;
        }
        var (parts, owners) = (new List<Part>(), new Part[runs.Count]);
        for (var run = 0; run < owners.Length; run++)
        {
            var root = Root(run);
            if (root == run) parts.Add(owners[run] = new Part());
            owners[root].Add(runs[run], width);
        }
        parts.ForEach(part => part.AtEdge = part.Left == 0 || part.Top == 0 || part.Right == width - 1 || part.Bottom == height - 1);
        return parts;

        int Root(int run)
        {
            while (roots[run] != run) run = roots[run] = roots[roots[run]];
            return run;
        }
    }

    private void Add((int Y, int From, int To) run, int width)
    {
        for (var x = run.From; x < run.To; x++) Pixels.Add((run.Y * width) + x);
        (Left, Right) = (Math.Min(Left, run.From), Math.Max(Right, run.To - 1));
        (Top, Bottom) = (Math.Min(Top, run.Y), run.Y);
    }

    private void Measure(Plane ink, Plane toEdge)
    {
        var (depth, distance) = (0.0, 0.0);
        foreach (var index in Pixels)
        {
            depth += ink.Values[index];
            distance += toEdge.Values[index] - 0.5;
        }
        Depth = (float)(depth / Pixels.Count);
        StrokeWidth = (float)Math.Max(1, 4 * distance / Pixels.Count);
    }
}
