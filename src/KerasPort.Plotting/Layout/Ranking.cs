namespace KerasPort.Plotting.Layout;

/// <summary>Which rank each box stands in: after all boxes from which an edge comes to it. Edges that close a circle are turned round for it.</summary>
internal static class Ranking
{
    public static int[] Of(IReadOnlyList<LayoutBox> boxes, IReadOnlyList<(int From, int To)> edges)
    {
        var (after, before) = (Lists(boxes.Count), Lists(boxes.Count));
        foreach (var (from, to) in Acyclic(boxes.Count, edges))
        {
            after[from].Add(to);
            before[to].Add(from);
        }
        var sorted = Sort(after, before);
        var first = boxes.Any(box => box.Rank == BoxRank.First) ? 1 : 0;
        var ranks = new int[boxes.Count];
        foreach (var box in sorted)
            ranks[box] = boxes[box].Rank == BoxRank.First ? 0 : before[box].Select(other => ranks[other] + 1).Append(first).Max();
        // What feeds more boxes than feed it stands right before them: short edges in place of long ones.
        foreach (var box in sorted.AsEnumerable().Reverse())
            if (boxes[box].Rank == BoxRank.Free && after[box].Count > before[box].Count)
                ranks[box] = after[box].Min(other => ranks[other]) - 1;
        if (boxes.Any(box => box.Rank == BoxRank.Last))
        {
            var last = Enumerable.Range(0, boxes.Count).Where(box => boxes[box].Rank != BoxRank.Last).Select(box => ranks[box]).DefaultIfEmpty(-1).Max() + 1;
            for (var box = 0; box < boxes.Count; box++)
                if (boxes[box].Rank == BoxRank.Last)
                    ranks[box] = last;
        }
        return Close(ranks);
    }

    /// <summary>The edges with those turned round that lead back to where a walk is just coming from.</summary>
    private static List<(int From, int To)> Acyclic(int count, IReadOnlyList<(int From, int To)> edges)
    {
        var after = Lists(count);
        var isEntered = new bool[count];
        foreach (var (from, to) in edges)
        {
            after[from].Add(to);
            isEntered[to] = true;
        }
        var (states, kept) = (new Walk[count], new List<(int From, int To)>());
        foreach (var start in Enumerable.Range(0, count).OrderBy(box => isEntered[box]))
        {
            if (states[start] != Walk.New)
                continue;
            var stack = new Stack<(int Box, int Next)>([(start, 0)]);
            states[start] = Walk.Open;
            while (stack.TryPop(out var frame))
            {
                if (frame.Next == after[frame.Box].Count)
                {
                    states[frame.Box] = Walk.Done;
                    continue;
                }
                stack.Push((frame.Box, frame.Next + 1));
                var to = after[frame.Box][frame.Next];
                kept.Add(states[to] == Walk.Open ? (to, frame.Box) : (frame.Box, to));
                if (states[to] != Walk.New)
                    continue;
                states[to] = Walk.Open;
                stack.Push((to, 0));
            }
        }
        return kept;
    }

    private static List<int> Sort(List<int>[] after, List<int>[] before)
    {
        var waiting = Array.ConvertAll(before, list => list.Count);
        var sorted = Enumerable.Range(0, after.Length).Where(box => waiting[box] == 0).ToList();
        for (var next = 0; next < sorted.Count; next++)
            foreach (var box in after[sorted[next]])
                if (--waiting[box] == 0)
                    sorted.Add(box);
        return sorted;
    }

    /// <summary>The ranks without those in which nothing stands.</summary>
    private static int[] Close(int[] ranks)
    {
        var used = ranks.Distinct().Order().ToArray();
        return Array.ConvertAll(ranks, rank => Array.BinarySearch(used, rank));
    }

    private static List<int>[] Lists(int count) => [.. Enumerable.Range(0, count).Select(_ => new List<int>())];

    private enum Walk
    {
        New,
        Open,
        Done,
    }
}
