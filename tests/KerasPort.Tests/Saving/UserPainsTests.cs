using System.Text.Json.Nodes;
using KerasPort.Hdf5;
using KerasPort.Layers;
using KerasPort.Models;
using KerasPort.Optimizers;
using KerasPort.Saving;
using KerasPort.Testing;
using NumSharp;
using static KerasPort.Tests.Saving.HandMadeFile;

namespace KerasPort.Tests.Saving;

/// <summary>The differences between the files of all Kerases that kept people from opening models: one test each.</summary>
public sealed class UserPainsTests : IDisposable
{
    private const string Input = """{"name":"x","class_name":"InputLayer","config":{"name":"x","batch_input_shape":[null,2]},"inbound_nodes":[]}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [TensorFlowTheory]
    [InlineData(H5StringKind.VariableAscii, H5StringKind.Fixed)]
    [InlineData(H5StringKind.VariableUtf8, H5StringKind.VariableUtf8)]
    [InlineData(H5StringKind.Fixed, H5StringKind.VariableAscii)]
    public void A_TextsAreReadInEveryForm(H5StringKind text, H5StringKind list)
    {
        using var model = new HandMadeFile
        {
            TextKind = text,
            ListKind = list,
            Config = Sequential(HandMadeFile.Layer, """{"class_name":"Dropout","config":{"name":"größe","rate":0.5}}"""),
            Layers = [("dense", [("dense/kernel:0", [2, 2], Kernel), ("dense/bias:0", [2], Bias)]), ("größe", [])],
        }.Open(_folder);
        CheckDense(model);
        Assert.Equal("größe", model.Layers[1].Name);
    }

    [TensorFlowFact]
    public void B_NamesThatAreSplitOverAttributesAreJoinedByNumber()
    {
        string[] names = [.. Enumerable.Range(0, 12).Select(i => $"d{i}")];
        string Layer(string name, int i) => $$$"""{"class_name":"Dense","config":{"name":"{{{name}}}","units":1,"use_bias":false{{{(i == 0 ? ",\"batch_input_shape\":[null,1]" : "")}}}}}""";
        using var model = new HandMadeFile
        {
            Config = Sequential([.. names.Select(Layer)]),
            Layers = null,
            More = root =>
            {
                var weights = root.AddGroup("model_weights");
                for (var i = 0; i < names.Length; i++)
                {
                    weights.SetStrings($"layer_names{i}", [names[i]]);
                    var layer = weights.AddGroup(names[i]);
                    layer.SetStrings("weight_names0", [$"{names[i]}/kernel:0"]);
                    layer.AddDataset($"{names[i]}/kernel:0", [1, 1], new float[] { i + 1 });
                }
            },
        }.Open(_folder);
        Assert.Equal(Enumerable.Range(1, 12).Select(i => (float)i), model.GetWeights().Select(weight => weight.ToArray<float>()[0]));
    }

    [TensorFlowFact]
    public void C_WhatAFileHoldsIsSeenFromItsContentNotItsName()
    {
        using var whole = new HandMadeFile().Open(_folder, "a_model.weights");
        CheckDense(whole);
        new HandMadeFile { Config = null }.Save(_folder["only_weights.h5"]);
        whole.SetWeights([.. whole.GetWeights().Select(weight => weight * 0)]);
        whole.LoadWeights(_folder["only_weights.h5"]);
        CheckDense(whole);
        whole.LoadWeights(_folder["a_model.weights"]);
        CheckDense(whole);
        Assert.Equal($"{_folder["only_weights.h5"]}: the file holds weights only, no model. Build the model and call LoadWeights.", Refusal("only_weights.h5"));
        whole.SaveWeights(_folder["k3.weights.h5"]);
        Assert.Equal($"{_folder["k3.weights.h5"]}: the file holds weights only, as Keras 3 writes .weights.h5. Build the model and call LoadWeights.", Refusal("k3.weights.h5"));
    }

    [TensorFlowTheory]
    [InlineData("2.2.2", """{"class_name":"Sequential","config":[DENSE]}""")]
    [InlineData("2.3.1", """{"class_name":"Sequential","config":{"name":"s","layers":[DENSE],"build_input_shape":[null,2]}}""")]
    [InlineData("2.4.0", """{"class_name":"Sequential","config":{"name":"s","layers":[{"class_name":"InputLayer","config":{"batch_input_shape":[null,2],"dtype":"float32","sparse":false,"ragged":false,"name":"dense_input"}},DENSE]}}""")]
    [InlineData("2.2.4-tf", """{"class_name":"Model","config":{"name":"m","layers":[X,{"name":"dense","class_name":"Dense","config":{"name":"dense","units":2},"inbound_nodes":[[["x",0,0,{}]]]}],"input_layers":[["x",0,0]],"output_layers":[["dense",0,0]]}}""")]
    [InlineData("2.12.0", """{"class_name":"Functional","config":{"name":"m","trainable":true,"layers":[X,{"name":"dense","class_name":"Dense","config":{"name":"dense","units":2},"inbound_nodes":[[["x",0,0,{}]]]}],"input_layers":[["x",0,0]],"output_layers":[["dense",0,0]]}}""")]
    public void D_ModelsOfEveryFormAreMade(string version, string config)
    {
        using var model = new HandMadeFile { KerasVersion = version, Config = config.Replace("DENSE", HandMadeFile.Layer, StringComparison.Ordinal).Replace("X", Input, StringComparison.Ordinal) }.Open(_folder);
        CheckDense(model);
    }

    [TensorFlowTheory]
    [InlineData("2.12.0", "\"batch_input_shape\":[null,2],\"dtype\":\"float32\",\"sparse\":false,\"ragged\":false")]
    [InlineData("3.1.0", "\"batch_shape\":[null,2],\"dtype\":\"float32\",\"sparse\":false")]
    [InlineData("3.13.0", "\"batch_shape\":[null,2],\"dtype\":\"float32\",\"sparse\":false,\"ragged\":false,\"optional\":false")]
    [InlineData("2.6.0", "\"batch_input_shape\":[null,2],\"dtype\":\"float32\",\"sparse\":false,\"ragged\":false,\"type_spec\":null")]
    public void E_InputLayersOfEveryFormAreMade(string version, string settings)
    {
        using var model = new HandMadeFile { KerasVersion = version, Config = Sequential($$$"""{"class_name":"InputLayer","config":{"name":"x",{{{settings}}}}}""", HandMadeFile.Layer) }.Open(_folder);
        CheckDense(model);
    }

    [TensorFlowTheory]
    [InlineData("2.3.1", """[[["x",0,0]]]""", """[["x",0,0]]""", """[["dense",0,0]]""")]
    [InlineData("2.12.0", """[["x",0,0,{}]]""", """[["x",0,0]]""", """[["dense",0,0]]""")]
    [InlineData("3.6.0", """[{"args":[{"class_name":"__keras_tensor__","config":{"shape":[null,2],"dtype":"float32","keras_history":["x",0,0]}}],"kwargs":{}}]""", """[["x",0,0]]""", """[["dense",0,0]]""")]
    [InlineData("3.14.0", """[{"args":[{"class_name":"__keras_tensor__","config":{"shape":[null,2],"dtype":"float32","keras_history":["x",0,0]}}],"kwargs":{"training":null}}]""", """["x",0,0]""", """["dense",0,0]""")]
    public void F_ConnectionsOfEveryFormAreMade(string version, string nodes, string inputs, string outputs)
    {
        var config = $$$"""{"class_name":"Functional","config":{"name":"m","layers":[{{{Input}}},{"name":"dense","class_name":"Dense","config":{"name":"dense","units":2},"inbound_nodes":{{{nodes}}}}],"input_layers":{{{inputs}}},"output_layers":{{{outputs}}}}}""";
        using var model = new HandMadeFile { KerasVersion = version, Config = config }.Open(_folder);
        CheckDense(model);
    }

    [TensorFlowTheory]
    [InlineData("""{"class_name":"VarianceScaling","config":{"scale":1.0,"mode":"fan_avg","distribution":"normal","seed":null}}""")]
    [InlineData("""{"class_name":"GlorotUniform","config":{"seed":null,"dtype":"float32"}}""")]
    [InlineData("""{"module":"keras.initializers","class_name":"GlorotUniform","config":{"seed":null},"registered_name":null}""")]
    [InlineData("""{"module":"keras.initializers","class_name":"GlorotUniform","config":{"seed":null,"input_axes":null,"output_axes":null},"registered_name":null}""")]
    [InlineData("\"glorot_uniform\"")]
    public void G_InitializersOfEveryFormAreRead(string initializer)
    {
        var dense = HandMadeFile.Layer.Replace("\"units\":2", $"\"units\":2,\"kernel_initializer\":{initializer}", StringComparison.Ordinal);
        using var model = new HandMadeFile { Config = Sequential(dense) }.Open(_folder);
        CheckDense(model);
    }

    [TensorFlowTheory]
    [InlineData("null", false)]
    [InlineData("\"float32\"", false)]
    [InlineData("""{"class_name":"Policy","config":{"name":"float32"}}""", false)]
    [InlineData("""{"class_name":"Policy","config":{"name":"mixed_float16","loss_scale":null}}""", true)]
    [InlineData("""{"module":"keras","class_name":"DTypePolicy","config":{"name":"float32"},"registered_name":null}""", false)]
    [InlineData("\"float64\"", true)]
    [InlineData("""{"module":"keras","class_name":"DTypePolicy","config":{"name":"bfloat16"},"registered_name":null}""", true)]
    public void H_TypesOfEveryFormAreRead(string type, bool warns)
    {
        var dense = HandMadeFile.Layer.Replace("\"units\":2", $"\"units\":2,\"dtype\":{type}", StringComparison.Ordinal);
        var more = $$$"""{"class_name":"Activation","config":{"name":"a","activation":"linear","dtype":{{{type}}}}}""";
        using var model = new HandMadeFile { Config = Sequential(dense, more) }.Open(_folder);
        CheckDense(model);
        Assert.Equal(warns ? 1 : 0, model.LoadWarnings.Count(warning => warning.EndsWith("is read as float32.", StringComparison.Ordinal)));
        model.Compile("sgd", "mse");
        model.Fit(new float[2, 2], new float[2, 2], verbose: 0);
    }

    [TensorFlowFact]
    public void I_SettingsThatAreNotKnownMatterOnlyWhereTheySaySomething()
    {
        string With(string setting) => HandMadeFile.Layer.Replace("\"units\":2", $"\"units\":2,{setting}", StringComparison.Ordinal);
        using var neutral = new HandMadeFile { Config = Sequential(With("\"quantization_config\":null,\"something_new\":false")) }.Open(_folder);
        CheckDense(neutral);
        new HandMadeFile { Config = Sequential(With("\"something_new\":0.5")) }.Save(_folder["m.h5"]);
        Assert.Equal($"{_folder["m.h5"]}: Dense 'dense' (written by Keras 2.3.1): the setting 'something_new' is not known. Received: something_new=0.5.", Refusal("m.h5"));

        string[] layers =
        [
            """{"class_name":"Conv2D","config":{"name":"c","filters":2,"kernel_size":[1,1],"groups":1,"batch_input_shape":[null,4,4,1]}}""",
            """{"class_name":"DepthwiseConv2D","config":{"name":"d","kernel_size":[1,1],"groups":1}}""",
            """{"class_name":"BatchNormalization","config":{"name":"b","axis":[3]}}""",
            """{"class_name":"LeakyReLU","config":{"name":"l","negative_slope":0.25}}""",
            """{"class_name":"Reshape","config":{"name":"r","target_shape":[16,2]}}""",
            """{"class_name":"GRU","config":{"name":"g","units":2,"time_major":false,"implementation":2,"reset_after":true}}""",
        ];
        new HandMadeFile { KerasVersion = "2.6.0", Config = Sequential(layers), Layers = [] }.Save(_folder["layers.h5"]);
        Assert.Contains("the model has 4 layers with weights (c, d, b, g)", Refusal("layers.h5"), StringComparison.Ordinal);
    }

    [TensorFlowTheory]
    [InlineData("""{"optimizer_config":{"class_name":"SGD","config":{"lr":0.1}},"loss":"mse"}""", 0)]
    [InlineData("""{"optimizer_config":{"class_name":"SGD","config":{"lr":0.1}},"loss":"mean_squared_error","metrics":["mae"],"sample_weight_mode":null,"loss_weights":null}""", 1)]
    [InlineData("""{"optimizer_config":{"class_name":"SGD","config":{"learning_rate":0.1}},"loss":{"class_name":"MeanSquaredError","config":{"reduction":"auto","name":"mean_squared_error"}},"metrics":[[{"class_name":"MeanMetricWrapper","config":{"name":"mae","dtype":"float32","fn":"mean_absolute_error"}}]],"weighted_metrics":null,"loss_weights":null}""", 1)]
    [InlineData("""{"optimizer_config":{"class_name":"SGD","config":{"learning_rate":0.1}},"loss":{"dense":"mse"},"metrics":[],"run_eagerly":false,"steps_per_execution":1,"jit_compile":false}""", 0)]
    [InlineData("""{"optimizer_config":{"class_name":"SGD","config":{"learning_rate":0.1}},"loss":["mse"],"metrics":null}""", 0)]
    public void J_TrainingConfigsOfEveryFormCompile(string training, int metrics)
    {
        using var model = new HandMadeFile { TrainingConfig = training }.Open(_folder);
        Assert.True(model.IsCompiled, string.Join(' ', model.LoadWarnings));
        Assert.Equal(1 + metrics, model.MetricsNames.Count);
        // The layer makes (2, -4) and (0, 0) of it: the squares' mean is 5.
        Assert.Equal(5, model.Evaluate(new float[,] { { 0.5f, 5 }, { -0.5f, 1 } }, new float[2, 2], verbose: 0)[0], 1e-6);
    }

    [TensorFlowTheory]
    [InlineData("2.11.0", """{"class_name":"Custom>Adam","config":{"name":"Adam","learning_rate":0.0010000000474974513,"beta_1":0.9,"beta_2":0.999,"epsilon":1e-07,"amsgrad":false,"weight_decay":null,"jit_compile":false,"is_legacy_optimizer":false}}""")]
    [InlineData("2.2.4", """{"class_name":"Adam","config":{"lr":0.0010000000474974513,"beta_1":0.8999999761581421,"beta_2":0.9990000128746033,"decay":0.0,"epsilon":null,"amsgrad":false}}""")]
    [InlineData("2.3.1", """{"class_name":"Adam","config":{"learning_rate":0.0010000000474974513,"beta_1":0.8999999761581421,"beta_2":0.9990000128746033,"decay":0.0,"epsilon":1e-07,"amsgrad":false}}""")]
    public void K_OptimizersOfEveryFormAreMade(string version, string optimizer)
    {
        using var model = new HandMadeFile { KerasVersion = version, TrainingConfig = $$"""{"optimizer_config":{{optimizer}},"loss":"mse","metrics":[]}""" }.Open(_folder);
        Assert.Empty(model.LoadWarnings);
        Assert.Equal(0.001, model.Optimizer.LearningRate, 1e-9);
        // Adam's first step has the size of the rate, whatever the gradient.
        model.TrainOnBatch(new float[,] { { 3, 5 } }, new float[1, 2]);
        Assert.All(model.GetWeights()[0].ToArray<float>().Zip(Kernel), pair => Assert.Equal(0.001f, Math.Abs(pair.First - pair.Second), 1e-5f));
    }

    [TensorFlowTheory]
    [InlineData("2.2.4", false, true)]
    [InlineData("2.3.1", true, true)]
    [InlineData("2.3.1", true, false)]
    [InlineData("2.2.4", false, false)]
    public void L_OptimizerStatesOfEveryOrderAreReadOrWarnedOf(string version, bool counts, bool fits)
    {
        using var model = new HandMadeFile
        {
            KerasVersion = version,
            TrainingConfig = """{"optimizer_config":{"class_name":"RMSprop","config":{"lr":0.001,"rho":0.9,"decay":0.0,"epsilon":1e-07}},"loss":"mse","metrics":[]}""",
            More = root =>
            {
                var group = root.AddGroup("optimizer_weights");
                string[] names = [.. counts ? ["RMSprop/iterations:0"] : Array.Empty<string>(), "training/RMSprop/Variable:0", "training/RMSprop/Variable_1:0"];
                group.SetStrings("weight_names", names);
                if (counts)
                    group.AddDataset("RMSprop/iterations:0", [], new long[] { 7 });
                group.AddDataset("training/RMSprop/Variable:0", fits ? [2, 2] : [4], new float[] { 1, 2, 3, 4 });
                group.AddDataset("training/RMSprop/Variable_1:0", [2], new float[] { 5, 6 });
            },
        }.Open(_folder);
        var state = model.Optimizer.Weights.Where(weight => weight.Shape.Rank > 0).SelectMany(weight => weight.Read().ToSingles());
        Assert.Equal(fits ? [1, 2, 3, 4, 5, 6] : new float[6], state);
        if (fits)
            Assert.Empty(model.LoadWarnings);
        else
            Assert.EndsWith($": the optimizer's state does not fit RMSprop and starts anew. Expected: {(counts ? "(2, 2) as array 2 of 3. Received: (4,)." : "3 arrays. Received: 2.")}", Assert.Single(model.LoadWarnings), StringComparison.Ordinal);
        if (counts && fits)
            Assert.Equal(7, model.Optimizer.Iterations.Read().ToSingles()[0]);
    }

    [TensorFlowTheory]
    [InlineData("dense_1_W:0", "dense_1_b:0")]
    [InlineData("dense_2_1/kernel:0", "dense_2_1/bias:0")]
    [InlineData("kernel", "bias")]
    [InlineData("sequential/dense_10/kernel", "sequential/dense_10/bias")]
    public void M_WeightsGoByPlaceWhateverTheirNames(string kernel, string bias)
    {
        using var model = new HandMadeFile { Layers = [("dense", [(kernel, [2, 2], Kernel), (bias, [2], Bias)])] }.Open(_folder);
        CheckDense(model);
    }

    [TensorFlowTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void N_TheOrderInsideAPartlyFrozenModelIsFound(bool flagInFile)
    {
        var inner = $$$"""{"class_name":"Sequential","config":{"name":"inner","layers":[{"class_name":"Dense","config":{"name":"a","units":3,"trainable":{{{(flagInFile ? "false" : "true")}}},"batch_input_shape":[null,2]}},{"class_name":"Dense","config":{"name":"b","units":1}}]}}""";
        // Saved with layer a frozen: trainable weights stand first, whatever the settings say of it.
        using var model = new HandMadeFile
        {
            Config = Sequential(inner),
            Layers = [("inner", [("b/kernel:0", [3, 1], [1, 2, 3]), ("b/bias:0", [1], [4]), ("a/kernel:0", [2, 3], [1, 2, 3, 4, 5, 6]), ("a/bias:0", [3], [7, 8, 9])])],
        }.Open(_folder);
        var nested = Assert.IsAssignableFrom<Model>(model.Layers[0]);
        Assert.Equal([1, 2, 3, 4, 5, 6], nested.GetLayer("a").GetWeights()[0].ToArray<float>());
        Assert.Equal([4f], nested.GetLayer("b").GetWeights()[1].ToArray<float>());
    }

    [TensorFlowFact]
    public void O_GroupsInAnotherOrderAndEmptyOnesDoNotMatter()
    {
        string Layer(string name, string more) => $$$"""{"class_name":"Dense","config":{"name":"{{{name}}}","units":1,"use_bias":false{{{more}}}}}""";
        using var model = new HandMadeFile
        {
            KerasVersion = "2.9.0",
            Config = Sequential(Layer("z", ",\"batch_input_shape\":[null,1]"), Layer("a", ""), Layer("m", "")),
            Layers = [("z", [("z/kernel:0", [1, 1], [1])]), ("a", [("a/kernel:0", [1, 1], [2])]), ("m", [("m/kernel:0", [1, 1], [3])])],
            More = root => root.AddGroup("model_weights/top_level_model_weights").SetDoubles("weight_names", Array.Empty<double>()),
        }.Open(_folder);
        Assert.Equal([1, 2, 3], model.GetWeights().Select(weight => weight.ToArray<float>()[0]));
    }

    [TensorFlowFact]
    public void P_Keras1FilesAreRead()
    {
        float[] Gate(int count, float value) => [.. Enumerable.Repeat(value, count)];
        var arrays = new[] { "i", "c", "f", "o" }.SelectMany((gate, g) => new (string, long[], float[])[]
        {
            ($"lstm_1_W_{gate}:0", [2, 3], Gate(6, 10 * g + 1)), ($"lstm_1_U_{gate}:0", [3, 3], Gate(9, 10 * g + 2)), ($"lstm_1_b_{gate}:0", [3], Gate(3, 10 * g + 3)),
        }).ToArray();
        using var model = new HandMadeFile
        {
            KerasVersion = null,
            Config = """{"class_name":"Sequential","config":[{"class_name":"LSTM","config":{"name":"lstm_1","output_dim":3,"inner_activation":"hard_sigmoid","batch_input_shape":[null,5,2]}},{"class_name":"Dense","config":{"name":"dense_1","output_dim":1}}]}""",
            Layers = [("lstm_1", arrays), ("dense_1", [("dense_1_W:0", [3, 1], [1, 1, 1]), ("dense_1_b:0", [1], [0])])],
        }.Open(_folder);
        var weights = model.GetWeights();
        // The gates become one array each, in the order i, f, c, o.
        Assert.Equal([1, 1, 1, 21, 21, 21, 11, 11, 11, 31, 31, 31], weights[0].ToArray<float>()[..12]);
        Assert.Equal([3, 3, 3, 23, 23, 23, 13, 13, 13, 33, 33, 33], weights[2].ToArray<float>());

        using var theano = new HandMadeFile
        {
            KerasVersion = "1.2.2",
            Backend = "theano",
            Config = """{"class_name":"Sequential","config":[{"class_name":"Convolution2D","config":{"name":"c","nb_filter":1,"nb_row":2,"nb_col":2,"border_mode":"valid","dim_ordering":"th","batch_input_shape":[null,1,2,2]}}]}""",
            Layers = [("c", [("c_W", [1, 1, 2, 2], [1, 2, 3, 4]), ("c_b", [1], [0])])],
        }.Open(_folder, "theano.h5");
        // Theano convolves: its kernel is turned by half a turn.
        Assert.Equal([4f, 3, 2, 1], theano.GetWeights()[0].ToArray<float>());
    }

    [TensorFlowFact]
    public void Q_CuDnnLayersBecomePlainOnes()
    {
        using var model = new HandMadeFile
        {
            KerasVersion = "2.2.4",
            Config = Sequential("""{"class_name":"CuDNNLSTM","config":{"name":"l","units":1,"return_sequences":false,"batch_input_shape":[null,3,2]}}"""),
            Layers = [("l", [("l/kernel:0", [2, 4], [1, 2, 3, 4, 5, 6, 7, 8]), ("l/recurrent_kernel:0", [1, 4], [1, 2, 3, 4]), ("l/bias:0", [8], [1, 2, 3, 4, 10, 20, 30, 40])])],
        }.Open(_folder);
        Assert.Equal("LSTM", model.Layers[0].ClassName);
        Assert.Equal([11f, 22, 33, 44], model.GetWeights()[2].ToArray<float>());
        Assert.Equal("sigmoid", model.Layers[0].GetConfig()["recurrent_activation"]!.ToString());
    }

    [TensorFlowFact]
    public void R_StoredCodeIsNeverRun()
    {
        var file = new HandMadeFile
        {
            Config = Sequential(HandMadeFile.Layer, """{"class_name":"Lambda","config":{"name":"trick","function":["4wEAAAAAAAAA\n",null,null],"function_type":"lambda","output_shape":null,"output_shape_type":"raw","arguments":{}}}"""),
        };
        file.Save(_folder["m.h5"]);
        Assert.Equal($"{_folder["m.h5"]}: Lambda 'trick' (written by Keras 2.3.1): its function is Python bytecode, which is never executed. Pass a C# function for it by customObjects, as in new CustomObjects {{ [\"trick\"] = _ => new Lambda(x => ...) }}.", Refusal("m.h5"));
        using var model = file.Open(_folder, customObjects: new CustomObjects { ["trick"] = _ => new Lambda(x => x * 10) });
        Assert.Equal([70f, -40], model.Predict(new float[,] { { 3, 5 } }).ToArray<float>());
    }

    [Theory]
    [InlineData("links.h5")]
    [InlineData("links_new.h5")]
    public void S_LinksOutOfTheFileAreNotFollowed(string fixture)
    {
        using var file = H5File.Open(Repository.Fixture("hdf5", fixture));
        var refused = file.Root.Keys.Select(key => Record.Exception(() => file.Root.TryGet(key, out _))).OfType<InvalidDataException>().ToArray();
        Assert.NotEmpty(refused);
        Assert.All(refused, error => Assert.Contains("link", error.Message, StringComparison.Ordinal));
    }

    [TensorFlowFact]
    public void T_MarksOfSerializationAreIgnored()
    {
        var dense = """{"module":"keras.layers","class_name":"Dense","config":{"name":"dense","units":2,"batch_input_shape":[null,2],"kernel_initializer":{"class_name":"GlorotUniform","config":{"seed":null},"shared_object_id":3,"__passive_serialization__":true},"dtype":{"module":"keras","class_name":"DTypePolicy","config":{"name":"float32"},"registered_name":null,"shared_object_id":139935520133328}},"registered_name":null,"build_config":{"input_shape":[null,2]},"shared_object_id":7,"__passive_serialization__":true}""";
        using var model = new HandMadeFile { KerasVersion = "3.4.0", Config = Sequential(dense) }.Open(_folder);
        CheckDense(model);
        Assert.Empty(model.LoadWarnings);
    }

    [Fact]
    public void ASequentialWithoutInputShapeSaysWhatToDo()
    {
        var file = new HandMadeFile { Config = Sequential("""{"class_name":"Dense","config":{"name":"dense","units":2}}""") };
        var error = Assert.Throws<InvalidDataException>(() => file.Open(_folder));
        Assert.Contains("the file does not say the input shape of its model 's': build the model with an inputShape and call LoadWeights", error.Message, StringComparison.Ordinal);
    }

    private string Refusal(string name) => Assert.Throws<InvalidDataException>(() => Keras.Models.LoadModel(_folder[name])).Message;
}
