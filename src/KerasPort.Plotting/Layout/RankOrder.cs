namespace KerasPort.Plotting.Layout;

/// <summary>The order within each rank that crosses few edges: every box moves to the middle of its neighbours, down and up in turn; the best order met is kept.</summary>
internal static class RankOrder
{
    private const int Rounds = 12;

    public static int[][] Of(Ranks ranks)
    {
        var order = Start(ranks);
        var place = new int[ranks.Boxes.Count];
        Number(order, place);
        var best = Copy(order);
        var fewest = Crossings(ranks, order, place);
        for (var round = 0; round < Rounds && fewest > 0; round++)
        {
            Sweep(ranks, order, place, isDown: round % 2 == 0);
            var crossings = Crossings(ranks, order, place);
            if (crossings >= fewest)
                continue;
            fewest = crossings;
            best = Copy(order);
        }
        return best;
    }

    /// <summary>Depth first, so that what belongs together starts together.</summary>
    private static int[][] Start(Ranks ranks)
    {
        var order = Enumerable.Range(0, ranks.Of.Max() + 1).Select(_ => new List<int>()).ToArray();
        var seen = new bool[ranks.Boxes.Count];
        foreach (var start in Enumerable.Range(0, ranks.RealCount).OrderBy(box => ranks.Of[box]))
        {
            var stack = new Stack<int>([start]);
            while (stack.TryPop(out var box))
            {
                if (seen[box])
                    continue;
                seen[box] = true;
                order[ranks.Of[box]].Add(box);
                foreach (var next in ranks.Below(box).Reverse())
                    stack.Push(next);
            }
        }
        return Array.ConvertAll(order, list => list.ToArray());
    }

    private static void Sweep(Ranks ranks, int[][] order, int[] place, bool isDown)
    {
        foreach (var rank in isDown ? Enumerable.Range(1, order.Length - 1) : Enumerable.Range(0, order.Length - 1).Reverse())
        {
            var keys = order[rank].ToDictionary(box => box, box => Middle(isDown ? ranks.Above(box) : ranks.Below(box), place, place[box]));
            order[rank] = [.. order[rank].OrderBy(box => keys[box])];
            for (var i = 0; i < order[rank].Length; i++)
                place[order[rank][i]] = i;
        }
    }

    private static double Middle(IReadOnlyList<int> neighbours, int[] place, double own) =>
        neighbours.Count == 0 ? own : neighbours.Average(box => (double)place[box]);

    private static long Crossings(Ranks ranks, int[][] order, int[] place)
    {
        var crossings = 0L;
        foreach (var rank in order[..^1])
        {
            // Links in the order of their upper ends: each pair whose lower ends stand the other way round crosses.
            var lower = rank.SelectMany(box => ranks.Below(box).Select(other => place[other]).Order()).ToArray();
            var seen = new List<int>(lower.Length);
            foreach (var at in lower)
            {
                var index = UpperBound(seen, at);
                crossings += seen.Count - index;
                seen.Insert(index, at);
            }
        }
        return crossings;
    }

    private static int UpperBound(List<int> sorted, int value)
    {
        var (low, high) = (0, sorted.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (sorted[middle] <= value)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }

    private static void Number(int[][] order, int[] place)
    {
        foreach (var rank in order)
            for (var i = 0; i < rank.Length; i++)
                place[rank[i]] = i;
    }

    private static int[][] Copy(int[][] order) => Array.ConvertAll(order, rank => (int[])rank.Clone());
}
