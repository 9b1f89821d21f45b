using System.Text.Json.Nodes;
using KerasPort.Hdf5;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using KerasPort.Testing;

namespace KerasPort.Tests.Saving;

/// <summary>Opens one real file and compares its predictions with what real Keras gave.</summary>
internal static class RealModelRunner
{
    private const double Tolerance = 1e-4;

    /// <summary>What stands in for the Lambda functions of the files, the likeliest first.</summary>
    private static readonly Func<Output[], Output[]>[] s_functions =
    [
        inputs => [inputs.Length > 1 ? Ops.Abs(inputs[0] - inputs[1]) : inputs[0]],
        inputs => [inputs[0]],
    ];

    public static RealModelResult Run(RealModel file, NpyArray? mnist)
    {
        try
        {
            using var model = file.Kind is "full" or "keras-zip" ? Load(file)
                : file.HasOracle ? LoadAssumed(file)
                : LoadWeights(file);
            if (!file.HasOracle)
                return new(file.Name, file.Kind is "full" or "keras-zip" ? "loaded" : "weights", double.NaN, $"{model.LayerWeights.Count()} weights");
            return Compare(file, model, mnist);
        }
        catch (InvalidDataException error)
        {
            return new(file.Name, "error", double.NaN, error.Message, file.HasOracle || error.InnerException is not null);
        }
        catch (Exception error) when (error is not SkipException)
        {
            return new(file.Name, "error", double.NaN, $"{error.GetType().Name}: {error.Message}", Failed: true);
        }
    }

    private static RealModelResult Compare(RealModel file, Model model, NpyArray? mnist)
    {
        var (inputs, expected) = file.Numbers(mnist);
        var actual = model.PredictAll(inputs).Select(output => NumSharpAdapter.ToHost(output).ToSingles()).ToArray();
        if (actual.Length != expected.Length || !actual.Zip(expected).All(pair => pair.First.Length == pair.Second.Length))
            return new(file.Name, "loaded", double.NaN, "The outputs have other shapes.", Failed: file.IsJudged);
        var largest = 0.0;
        foreach (var (own, theirs) in actual.Zip(expected))
            for (var i = 0; i < own.Length; i++)
            {
                // One file's numbers go into the millions, where float32 itself is coarser than the absolute tolerance.
                var difference = Math.Abs(own[i] - (double)theirs[i]) / Math.Max(1, Math.Abs(theirs[i]));
                largest = Math.Max(largest, double.IsNaN(difference) ? double.PositiveInfinity : difference);
            }
        var largestNumber = expected.Max(output => output.Max(value => Math.Abs(value)));
        var message = !file.IsJudged ? "numbers not judged: the golden is unverified or has a stand-in"
            : largestNumber > 100 ? $"judged relative to numbers up to {largestNumber:G3}"
            : "";
        return new(file.Name, "loaded", largest, message, file.IsJudged && largest > Tolerance);
    }

    private static Model Load(RealModel file)
    {
        var lambdas = file.Lambdas().ToArray();
        var functions = lambdas.Length > 0 ? s_functions : s_functions[..1];
        for (var i = 0; ; i++)
        {
            var custom = new CustomObjects();
            var function = functions[i];
            foreach (var name in lambdas)
                custom[name] = _ => new Lambda(function);
            try
            {
                return Keras.Models.LoadModel(file.Path, custom);
            }
            catch (InvalidDataException) when (i < functions.Length - 1)
            {
                // The next stand-in may have the right shape.
            }
        }
    }

    /// <summary>The architecture that the golden was made with, as the file holds weights alone.</summary>
    private static Model LoadAssumed(RealModel file)
    {
        var golden = file.Golden;
        var layers = (JsonArray)golden["assumed_architecture"]!.DeepClone();
        var shape = (JsonArray)golden["input_shape"]!.DeepClone();
        shape[0] = null;
        // Keras 0 had the channels first, so its Flatten and the Dense behind it count in that order.
        if (file.Kind == "weights-keras0" && layers.FirstOrDefault(layer => layer!["class_name"]!.GetValue<string>() == "Flatten") is { } flatten)
            layers.Insert(layers.IndexOf(flatten), new JsonObject { ["class_name"] = "Permute", ["config"] = new JsonObject { ["dims"] = new JsonArray(3, 1, 2) } });
        for (var i = 0; i < layers.Count; i++)
        {
            var config = layers[i]!["config"]!.AsObject();
            config["name"] = $"{layers[i]!["class_name"]!.GetValue<string>()}_{i}";
            if (i == 0)
                config["batch_input_shape"] = shape;
        }
        var model = Keras.Models.ModelFromJson(new JsonObject { ["class_name"] = "Sequential", ["config"] = layers }.ToJsonString());
        model.LoadWeights(file.Path);
        return model;
    }

    /// <summary>A model of layers that hold just the arrays that the file names; every value must arrive.</summary>
    private static Model LoadWeights(RealModel file)
    {
        var saved = new List<(string Layer, HostArray[] Arrays)>();
        using (var h5 = H5File.Open(file.Path))
        {
            foreach (var layer in h5.Root.Attributes.GetStringsChunked("layer_names"))
            {
                var group = h5.Root.GetGroup(layer);
                saved.Add((layer, [.. group.Attributes.GetStringsChunked("weight_names").Select(name => Arrays.Read(group.GetDataset(name)))]));
            }
        }
        var model = new Sequential();
        model.Add(new InputLayer([1], name: "entry_of_the_test"));
        foreach (var (layer, arrays) in saved)
            model.Add(new WeightHolder(layer, [.. arrays.Select(array => array.Shape)]));
        model.LoadWeights(file.Path);
        var expected = saved.SelectMany(layer => layer.Arrays).ToArray();
        var actual = model.LayerWeights.Select(weight => weight.Read()).ToArray();
        Assert.Equal(expected.Length, actual.Length);
        for (var i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i].ToSingles(), actual[i].ToSingles());
        return model;
    }

    /// <summary>A layer that has weights of given shapes and passes its input on.</summary>
    private sealed class WeightHolder(string name, KerasPort.TensorFlow.Shape[] shapes) : Layer(name)
    {
        protected internal override void Build(KerasPort.TensorFlow.Shape inputShape)
        {
            for (var i = 0; i < shapes.Length; i++)
                AddWeight($"weight_{i}", shapes[i], "zeros");
        }
    }
}
