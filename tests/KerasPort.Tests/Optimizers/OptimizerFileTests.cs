using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Optimizers;
using KerasPort.Optimizers.Legacy;
using KerasPort.Optimizers.Modern;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Optimizers;

/// <summary>What files hold of optimizers: which form they mean, and in which order the state lies.</summary>
public class OptimizerFileTests
{
    [Theory]
    [InlineData("Adam", """{"lr": 0.01, "beta_1": 0.9, "beta_2": 0.999, "epsilon": null, "decay": 0.0, "amsgrad": false}""", "2.2.4", typeof(Adam))]
    [InlineData("Adam", """{"learning_rate": 0.01, "decay": 0.0}""", "2.3.1", typeof(Adam))]
    [InlineData("Adam", """{"lr": 0.01}""", "1", typeof(Adam))]
    [InlineData("adam", "{}", "2.3.1", typeof(Adam))]
    [InlineData("Adam", """{"name": "Adam", "learning_rate": 0.01, "decay": 0.0}""", "2.4.0", typeof(LegacyAdam))]
    [InlineData("Adam", """{"name": "Adam", "learning_rate": 0.01, "decay": 0.0}""", "2.2.4-tf", typeof(LegacyAdam))]
    [InlineData("Adam", """{"name": "Adam", "learning_rate": 0.01, "is_legacy_optimizer": true}""", "2.13.1", typeof(LegacyAdam))]
    [InlineData("Custom>Adam", """{"name": "Adam", "learning_rate": 0.01}""", "2.11.0", typeof(ModernAdam))]
    [InlineData("Adam", """{"name": "Adam", "learning_rate": 0.01, "is_legacy_optimizer": false}""", "2.13.1", typeof(ModernAdam))]
    [InlineData("Adam", """{"name": "adam", "learning_rate": 0.01, "use_ema": false, "loss_scale_factor": null}""", "3.3.3", typeof(ModernAdam))]
    [InlineData("Adam", """{"name": "Adam", "learning_rate": 0.01, "weight_decay": null, "jit_compile": true}""", "2.3.1", typeof(ModernAdam))]
    [InlineData("Adam", """{"lr": 0.01, "beta_1": 0.9, "beta_2": 0.999, "decay": 0.0, "epsilon": 1e-07, "amsgrad": false}""", "2.1.6-tf", typeof(Adam))]
    [InlineData("Nadam", """{"lr": 0.002, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-07, "schedule_decay": 0.004}""", "2.1.6-tf", typeof(Nadam))]
    // As such a file is saved again here.
    [InlineData("Adam", """{"learning_rate": 0.01, "beta_1": 0.9, "beta_2": 0.999, "decay": 0.0, "epsilon": 1e-07, "amsgrad": false}""", "2.1.6-tf", typeof(Adam))]
    [InlineData("adam", "{}", "2.4.0", typeof(LegacyAdam))]
    [InlineData("Ftrl", """{"name": "Ftrl", "learning_rate": 0.01, "decay": 0.0}""", "2.8.0", typeof(LegacyFtrl))]
    [InlineData("Lion", """{"name": "lion", "learning_rate": 0.01}""", "3.0.0", typeof(Lion))]
    public void AFileSaysWhichFormItHolds(string className, string config, string version, Type expected)
    {
        using var optimizer = OptimizerRegistry.FromConfig(className, JsonNode.Parse(config)!.AsObject(), Context(version));
        Assert.IsType(expected, optimizer);
    }

    [Fact]
    public void AnEpsilonOfNullIsKerasEpsilon()
    {
        using var optimizer = (Adam)OptimizerRegistry.FromConfig("Adam", JsonNode.Parse("""{"epsilon": null}""")!.AsObject(), Context("2.2.4"))!;
        Assert.Equal(1e-7, optimizer.Epsilon);
    }

    [Fact]
    public void WhatCantBeObeyedIsAnError()
    {
        var error = Assert.Throws<InvalidDataException>(() => OptimizerRegistry.FromConfig("Adam", JsonNode.Parse("""{"gradient_accumulation_steps": 4}""")!.AsObject(), Context("3.5.0")));
        Assert.Contains("gradient_accumulation_steps", error.Message, StringComparison.Ordinal);
        error = Assert.Throws<InvalidDataException>(() => OptimizerRegistry.FromConfig("SGD", JsonNode.Parse("""{"lookahead": 5}""")!.AsObject(), Context("2.3.1")));
        Assert.Contains("'lookahead' is not known", error.Message, StringComparison.Ordinal);
        Assert.Null(OptimizerRegistry.FromConfig("Rprop", [], Context("2.3.1")));
    }

    [Fact]
    public void KerasBefore23SavedNoCounter()
    {
        foreach (var optimizer in new Optimizer[] { new RMSprop(), new Adagrad(), new Adadelta() })
        {
            using var built = Build(optimizer);
            var slots = built.Weights.Skip(1).Select((weight, i) => Filled(weight.Shape, i + 1)).ToArray();
            var context = Context("2.2.4");
            built.SetWeightsFromFile(slots, context);
            Assert.Empty(context.Warnings);
            Assert.Equal(0f, built.Iterations.Read().ToSingles()[0]);
            Assert.All(built.Weights.Skip(1).Zip(slots), pair => Assert.Equal(pair.Second.ToSingles(), pair.First.Read().ToSingles()));
        }
    }

    [Fact]
    public void KerasBefore23SavedNoProductOfMomentums()
    {
        using var nadam = Build(new Nadam());
        var arrays = nadam.Weights.Where((_, i) => i != 1).Select((weight, i) => Filled(weight.Shape, i + 1)).ToArray();
        nadam.SetWeightsFromFile(arrays, Context("2.2.4"));
        Assert.Equal(1f, nadam.Iterations.Read().ToSingles()[0]);
        Assert.Equal(1f, nadam.Weights[1].Read().ToSingles()[0]);
        Assert.Equal(2f, nadam.Weights[2].Read().ToSingles()[0]);
    }

    [Fact]
    public void TheFirstAdamsHadNoLargestSquares()
    {
        using var adam = Build(new Adam());
        var arrays = adam.Weights.Take(5).Select((weight, i) => Filled(weight.Shape, i + 1)).ToArray();
        var context = Context("2.1.0");
        adam.SetWeightsFromFile(arrays, context);
        Assert.Empty(context.Warnings);
        Assert.Equal([1f, 2, 3, 4, 5, 0, 0], adam.Weights.Select(weight => weight.Read().ToSingles()[0]));
    }

    [Fact]
    public void Keras3PutsTheLearningRateSecondAndAWeightsStateSideBySide()
    {
        using var adam = Build(OptimizerRegistry.FromConfig("Adam", [], Context("3.3.3"))!);
        Assert.Equal(["iteration", "learning_rate", "Adam/m/kernel", "Adam/v/kernel", "Adam/m/bias", "Adam/v/bias"], adam.Weights.Select(weight => weight.Name));
        adam.SetWeightsFromFile([Filled(Shape.Scalar, 7), Filled(Shape.Scalar, 0.25f), .. adam.Weights.Skip(2).Select(weight => Filled(weight.Shape, 1))], Context("3.3.3"));
        Assert.Equal(0.25, adam.LearningRate);
        Assert.Equal(7f, adam.Iterations.Read().ToSingles()[0]);
        // An .h5 file may lack the learning rate.
        var context = Context("3.0.0");
        adam.SetWeightsFromFile([Filled(Shape.Scalar, 9), .. adam.Weights.Skip(2).Select(weight => Filled(weight.Shape, 2))], context);
        Assert.Empty(context.Warnings);
        Assert.Equal(9f, adam.Iterations.Read().ToSingles()[0]);
        Assert.Equal(0.25, adam.LearningRate);
    }

    [Fact]
    public void TheFormsOfKeras2CanBeHandedToKeras3()
    {
        using var adam = Build(new Adam(clipNorm: 1, decay: 0.1));
        Assert.Equal(["Adam/iterations", "learning_rate", "training/Adam/m_0", "training/Adam/v_0", "training/Adam/m_1", "training/Adam/v_1"], adam.Keras3Weights.Select(weight => weight.Name));
        var config = adam.ToKeras3Config();
        Assert.Equal("keras.optimizers", (string)config["module"]!);
        Assert.False(config["config"]!.AsObject().ContainsKey("decay"));
        Assert.Equal(1, (double)config["config"]!["global_clipnorm"]!);
        using var again = OptimizerRegistry.FromConfig("Adam", JsonNode.Parse(config.ToJsonString())!["config"]!.AsObject(), Context("3.3.3"));
        Assert.IsType<ModernAdam>(again);
    }

    [Fact]
    public void AStateThatDoesNotFitIsLeftAndSaid()
    {
        using var adam = Build(new Adam());
        var context = Context("2.3.1");
        adam.SetWeightsFromFile([Filled(Shape.Scalar, 5), Filled(new Shape(7), 1)], context);
        Assert.Contains("starts anew", Assert.Single(context.Warnings), StringComparison.Ordinal);
        Assert.Equal(0f, adam.Iterations.Read().ToSingles()[0]);
    }

    [Fact]
    public void NamesCountInAnyCase()
    {
        Assert.IsType<RMSprop>((Optimizer)"RMSprop");
        Assert.IsType<RMSprop>((Optimizer)"rmsprop");
        Assert.IsType<AdamW>((Optimizer)"AdamW");
        var error = Assert.Throws<ArgumentException>(() => (Optimizer)"adm");
        Assert.Contains("adam, adamax", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ArgumentsThatMakeNoSenseAreErrors()
    {
        Assert.Throws<ArgumentException>(() => new SGD(-0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SGD(momentum: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(clipNorm: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam(clipValue: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Ftrl(learningRatePower: 0.5));
        using var adam = new Adam();
        Assert.ThrowsAny<ArgumentException>(() => adam.LearningRate = -1);
        adam.LearningRate = 0.125;
        Assert.Equal(0.125, adam.LearningRate);
    }

    private static Optimizer Build(Optimizer optimizer)
    {
        optimizer.EnsureBuilt([Weight("kernel", new Shape(3, 2)), Weight("bias", new Shape(2))]);
        return optimizer;
    }

    private static Weight Weight(string name, Shape shape) => new(name, shape, DataType.Float32, () => Filled(shape, 0), trainable: true);

    private static HostArray Filled(Shape shape, float value)
    {
        var values = new float[shape.Count];
        Array.Fill(values, value);
        return new HostArray(values, shape);
    }

    private static LoadContext Context(string version) => new("test", version, CustomObjects.Empty);
}
