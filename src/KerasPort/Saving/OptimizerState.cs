using KerasPort.Models;

namespace KerasPort.Saving;

/// <summary>Puts a file's optimizer state into a compiled model.</summary>
internal static class OptimizerState
{
    /// <summary>Sets the state, or warns and leaves it fresh where it does not fit, as Keras does.</summary>
    public static void Load(Model model, IReadOnlyList<HostArray> arrays, LoadContext context)
    {
        var compilation = model.Compilation!;
        // Saved before its first step: there is a counter, and no state of the weights.
        if (arrays.Count <= 2 && arrays.All(array => array.Shape.Rank == 0) && compilation.TrainableWeights.Length > 1)
        {
            compilation.Optimizer.Iterations.Write(arrays[0]);
            return;
        }
        compilation.Optimizer.EnsureBuilt(compilation.TrainableWeights);
        compilation.Optimizer.SetWeightsFromFile(arrays, context);
    }
}
