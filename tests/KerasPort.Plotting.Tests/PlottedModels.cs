using KerasPort.Layers;
using KerasPort.Models;

namespace KerasPort.Plotting.Tests;

/// <summary>Models of every form that a picture has to show.</summary>
internal static class PlottedModels
{
    public static IReadOnlyDictionary<string, Func<Model>> All { get; } = new Dictionary<string, Func<Model>>
    {
        ["chain"] = () => new Sequential(
        [
            new Conv2D(4, 3, activation: "relu", inputShape: [28, 28, 1]), new MaxPooling2D(2), new Dropout(0.25), new Flatten(), new Dense(10, activation: "softmax"),
        ]),
        ["two inputs"] = TwoInputs,
        ["residual"] = () => Residual(blocks: 16),
        ["dense blocks"] = DenseBlocks,
        ["nested"] = Nested,
        ["twins"] = Twins,
        ["steps of a model"] = Steps,
        ["a class of its own"] = () =>
        {
            var model = new Own();
            model.Build([null, 5]);
            return model;
        },
        ["called on itself"] = CalledOnItself,
        ["called in a circle"] = Circle,
    };

    /// <summary>A model whose class joins its layers.</summary>
    public sealed class Own() : Model("own")
    {
        private readonly Dense _first = new(4), _last = new(1);

        protected override KerasTensor[] Call(KerasTensor[] inputs)
        {
            var hidden = _first.Apply(inputs[0]);
            return [_last.Apply(hidden), hidden];
        }
    }

    /// <summary>The names of the layers that a picture must show, by walking the model.</summary>
    public static IEnumerable<string> LayerNames(Model model, bool expand) => Names(model, expand).Order(StringComparer.Ordinal);

    /// <summary>The edges that a picture must show, each once.</summary>
    public static IEnumerable<string> Edges(Model model, bool expand) => Walk(model, expand).Distinct().Order(StringComparer.Ordinal);

    private static IEnumerable<string> Names(Model model, bool expand) => model.AllLayers.SelectMany(layer => (expand, layer) switch
    {
        (true, Model inner) => Names(inner, expand),
        (true, Wrapper { Inner: Model inner }) => Names(inner, expand).Append(layer.Name),
        _ => [layer.Name],
    });

    private static IEnumerable<string> Walk(Model model, bool expand)
    {
        foreach (var layer in model.AllLayers)
        {
            if (expand && layer is Wrapper { Inner: Model wrapped })
                yield return $"{layer.Name}->{Entry(wrapped, 0, expand)}";
            foreach (var edge in (expand, layer) switch { (true, Model inner) => Walk(inner, expand), (true, Wrapper { Inner: Model inner }) => Walk(inner, expand), _ => [] })
                yield return edge;
        }
        foreach (var node in model.Graph!.NodesByDepth.SelectMany(level => level))
            for (var i = 0; i < node.Inputs.Length; i++)
                yield return $"{Exit(node.Inputs[i], expand)}->{(expand && node.Layer is Model inner ? Entry(inner, i, expand) : node.Layer.Name)}";
    }

    private static string Entry(Model model, int input, bool expand) => model.Inputs[input].Layer.Name;

    private static string Exit(KerasTensor tensor, bool expand) => (expand, tensor.Layer) switch
    {
        (true, Model inner) => Exit(inner.Outputs[tensor.TensorIndex], expand),
        (true, Wrapper { Inner: Model inner }) => Exit(inner.Outputs[0], expand),
        _ => tensor.Layer.Name,
    };

    private static Model TwoInputs()
    {
        var (image, numbers) = (Keras.Input([8, 8, 1], name: "image"), Keras.Input([4], name: "numbers"));
        var joined = new Concatenate(name: "joined").Apply([new Flatten().Apply(image), numbers])[0];
        var hidden = new Dense(16, activation: "relu").Apply(joined);
        return new Model([image, numbers], [new Dense(10, name: "digit").Apply(hidden), new Dense(1, name: "size").Apply(hidden), new Dense(1, name: "late").Apply(numbers)]);
    }

    /// <summary>A residual network of six layers a block and three before and after.</summary>
    public static Model Residual(int blocks)
    {
        var input = Keras.Input([32, 32, 3]);
        var x = new Conv2D(8, 3, padding: "same").Apply(input);
        for (var block = 0; block < blocks; block++)
        {
            var branch = x;
            for (var i = 0; i < 2; i++)
                branch = new Conv2D(8, 3, padding: "same").Apply(new Activation("relu").Apply(new BatchNormalization().Apply(branch)));
            var shortcut = block % 4 == 3 ? new Conv2D(8, 1).Apply(x) : x;
            x = new Add().Apply([shortcut, branch])[0];
        }
        return new Model(input, new Dense(10, activation: "softmax").Apply(new GlobalAveragePooling2D().Apply(x)));
    }

    private static Model DenseBlocks()
    {
        var input = Keras.Input([12]);
        var all = new List<KerasTensor> { input };
        for (var i = 0; i < 6; i++)
            all.Add(new Dense(4).Apply(all.Count == 1 ? input : new Concatenate().Apply([.. all])[0]));
        return new Model(input, all[^1]);
    }

    private static Model Nested()
    {
        var (a, b) = (Keras.Input([3], name: "a"), Keras.Input([5], name: "b"));
        var sum = new Add().Apply([new Dense(4, name: "first").Apply(a), new Dense(4, name: "second").Apply(b)])[0];
        var inner = new Model([a, b], [new Dense(2, name: "left").Apply(sum), sum], name: "inner_model");
        var stack = new Sequential([new Dense(3, inputShape: [2], name: "in_stack"), new Dense(2)], name: "stack");
        var (x, y) = (Keras.Input([3], name: "x"), Keras.Input([5], name: "y"));
        var outputs = inner.Apply([x, y]);
        return new Model([x, y], [new Dense(1).Apply(stack.Apply(outputs[0])), new Dense(1, name: "aside").Apply(outputs[1])]);
    }

    private static Model Twins()
    {
        var input = Keras.Input([6]);
        var deeper = new Sequential([new Dense(5, inputShape: [4]), new Dense(3)], name: "deeper");
        var twin = new Model(input, deeper.Apply(new Dense(4).Apply(input)), name: "twin");
        var (left, right) = (Keras.Input([6]), Keras.Input([6]));
        return new Model([left, right], [new Dense(1).Apply(new Subtract().Apply([twin.Apply(left), twin.Apply(right)])[0])]);
    }

    private static Model Steps()
    {
        var stack = new Sequential([new Conv2D(2, 3, inputShape: [8, 8, 1]), new Flatten()], name: "each_step");
        return new Sequential([new TimeDistributed(stack, inputShape: [5, 8, 8, 1]), new LSTM(4), new Dense(1)]);
    }

    private static Model CalledOnItself()
    {
        var input = Keras.Input([4]);
        var twice = new Dense(4, name: "twice");
        return new Model(input, new Dense(1).Apply(twice.Apply(twice.Apply(input))));
    }

    private static Model Circle()
    {
        var input = Keras.Input([4]);
        var shared = new Dense(4, name: "shared");
        var between = new Activation("relu", name: "between").Apply(shared.Apply(input));
        return new Model(input, new Dense(1).Apply(shared.Apply(between)));
    }
}
