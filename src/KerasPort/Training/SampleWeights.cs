namespace KerasPort.Training;

/// <summary>Checks weights of samples and time steps. Keras: training_utils.standardize_weights.</summary>
internal static class SampleWeights
{
    public static InputArray[] Standardize(ModelData data, IReadOnlyList<string> names, InputArray[] targets, string? mode)
    {
        if (data.Source is not null)
            throw new ArgumentException("sampleWeight must be arrays. Received: a Sequence or generator of batches.");
        var arrays = data.ByName is { } byName
            ? [.. names.Select((name, i) => byName.GetValueOrDefault(name) ?? Ones(targets[i].Count))]
            : data.List!.ToArray();
        if (arrays.Length != names.Count)
            throw new ArgumentException($"sampleWeight must have one array an output: {names.Count}. Received: {arrays.Length}.");
        for (var i = 0; i < arrays.Length; i++)
        {
            var rank = mode == "temporal" ? 2 : 1;
            if (mode == "temporal" && targets[i].Shape.Rank < 3)
                throw new ArgumentException($"Weights of time steps (sampleWeightMode: \"temporal\") need targets of at least 3 dimensions. Received: targets of shape {targets[i].Shape}.");
            if (arrays[i].Shape.Rank != rank)
                throw new ArgumentException($"sampleWeight must have {rank} dimension(s){(rank == 1 ? ": for weights of time steps compile with sampleWeightMode: \"temporal\"" : "")}. Received: shape={arrays[i].Shape}.");
            if (rank == 2 && arrays[i].Shape[1] != targets[i].Shape[1])
                throw new ArgumentException($"sampleWeight must have a weight for each of the {targets[i].Shape[1]} time steps. Received: shape={arrays[i].Shape}.");
        }
        return arrays;
    }

    private static InputArray Ones(long count)
    {
        var ones = new float[count];
        Array.Fill(ones, 1f);
        return InputArray.From(new HostArray(ones, [count]));
    }
}
