using System.Text.Json.Nodes;
using KerasPort.Saving;

namespace KerasPort.Layers;

/// <summary>The layers by the class name of files, each with what makes it from a file's settings.</summary>
internal static class LayerRegistry
{
    private static readonly Dictionary<string, Func<ConfigReader, Layer>> s_makers = new()
    {
        ["Activation"] = config => new Activation(config),
        ["ActivityRegularization"] = config => new ActivityRegularization(config),
        ["Add"] = config => new Add(config),
        ["AdditiveAttention"] = config => new AdditiveAttention(config),
        ["AlphaDropout"] = config => new AlphaDropout(config),
        ["Attention"] = config => new Attention(config),
        ["Average"] = config => new Average(config),
        ["AveragePooling1D"] = config => new AveragePooling1D(config),
        ["AveragePooling2D"] = config => new AveragePooling2D(config),
        ["AveragePooling3D"] = config => new AveragePooling3D(config),
        ["AvgPool1D"] = config => new AveragePooling1D(config),
        ["AvgPool2D"] = config => new AveragePooling2D(config),
        ["AvgPool3D"] = config => new AveragePooling3D(config),
        ["BatchNormalization"] = config => new BatchNormalization(config),
        ["BatchNormalizationV1"] = config => new BatchNormalization(config),
        ["BatchNormalizationV2"] = config => new BatchNormalization(config),
        ["Bidirectional"] = config => new Bidirectional(config),
        ["CenterCrop"] = config => new CenterCrop(config),
        ["Concatenate"] = config => new Concatenate(config),
        ["Conv1D"] = config => new Conv1D(config),
        ["Conv1DTranspose"] = config => new Conv1DTranspose(config),
        ["Conv2D"] = config => new Conv2D(config),
        ["Conv2DTranspose"] = config => new Conv2DTranspose(config),
        ["Conv3D"] = config => new Conv3D(config),
        ["Conv3DTranspose"] = config => new Conv3DTranspose(config),
        ["ConvLSTM2D"] = config => new ConvLSTM2D(config),
        ["ConvLSTM2DCell"] = config => new ConvLSTM2DCell(config),
        ["Convolution1D"] = config => new Conv1D(config),
        ["Convolution1DTranspose"] = config => new Conv1DTranspose(config),
        ["Convolution2D"] = config => new Conv2D(config),
        ["Convolution2DTranspose"] = config => new Conv2DTranspose(config),
        ["Convolution3D"] = config => new Conv3D(config),
        ["Convolution3DTranspose"] = config => new Conv3DTranspose(config),
        ["Cropping1D"] = config => new Cropping1D(config),
        ["Cropping2D"] = config => new Cropping2D(config),
        ["Cropping3D"] = config => new Cropping3D(config),
        ["CuDNNGRU"] = config => CuDnnGru(config),
        ["CuDNNLSTM"] = config => new LSTM(config),
        ["Deconv2D"] = config => new Conv2DTranspose(config),
        ["Deconv3D"] = config => new Conv3DTranspose(config),
        ["Deconvolution2D"] = config => new Conv2DTranspose(config),
        ["Deconvolution3D"] = config => new Conv3DTranspose(config),
        ["Dense"] = config => new Dense(config),
        ["DepthwiseConv1D"] = config => new DepthwiseConv1D(config),
        ["DepthwiseConv2D"] = config => new DepthwiseConv2D(config),
        ["Dot"] = config => new Dot(config),
        ["Dropout"] = config => new Dropout(config),
        ["ELU"] = config => new ELU(config),
        ["EinsumDense"] = config => new EinsumDense(config),
        ["Embedding"] = config => new Embedding(config),
        ["Flatten"] = config => new Flatten(config),
        ["GRU"] = config => new GRU(config),
        ["GRUCell"] = config => new GRUCell(config),
        ["GaussianDropout"] = config => new GaussianDropout(config),
        ["GaussianNoise"] = config => new GaussianNoise(config),
        ["GlobalAveragePooling1D"] = config => new GlobalAveragePooling1D(config),
        ["GlobalAveragePooling2D"] = config => new GlobalAveragePooling2D(config),
        ["GlobalAveragePooling3D"] = config => new GlobalAveragePooling3D(config),
        ["GlobalAvgPool1D"] = config => new GlobalAveragePooling1D(config),
        ["GlobalAvgPool2D"] = config => new GlobalAveragePooling2D(config),
        ["GlobalAvgPool3D"] = config => new GlobalAveragePooling3D(config),
        ["GlobalMaxPool1D"] = config => new GlobalMaxPooling1D(config),
        ["GlobalMaxPool2D"] = config => new GlobalMaxPooling2D(config),
        ["GlobalMaxPool3D"] = config => new GlobalMaxPooling3D(config),
        ["GlobalMaxPooling1D"] = config => new GlobalMaxPooling1D(config),
        ["GlobalMaxPooling2D"] = config => new GlobalMaxPooling2D(config),
        ["GlobalMaxPooling3D"] = config => new GlobalMaxPooling3D(config),
        ["GroupNormalization"] = config => new GroupNormalization(config),
        ["Highway"] = config => new Highway(config),
        ["Identity"] = config => new Identity(config),
        ["InputLayer"] = config => new InputLayer(config),
        ["LSTM"] = config => new LSTM(config),
        ["LSTMCell"] = config => new LSTMCell(config),
        ["Lambda"] = config => Lambda.Read(config),
        ["LayerNormalization"] = config => new LayerNormalization(config),
        ["LeakyReLU"] = config => new LeakyReLU(config),
        ["LocallyConnected1D"] = config => new LocallyConnected1D(config),
        ["LocallyConnected2D"] = config => new LocallyConnected2D(config),
        ["Masking"] = config => new Masking(config),
        ["MaxPool1D"] = config => new MaxPooling1D(config),
        ["MaxPool2D"] = config => new MaxPooling2D(config),
        ["MaxPool3D"] = config => new MaxPooling3D(config),
        ["MaxPooling1D"] = config => new MaxPooling1D(config),
        ["MaxPooling2D"] = config => new MaxPooling2D(config),
        ["MaxPooling3D"] = config => new MaxPooling3D(config),
        ["Maximum"] = config => new Maximum(config),
        ["MaxoutDense"] = config => new MaxoutDense(config),
        ["Minimum"] = config => new Minimum(config),
        ["MultiHeadAttention"] = config => new MultiHeadAttention(config),
        ["Multiply"] = config => new Multiply(config),
        ["Normalization"] = config => new Normalization(config),
        ["PReLU"] = config => new PReLU(config),
        ["Permute"] = config => new Permute(config),
        ["RNN"] = config => new RNN(config),
        ["RandomBrightness"] = config => new Augmentation(config),
        ["RandomContrast"] = config => new Augmentation(config),
        ["RandomFlip"] = config => new Augmentation(config),
        ["RandomRotation"] = config => new Augmentation(config),
        ["RandomTranslation"] = config => new Augmentation(config),
        ["RandomZoom"] = config => new Augmentation(config),
        ["ReLU"] = config => new ReLU(config),
        ["RepeatVector"] = config => new RepeatVector(config),
        ["Rescaling"] = config => new Rescaling(config),
        ["Reshape"] = config => new Reshape(config),
        ["Resizing"] = config => new Resizing(config),
        ["SeparableConv1D"] = config => new SeparableConv1D(config),
        ["SeparableConv2D"] = config => new SeparableConv2D(config),
        ["SeparableConvolution1D"] = config => new SeparableConv1D(config),
        ["SeparableConvolution2D"] = config => new SeparableConv2D(config),
        ["SimpleRNN"] = config => new SimpleRNN(config),
        ["SimpleRNNCell"] = config => new SimpleRNNCell(config),
        ["Softmax"] = config => new Softmax(config),
        ["SpatialDropout1D"] = config => new SpatialDropout1D(config),
        ["SpatialDropout2D"] = config => new SpatialDropout2D(config),
        ["SpatialDropout3D"] = config => new SpatialDropout3D(config),
        ["SpectralNormalization"] = config => new SpectralNormalization(config),
        ["StackedRNNCells"] = config => new StackedRNNCells(config),
        ["Subtract"] = config => new Subtract(config),
        ["ThresholdedReLU"] = config => new ThresholdedReLU(config),
        ["TimeDistributed"] = config => new TimeDistributed(config),
        ["UnitNormalization"] = config => new UnitNormalization(config),
        ["UpSampling1D"] = config => new UpSampling1D(config),
        ["UpSampling2D"] = config => new UpSampling2D(config),
        ["UpSampling3D"] = config => new UpSampling3D(config),
        ["ZeroPadding1D"] = config => new ZeroPadding1D(config),
        ["ZeroPadding2D"] = config => new ZeroPadding2D(config),
        ["ZeroPadding3D"] = config => new ZeroPadding3D(config),
    };

    public static IReadOnlyCollection<string> Names => s_makers.Keys;

    /// <summary>Makes a layer from a file's object.</summary>
    /// <exception cref="InvalidDataException">The class is not known, or a setting is wrong.</exception>
    public static Layer Create(string className, JsonObject config, LoadContext context)
    {
        if (context.KerasVersion.StartsWith('1') && !context.CustomObjects.ContainsKey(className))
            (className, config) = Keras1Settings.Translate(className, config, context);
        var reader = new ConfigReader(className, config, context);
        if (context.CustomObjects.Find<Layer>(className, config) is { } custom)
            return Finish(custom, reader, config);
        if (!s_makers.TryGetValue(className, out var make))
            throw reader.Error("the class is not known here. If it is one of your own, pass it by customObjects");
        Layer layer;
        try
        {
            layer = make(reader);
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException)
        {
            throw reader.Error(error.Message);
        }
        reader.CheckAllRead();
        return Finish(layer, reader, config);
    }

    /// <summary>CuDNNGRU is a GRU whose reset gate acts after the product.</summary>
    private static GRU CuDnnGru(ConfigReader config)
    {
        config.Json["reset_after"] = true;
        return new GRU(config);
    }

    private static Layer Finish(Layer layer, ConfigReader reader, JsonObject config)
    {
        layer.Name = reader.Name ?? layer.Name;
        // Setting it sets that of layers within, whose own settings are read already.
        if (reader.Bool("trainable", true) is var trainable && trainable != layer.Trainable)
            layer.Trainable = trainable;
        layer.Dialect = reader.Dialect;
        layer.DataType = reader.Context.DataType(config, layer.DataType);
        layer.BatchInputShape = reader.Shape("batch_input_shape") ?? reader.Shape("batch_shape") ?? layer.BatchInputShape;
        return layer;
    }
}
