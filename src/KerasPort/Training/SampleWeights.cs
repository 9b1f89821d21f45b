using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Training;

/// <summary>Checks weights of samples and time steps. Keras: training_utils.standardize_weights.</summary>
internal static class SampleWeights
{
    /// <param name="data">The weights.</param>
    /// <param name="names">The outputs that have a loss.</param>
    /// <param name="targets">Their targets.</param>
    /// <param name="isTemporal">Whether their weights are those of time steps.</param>
    /// <param name="allNames">All outputs.</param>
    public static InputArray[] Standardize(ModelData data, IReadOnlyList<string> names, InputArray[] targets, bool[] isTemporal, IReadOnlyList<string> allNames)
    {
        if (data.Source is not null)
            throw new ArgumentException("sampleWeight must be arrays. Received: a Sequence or generator of batches.");
        if (data.ByName?.Keys.FirstOrDefault(name => !allNames.Contains(name)) is { } unknown)
            throw new ArgumentException($"sampleWeight has an entry for an output that is not there. Outputs: {string.Join(", ", allNames)}. Received: '{unknown}'.");
        var arrays = data.ByName is { } byName
            ? [.. names.Select((name, i) => byName.GetValueOrDefault(name) ?? Ones(targets[i], isTemporal[i]))]
            : data.List!.ToArray();
        if (arrays.Length != names.Count)
            throw new ArgumentException($"sampleWeight must have one array an output: {names.Count}. Received: {arrays.Length}.");
        for (var i = 0; i < arrays.Length; i++)
        {
            var rank = isTemporal[i] ? 2 : 1;
            if (arrays[i].Shape.Rank != rank)
                throw new ArgumentException($"sampleWeight must have {rank} dimension(s){(rank == 1 ? ": for weights of time steps compile with sampleWeightMode: \"temporal\"" : "")}. Received: shape={arrays[i].Shape}.");
            if (rank == 2 && arrays[i].Shape[1] != targets[i].Shape[1])
                throw new ArgumentException($"sampleWeight must have a weight for each of the {targets[i].Shape[1]} time steps. Received: shape={arrays[i].Shape}.");
        }
        return arrays;
    }

    /// <summary>Whether targets have the time steps that weights of time steps need, given or not.</summary>
    public static void CheckTargets(InputArray target, bool isTemporal, string name)
    {
        if (isTemporal && target.Shape.Rank < 3)
            throw new ArgumentException($"Weights of time steps (sampleWeightMode: \"temporal\") need targets of at least 3 dimensions for '{name}'. Received: targets of shape {target.Shape}.");
    }

    private static InputArray Ones(InputArray target, bool isTemporal)
    {
        var shape = isTemporal ? new Shape(target.Count, target.Shape[1]) : new Shape(target.Count);
        var ones = new float[isTemporal ? target.Count * target.Shape[1] : target.Count];
        Array.Fill(ones, 1f);
        return InputArray.From(new HostArray(ones, shape));
    }
}
