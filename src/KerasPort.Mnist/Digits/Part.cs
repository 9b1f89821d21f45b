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

    /// <summary>The connected pieces of a mask, corners included.</summary>
    public static List<Part> Connected(bool[] mask, int width, int height)
    {
        var seen = new bool[mask.Length];
        var open = new Stack<int>();
        var parts = new List<Part>();
        for (var start = 0; start < mask.Length; start++)
        {
            if (!mask[start] || seen[start]) continue;
            var part = new Part();
            parts.Add(part);
            seen[start] = true;
            open.Push(start);
            while (open.TryPop(out var index))
            {
                var (x, y) = (index % width, index / width);
                part.Add(index, x, y);
                for (var nearY = Math.Max(y - 1, 0); nearY <= Math.Min(y + 1, height - 1); nearY++)
                {
                    for (var nearX = Math.Max(x - 1, 0); nearX <= Math.Min(x + 1, width - 1); nearX++)
                    {
                        var near = (nearY * width) + nearX;
                        if (!mask[near] || seen[near]) continue;
                        seen[near] = true;
                        open.Push(near);
                    }
                }
            }
            part.AtEdge = part.Left == 0 || part.Top == 0 || part.Right == width - 1 || part.Bottom == height - 1;
        }
        return parts;
    }

    private void Add(int index, int x, int y)
    {
        Pixels.Add(index);
        (Left, Right) = (Math.Min(Left, x), Math.Max(Right, x));
        (Top, Bottom) = (Math.Min(Top, y), Math.Max(Bottom, y));
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
