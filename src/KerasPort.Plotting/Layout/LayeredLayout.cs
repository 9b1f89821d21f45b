namespace KerasPort.Plotting.Layout;

/// <summary>
/// Places the boxes of a directed graph in ranks, so that edges run from one rank to a later one and cross little: ranks, then the
/// order within them, then the places across them (Sugiyama's scheme). No two boxes overlap, and no edge runs through a box.
/// </summary>
internal sealed class LayeredLayout
{
    /// <summary>The room between two boxes of a rank.</summary>
    public const double BoxGap = 18;

    /// <summary>The room between two ranks.</summary>
    public const double RankGap = 36;

    private LayeredLayout(Spot[] places, Spot[][] routes, double breadth, double length) =>
        (Places, Routes, Breadth, Length) = (places, routes, breadth, length);

    /// <summary>Each box's line across the ranks and its middle along them.</summary>
    public Spot[] Places { get; }

    /// <summary>Each edge's spots, from the end of one box to the start of the other; see <see cref="Spot"/>.</summary>
    public Spot[][] Routes { get; }

    /// <summary>The size across the ranks.</summary>
    public double Breadth { get; }

    /// <summary>The size along the ranks.</summary>
    public double Length { get; }

    /// <summary>Lays out boxes and the edges between them, given as pairs of indices, none twice and none from a box to itself.</summary>
    public static LayeredLayout Of(IReadOnlyList<LayoutBox> boxes, IReadOnlyList<(int From, int To)> edges)
    {
        if (boxes.Count == 0)
            return new LayeredLayout([], [], 0, 0);
        var ranking = Ranking.Of(boxes, edges);
        var ranks = new Ranks(boxes, edges, ranking);
        var order = RankOrder.Of(ranks);
        var across = Placement.Of(ranks, order);
        var least = Enumerable.Range(0, across.Length).Min(box => across[box] - ranks.Boxes[box].Left);
        var most = Enumerable.Range(0, across.Length).Max(box => across[box] + ranks.Boxes[box].Right);
        for (var box = 0; box < across.Length; box++)
            across[box] -= least;

        var (starts, ends, at) = (new double[order.Length], new double[order.Length], 0.0);
        for (var rank = 0; rank < order.Length; rank++)
        {
            starts[rank] = at;
            ends[rank] = at += order[rank].Max(box => ranks.Boxes[box].Length);
            at += RankGap;
        }
        Spot Middle(int box) => new(across[box], (starts[ranks.Of[box]] + ends[ranks.Of[box]]) / 2);
        var places = Enumerable.Range(0, boxes.Count).Select(Middle).ToArray();
        var routes = edges.Select((edge, index) => Route(edge, ranks.Bends[index])).ToArray();
        return new LayeredLayout(places, routes, most - least, at - RankGap);

        Spot[] Route((int From, int To) edge, int[] bends)
        {
            var isForward = ranks.Of[edge.From] < ranks.Of[edge.To];
            var (upper, lower) = isForward ? edge : (edge.To, edge.From);
            var spots = new List<Spot>
            {
                places[upper] with { Along = places[upper].Along + boxes[upper].Length / 2 },
                places[upper] with { Along = ends[ranks.Of[upper]] },
            };
            foreach (var bend in isForward ? bends : bends.Reverse())
            {
                spots.Add(new Spot(across[bend], starts[ranks.Of[bend]]));
                spots.Add(new Spot(across[bend], ends[ranks.Of[bend]]));
            }
            spots.Add(places[lower] with { Along = starts[ranks.Of[lower]] });
            spots.Add(places[lower] with { Along = places[lower].Along - boxes[lower].Length / 2 });
            if (!isForward)
                spots.Reverse();
            return [.. spots];
        }
    }
}
