using KerasPort.Utils;

namespace KerasPort.Losses;

/// <summary>The losses by name. Keras: keras.losses.get.</summary>
internal static class LossRegistry
{
    private static readonly NameRegistry<Loss> s_names = new NameRegistry<Loss>("loss")
        .Add(() => new CategoricalCrossentropy(), "categorical_crossentropy", "CategoricalCrossentropy");

    public static Loss Get(string name) => s_names.Get(name);

    public static bool Contains(string name) => s_names.Contains(name);
}
