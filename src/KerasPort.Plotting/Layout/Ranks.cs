namespace KerasPort.Plotting.Layout;

/// <summary>The boxes with the bends of long edges among them: every edge is a chain of links from one rank to the next.</summary>
internal sealed class Ranks
{
    private readonly List<LayoutBox> _boxes;
    private readonly List<int> _ranks;
    private readonly List<List<int>> _above = [];
    private readonly List<List<int>> _below = [];

    public Ranks(IReadOnlyList<LayoutBox> boxes, IReadOnlyList<(int From, int To)> edges, int[] ranking)
    {
        (_boxes, _ranks, RealCount) = ([.. boxes], [.. ranking], boxes.Count);
        foreach (var _ in boxes)
            AddLists();
        Bends = [.. edges.Select(Link)];
    }

    /// <summary>The boxes, then the bends.</summary>
    public IReadOnlyList<LayoutBox> Boxes => _boxes;

    /// <summary>The rank of each.</summary>
    public IReadOnlyList<int> Of => _ranks;

    /// <summary>How many of them are boxes.</summary>
    public int RealCount { get; }

    /// <summary>Each edge's bends, in the edge's direction.</summary>
    public int[][] Bends { get; }

    /// <summary>The linked ones in the rank above.</summary>
    public IReadOnlyList<int> Above(int box) => _above[box];

    /// <summary>The linked ones in the rank below.</summary>
    public IReadOnlyList<int> Below(int box) => _below[box];

    /// <summary>Whether it is a bend of an edge.</summary>
    public bool IsBend(int box) => box >= RealCount;

    private int[] Link((int From, int To) edge)
    {
        var isForward = _ranks[edge.From] < _ranks[edge.To];
        var (upper, lower) = isForward ? edge : (edge.To, edge.From);
        var bends = new List<int>();
        var last = upper;
        for (var rank = _ranks[upper] + 1; rank < _ranks[lower]; rank++)
        {
            var bend = _boxes.Count;
            _boxes.Add(LayoutBox.Line());
            _ranks.Add(rank);
            AddLists();
            Join(last, bend);
            bends.Add(bend);
            last = bend;
        }
        Join(last, lower);
        if (!isForward)
            bends.Reverse();
        return [.. bends];
    }

    private void Join(int upper, int lower)
    {
        _below[upper].Add(lower);
        _above[lower].Add(upper);
    }

    private void AddLists()
    {
        _above.Add([]);
        _below.Add([]);
    }
}
