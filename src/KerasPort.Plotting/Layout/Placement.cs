namespace KerasPort.Plotting.Layout;

/// <summary>
/// The places across the ranks, by the method of Brandes and Köpf: boxes are joined to blocks that stand in one line, once for each
/// of the four directions from which a picture can be filled, and every box gets the middle of its four places. Long edges become
/// straight, chains too.
/// </summary>
internal static class Placement
{
    public static double[] Of(Ranks ranks, int[][] order)
    {
        var crossed = CrossedLinks(ranks, order);
        var layouts = new List<double[]>();
        foreach (var isUpward in new[] { false, true })
        {
            foreach (var isMirrored in new[] { false, true })
            {
                var turned = Array.ConvertAll(order, rank => isMirrored ? rank.AsEnumerable().Reverse().ToArray() : rank);
                var root = Blocks(ranks, isUpward ? [.. turned.Reverse()] : turned, isUpward, crossed);
                var places = Compact(ranks, turned, root, isMirrored);
                layouts.Add(isMirrored ? Array.ConvertAll(places, place => -place) : places);
            }
        }
        Align(ranks, layouts);
        return [.. Enumerable.Range(0, ranks.Boxes.Count).Select(box =>
        {
            var four = layouts.Select(layout => layout[box]).Order().ToArray();
            return (four[1] + four[2]) / 2;
        })];
    }

    /// <summary>The links that cross a long edge's inner link: they give way, so that the long edge stays straight.</summary>
    private static HashSet<(int Upper, int Lower)> CrossedLinks(Ranks ranks, int[][] order)
    {
        var crossed = new HashSet<(int, int)>();
        var place = new int[ranks.Boxes.Count];
        foreach (var rank in order)
            for (var i = 0; i < rank.Length; i++)
                place[rank[i]] = i;
        for (var rank = 1; rank < order.Length; rank++)
        {
            var inner = order[rank].Where(box => ranks.IsBend(box) && ranks.IsBend(ranks.Above(box)[0]))
                .Select(box => (Upper: place[ranks.Above(box)[0]], Lower: place[box])).ToArray();
            foreach (var lower in order[rank])
            {
                foreach (var upper in ranks.Above(lower))
                {
                    if (ranks.IsBend(lower) && ranks.IsBend(upper))
                        continue;
                    if (Array.Exists(inner, link => (link.Upper - place[upper]) * (link.Lower - place[lower]) < 0))
                        crossed.Add((upper, lower));
                }
            }
        }
        return crossed;
    }

    /// <summary>Which block each box belongs to: that of the middle one of its neighbours in the rank before, where no other block is crossed.</summary>
    private static int[] Blocks(Ranks ranks, int[][] order, bool isUpward, HashSet<(int Upper, int Lower)> crossed)
    {
        var count = ranks.Boxes.Count;
        var (root, next, place) = (new int[count], new int[count], new int[count]);
        for (var box = 0; box < count; box++)
            root[box] = next[box] = box;
        foreach (var rank in order)
        {
            for (var i = 0; i < rank.Length; i++)
                place[rank[i]] = i;
            var last = -1;
            foreach (var box in rank)
            {
                var neighbours = (isUpward ? ranks.Below(box) : ranks.Above(box)).OrderBy(other => place[other]).ToArray();
                for (var i = (neighbours.Length - 1) / 2; i <= neighbours.Length / 2 && i < neighbours.Length; i++)
                {
                    var other = neighbours[i];
                    if (next[box] != box || place[other] <= last || crossed.Contains(isUpward ? (box, other) : (other, box)))
                        continue;
                    next[other] = box;
                    next[box] = root[box] = root[other];
                    last = place[other];
                }
            }
        }
        return root;
    }

    /// <summary>Places for the blocks: as far to the left as their neighbours let them, then back to the right where there is room.</summary>
    private static double[] Compact(Ranks ranks, int[][] order, int[] root, bool isMirrored)
    {
        var count = ranks.Boxes.Count;
        var (right, left) = (new Dictionary<int, double>[count], new Dictionary<int, double>[count]);
        foreach (var rank in order)
        {
            for (var i = 1; i < rank.Length; i++)
            {
                var (one, other) = (ranks.Boxes[rank[i - 1]], ranks.Boxes[rank[i]]);
                var room = LayeredLayout.BoxGap + (isMirrored ? one.Left + other.Right : one.Right + other.Left);
                var (from, to) = (root[rank[i - 1]], root[rank[i]]);
                var neighbours = right[from] ??= [];
                neighbours[to] = Math.Max(room, neighbours.GetValueOrDefault(to));
                (left[to] ??= [])[from] = neighbours[to];
            }
        }
        var sorted = Sort([.. root.Distinct()], left, right);
        var places = new double[count];
        foreach (var block in sorted)
            foreach (var (other, room) in left[block] ?? [])
                places[block] = Math.Max(places[block], places[other] + room);
        foreach (var block in sorted.AsEnumerable().Reverse())
            if (right[block] is { Count: > 0 } neighbours)
                places[block] = Math.Max(places[block], neighbours.Min(pair => places[pair.Key] - pair.Value));
        for (var box = 0; box < count; box++)
            places[box] = places[root[box]];
        return places;
    }

    private static List<int> Sort(int[] blocks, Dictionary<int, double>?[] left, Dictionary<int, double>?[] right)
    {
        var waiting = blocks.ToDictionary(block => block, block => left[block]?.Count ?? 0);
        var sorted = blocks.Where(block => waiting[block] == 0).ToList();
        for (var next = 0; next < sorted.Count; next++)
            foreach (var block in right[sorted[next]]?.Keys ?? Enumerable.Empty<int>())
                if (--waiting[block] == 0)
                    sorted.Add(block);
        return sorted;
    }

    /// <summary>Moves the four layouts onto the narrowest one: those filled from the left at its left side, the others at its right.</summary>
    private static void Align(Ranks ranks, List<double[]> layouts)
    {
        var sides = layouts.ConvertAll(layout => (
            Left: Enumerable.Range(0, layout.Length).Min(box => layout[box] - ranks.Boxes[box].Left),
            Right: Enumerable.Range(0, layout.Length).Max(box => layout[box] + ranks.Boxes[box].Right)));
        var narrowest = sides.MinBy(side => side.Right - side.Left);
        for (var i = 0; i < layouts.Count; i++)
        {
            var shift = i % 2 == 0 ? narrowest.Left - sides[i].Left : narrowest.Right - sides[i].Right;
            layouts[i] = Array.ConvertAll(layouts[i], place => place + shift);
        }
    }
}
