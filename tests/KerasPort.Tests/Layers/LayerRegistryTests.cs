using System.Text.Json.Nodes;
using KerasPort.Layers;
using KerasPort.Saving;

namespace KerasPort.Tests.Layers;

public sealed class LayerRegistryTests
{
    /// <summary>Classes whose instances stand in tests of their own.</summary>
    internal static readonly string[] TestedElsewhere = [];

    /// <summary>The other names of classes.</summary>
    internal static readonly Dictionary<string, string> Aliases = new()
    {
        ["AvgPool1D"] = "AveragePooling1D",
        ["AvgPool2D"] = "AveragePooling2D",
        ["AvgPool3D"] = "AveragePooling3D",
        ["BatchNormalizationV1"] = "BatchNormalization",
        ["BatchNormalizationV2"] = "BatchNormalization",
        ["Convolution1D"] = "Conv1D",
        ["Convolution1DTranspose"] = "Conv1DTranspose",
        ["Convolution2D"] = "Conv2D",
        ["Convolution2DTranspose"] = "Conv2DTranspose",
        ["Convolution3D"] = "Conv3D",
        ["Convolution3DTranspose"] = "Conv3DTranspose",
        ["CuDNNGRU"] = "GRU",
        ["CuDNNLSTM"] = "LSTM",
        ["Deconv2D"] = "Conv2DTranspose",
        ["Deconv3D"] = "Conv3DTranspose",
        ["Deconvolution2D"] = "Conv2DTranspose",
        ["Deconvolution3D"] = "Conv3DTranspose",
        ["GlobalAvgPool1D"] = "GlobalAveragePooling1D",
        ["GlobalAvgPool2D"] = "GlobalAveragePooling2D",
        ["GlobalAvgPool3D"] = "GlobalAveragePooling3D",
        ["GlobalMaxPool1D"] = "GlobalMaxPooling1D",
        ["GlobalMaxPool2D"] = "GlobalMaxPooling2D",
        ["GlobalMaxPool3D"] = "GlobalMaxPooling3D",
        ["MaxPool1D"] = "MaxPooling1D",
        ["MaxPool2D"] = "MaxPooling2D",
        ["MaxPool3D"] = "MaxPooling3D",
        ["SeparableConvolution1D"] = "SeparableConv1D",
        ["SeparableConvolution2D"] = "SeparableConv2D",
    };

    public static TheoryData<string, string> Keras231()
    {
        var data = new TheoryData<string, string>();
        foreach (var entry in KerasFixture.Json("signatures")["entries"]!.AsArray())
            if ((string?)entry!["kind"] == "layer-class" && (string?)entry["config_json"] is { } config && LayerRegistry.Names.Contains((string)entry["name"]!) && (string)entry["name"]! is not ("TimeDistributed" or "Bidirectional"))
                data.Add((string)entry["name"]!, config);
        return data;
    }

    [Theory]
    [MemberData(nameof(Keras231))]
    public void SettingsAreThoseThatKeras231Writes(string className, string config)
    {
        using var layer = Create(className, config);
        Assert.Equal(config, PythonJson.Write(layer.GetConfig()));
    }

    [Fact]
    public void AnEmbeddingOfSeveralAxesGoesBackAsKerasWroteIt()
    {
        const string Config = """{"name": "e", "trainable": true, "batch_input_shape": [null, [3, 2]], "dtype": "float32", "input_dim": 9, "output_dim": 2, "embeddings_initializer": {"class_name": "Zeros", "config": {}}, "embeddings_regularizer": null, "activity_regularizer": null, "embeddings_constraint": null, "mask_zero": false, "input_length": [3, 2]}""";
        using var layer = Create("Embedding", Config);
        Assert.Equal([null, 3, 2], layer.BatchInputShape!);
        Assert.Equal(Config, PythonJson.Write(layer.GetConfig()));
    }

    [Fact]
    public void AliasesMakeTheSameClass()
    {
        foreach (var (alias, className) in Aliases)
        {
            var instance = LayerCases.All.First(test => test.ClassName == className);
            using var layer = instance.Make();
            using var again = Create(alias, PythonJson.Write(layer.GetConfig()));
            Assert.Equal(layer.GetType(), again.GetType());
        }
    }

    [Fact]
    public void AnUnknownClassIsAnErrorThatSaysWhatToDo()
    {
        var error = Assert.Throws<InvalidDataException>(() => Create("QDense", """{"name": "q", "units": 3}"""));
        Assert.Equal("test.h5: QDense 'q' (written by Keras 2.3.1): the class is not known here. If it is one of your own, pass it by customObjects.", error.Message);
    }

    [Theory]
    // Settings that newer versions write and that ask for what is done anyway.
    [InlineData("Conv2D", """{"name": "c", "filters": 4, "kernel_size": [3, 3], "groups": 1, "data_format": null, "activation": "linear", "quantization_config": null}""")]
    [InlineData("DepthwiseConv2D", """{"name": "c", "kernel_size": [3, 3], "groups": 1, "depth_multiplier": 1}""")]
    [InlineData("SeparableConv2D", """{"name": "c", "rank": 2, "filters": 4, "kernel_size": [3, 3], "depth_multiplier": 1}""")]
    [InlineData("LeakyReLU", """{"name": "c", "negative_slope": 0.2}""")]
    [InlineData("Dropout", """{"name": "c", "rate": 0.2, "seed": null, "noise_shape": null}""")]
    [InlineData("Dropout", """{"name": "c", "p": 0.2}""")]
    [InlineData("BatchNormalization", """{"name": "c", "axis": [3], "synchronized": false, "renorm": false, "renorm_clipping": null, "renorm_momentum": 0.99}""")]
    [InlineData("GlobalAveragePooling2D", """{"name": "c", "data_format": "channels_last", "keepdims": false}""")]
    [InlineData("Flatten", """{"name": "c"}""")]
    [InlineData("ReLU", """{"name": "c", "max_value": {"type": "ndarray", "value": 6.0}, "negative_slope": {"type": "ndarray", "value": 0.1}, "threshold": 0}""")]
    [InlineData("Resizing", """{"name": "c", "height": 3, "width": 4, "interpolation": "bilinear", "crop_to_aspect_ratio": false, "pad_to_aspect_ratio": false, "fill_mode": "constant", "fill_value": 0.0, "antialias": false, "data_format": "channels_last"}""")]
    public void NeutralSettingsOfOtherVersionsAreTaken(string className, string config)
    {
        using var layer = Create(className, config);
        Assert.Equal(className, layer.ClassName);
    }

    [Theory]
    [InlineData("Conv2DTranspose", """{"name": "c", "filters": 4, "kernel_size": [3, 3], "groups": 2}""", "groups=2")]
    [InlineData("BatchNormalization", """{"name": "c", "renorm": true}""", "renorm=true")]
    [InlineData("Resizing", """{"name": "c", "height": 3, "width": 4, "antialias": true}""", "antialias=true")]
    [InlineData("LocallyConnected1D", """{"name": "c", "filters": 4, "kernel_size": [3], "implementation": 2}""", "implementation=2")]
    [InlineData("Conv2D", """{"name": "c", "filters": 4, "kernel_size": [3, 3], "padding": "full"}""", "padding=full")]
    [InlineData("Conv2D", """{"name": "c", "filters": -4, "kernel_size": [3, 3]}""", "filters=-4")]
    [InlineData("Dense", """{"name": "c", "units": 4, "sparsity": 0.5}""", "sparsity=0.5")]
    public void OtherSettingsAreErrorsThatNameThem(string className, string config, string named)
    {
        var error = Assert.Throws<InvalidDataException>(() => Create(className, config));
        Assert.Contains("test.h5: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(named, error.Message, StringComparison.Ordinal);
    }

    internal static Layer Create(string className, string config, CustomObjects? customObjects = null, string kerasVersion = "2.3.1") =>
        LayerRegistry.Create(className, JsonNode.Parse(config)!.AsObject(), new LoadContext("test.h5", kerasVersion, customObjects ?? CustomObjects.Empty));
}
