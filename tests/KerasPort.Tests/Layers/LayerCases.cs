using KerasPort.Layers;
using KerasPort.Saving;
using KerasPort.TensorFlow;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Tests.Layers;

/// <summary>The instances that the contract is tried on: at least one of every class that files can name.</summary>
internal static class LayerCases
{
    private static readonly Shape s_vector = [3, 6];
    private static readonly Shape s_sequence = [3, 7, 4];
    private static readonly Shape s_picture = [3, 8, 9, 4];
    private static readonly Shape s_pictureFirst = [3, 4, 8, 9];
    private static readonly Shape s_volume = [2, 5, 6, 7, 2];
    private static readonly Shape s_volumeFirst = [2, 2, 5, 6, 7];

    public static IReadOnlyList<LayerCase> All { get; } =
    [
        .. Core, .. Convolutions, .. Windows, .. Others, .. Recurrent,
    ];

    private static IEnumerable<LayerCase> Core =>
    [
        new("InputLayer", () => new InputLayer([6], name: "layer"), s_vector),
        new("Dense", () => new Dense(5, "tanh", name: "layer"), s_vector),
        new("Dense of steps", () => new Dense(5, useBias: false, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Activation", () => new Activation("sigmoid", name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Dropout", () => new Dropout(0.4, name: "layer"), s_sequence) { AlsoTraining = false, AlsoUnknownSteps = true },
        new("Dropout of whole steps", () => new Dropout(0.4, [null, null, 1], seed: 3, name: "layer"), s_sequence) { AlsoTraining = false },
        new("SpatialDropout1D", () => new SpatialDropout1D(0.4, name: "layer"), s_sequence) { AlsoTraining = false },
        new("SpatialDropout2D", () => new SpatialDropout2D(0.4, name: "layer"), s_picture) { AlsoTraining = false },
        new("SpatialDropout2D channels first", () => new SpatialDropout2D(0.4, "channels_first", name: "layer"), s_pictureFirst) { AlsoTraining = false },
        new("SpatialDropout3D", () => new SpatialDropout3D(0.4, name: "layer"), s_volume) { AlsoTraining = false },
        new("Flatten", () => new Flatten(name: "layer"), s_picture) { AlsoUnknownSteps = true },
        new("Flatten channels first", () => new Flatten("channels_first", name: "layer"), s_pictureFirst),
        new("Flatten of numbers", () => new Flatten(name: "layer"), [5]),
        new("Reshape", () => new Reshape((2, 3), name: "layer"), s_vector),
        new("Reshape of the rest", () => new Reshape((-1, 2, 2), name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Permute", () => new Permute((3, 1, 2), name: "layer"), s_picture),
        new("RepeatVector", () => new RepeatVector(4, name: "layer"), s_vector),
        new("Masking", () => new Masking(0.5, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Identity", () => new Identity(name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("ActivityRegularization", () => new ActivityRegularization(0.1, 0.2, name: "layer"), s_vector),
        new("Lambda", () => new Lambda(x => Ops.Tanh(x) * 2, name: "layer"), s_vector)
        {
            CustomObjects = new CustomObjects { ["layer"] = _ => new Lambda(x => Ops.Tanh(x) * 2) },
        },
        new("EinsumDense", () => new EinsumDense("abc,cd->abd", [null, 5], "relu", "d", name: "layer"), s_sequence),
        new("EinsumDense of any axes", () => new EinsumDense("...x,xy->...y", [5], biasAxes: "y", name: "layer"), s_picture),
        new("EinsumDense over two axes", () => new EinsumDense("abcd,cde->abe", [8, 5], biasAxes: "be", name: "layer"), s_picture),
        new("EinsumDense that leaves the last axes", () => new EinsumDense("ab...,bc->ac...", [5], biasAxes: "c", name: "layer"), s_picture),
    ];

    private static IEnumerable<LayerCase> Recurrent =>
    [
        new("SimpleRNN", () => new SimpleRNN(5, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("SimpleRNN of sequences, backwards", () => new SimpleRNN(5, returnSequences: true, goBackwards: true, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("LSTM", () => new LSTM(5, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("LSTM of sequences and states", () => new LSTM(5, returnSequences: true, returnState: true, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("LSTM written out", () => new LSTM(5, unroll: true, name: "layer"), s_sequence),
        new("LSTM with dropout", () => new LSTM(5, dropout: 0.3, recurrentDropout: 0.2, implementation: 1, name: "layer"), s_sequence) { AlsoTraining = false },
        new("GRU", () => new GRU(5, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("GRU that resets after", () => new GRU(5, resetAfter: true, returnSequences: true, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("GRU with dropout", () => new GRU(5, dropout: 0.3, recurrentDropout: 0.2, name: "layer"), s_sequence) { AlsoTraining = false },
        new("ConvLSTM2D", () => new ConvLSTM2D(2, 3, padding: "same", name: "layer"), [2, 3, 5, 4, 2]),
        new("ConvLSTM2D of sequences", () => new ConvLSTM2D(2, 2, strides: 2, returnSequences: true, name: "layer"), [2, 3, 5, 4, 2]),
        new("ConvLSTM2D channels first", () => new ConvLSTM2D(2, 3, dataFormat: "channels_first", name: "layer"), [2, 3, 2, 5, 4]),
        new("RNN", () => new RNN(new GRUCell(4, name: "cell"), name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("RNN of stacked cells", () => new RNN(new StackedRNNCells([new LSTMCell(4, name: "a"), new GRUCell(3, name: "b"), new SimpleRNNCell(2, name: "c")], name: "cells"), returnSequences: true, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Bidirectional", () => new Bidirectional(new LSTM(4, name: "inner"), name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Bidirectional sum of sequences", () => new Bidirectional(new GRU(4, returnSequences: true, name: "inner"), "sum", name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Bidirectional apart", () => new Bidirectional(new SimpleRNN(4, name: "inner"), null, name: "layer"), s_sequence),
        new("SimpleRNNCell", () => new SimpleRNNCell(5, name: "layer"), [3, 4], [3, 5]),
        new("LSTMCell", () => new LSTMCell(5, name: "layer"), [3, 4], [3, 5], [3, 5]),
        new("GRUCell", () => new GRUCell(5, name: "layer"), [3, 4], [3, 5]),
        new("ConvLSTM2DCell", () => new ConvLSTM2DCell(2, 3, padding: "same", name: "layer"), [2, 5, 4, 2], [2, 5, 4, 2], [2, 5, 4, 2]),
        new("StackedRNNCells", () => new StackedRNNCells([new LSTMCell(4, name: "a"), new GRUCell(3, name: "b")], name: "layer"), [3, 4], [3, 4], [3, 4], [3, 3]),
    ];

    private static IEnumerable<LayerCase> Convolutions =>
    [
        new("Conv1D", () => new Conv1D(5, 3, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Conv1D same, strides", () => new Conv1D(5, 3, 2, "same", activation: "relu", name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Conv1D causal, dilated", () => new Conv1D(5, 3, padding: "causal", dilationRate: 2, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Conv1D channels first", () => new Conv1D(5, 3, dataFormat: "channels_first", name: "layer"), [3, 4, 7]),
        new("Conv2D", () => new Conv2D(5, (3, 2), activation: "tanh", name: "layer"), s_picture) { AlsoUnknownSteps = true },
        new("Conv2D same, strides", () => new Conv2D(5, 3, (2, 3), "same", useBias: false, name: "layer"), s_picture) { AlsoUnknownSteps = true },
        new("Conv2D dilated", () => new Conv2D(5, (3, 2), padding: "same", dilationRate: (2, 3), name: "layer"), s_picture),
        new("Conv2D channels first", () => new Conv2D(5, (3, 2), dataFormat: "channels_first", activation: "softmax", name: "layer"), s_pictureFirst),
        new("Conv2D groups", () => new Conv2D(6, 3, groups: 2, padding: "same", name: "layer"), s_picture),
        new("Conv2D groups of one channel", () => new Conv2D(8, 3, groups: 4, name: "layer"), s_picture),
        new("Conv3D", () => new Conv3D(3, (2, 3, 2), padding: "same", name: "layer"), s_volume),
        new("Conv3D dilated", () => new Conv3D(3, 2, dilationRate: (1, 2, 2), name: "layer"), s_volume),
        new("Conv3D channels first, strides", () => new Conv3D(3, 2, (1, 2, 2), dataFormat: "channels_first", name: "layer"), s_volumeFirst),
        new("Conv1DTranspose", () => new Conv1DTranspose(5, 3, 2, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Conv1DTranspose same, dilated", () => new Conv1DTranspose(5, 3, padding: "same", dilationRate: 2, name: "layer"), s_sequence),
        new("Conv2DTranspose", () => new Conv2DTranspose(5, (3, 2), 2, name: "layer"), s_picture) { AlsoUnknownSteps = true },
        new("Conv2DTranspose same, added rows", () => new Conv2DTranspose(5, 3, 2, "same", (0, 1), name: "layer"), s_picture),
        new("Conv2DTranspose dilated", () => new Conv2DTranspose(5, 2, dilationRate: 2, name: "layer"), s_picture),
        new("Conv2DTranspose channels first", () => new Conv2DTranspose(5, 3, 2, "same", dataFormat: "channels_first", name: "layer"), s_pictureFirst),
        new("Conv3DTranspose", () => new Conv3DTranspose(3, 2, 2, name: "layer"), s_volume),
        new("Conv3DTranspose same, strides", () => new Conv3DTranspose(3, 3, (1, 2, 1), "same", name: "layer"), s_volume),
        new("SeparableConv1D", () => new SeparableConv1D(5, 3, depthMultiplier: 2, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("SeparableConv1D causal", () => new SeparableConv1D(5, 3, padding: "causal", name: "layer"), s_sequence),
        new("SeparableConv2D", () => new SeparableConv2D(5, (3, 2), 2, "same", name: "layer"), s_picture),
        new("SeparableConv2D dilated", () => new SeparableConv2D(5, 2, dilationRate: 2, depthMultiplier: 2, name: "layer"), s_picture),
        new("DepthwiseConv1D", () => new DepthwiseConv1D(3, depthMultiplier: 2, name: "layer"), s_sequence),
        new("DepthwiseConv2D", () => new DepthwiseConv2D((3, 2), padding: "same", depthMultiplier: 2, name: "layer"), s_picture) { AlsoUnknownSteps = true },
        new("DepthwiseConv2D channels first, strides", () => new DepthwiseConv2D(3, 2, dataFormat: "channels_first", name: "layer"), s_pictureFirst),
        new("LocallyConnected1D", () => new LocallyConnected1D(5, 3, 2, activation: "tanh", name: "layer"), s_sequence),
        new("LocallyConnected2D", () => new LocallyConnected2D(3, (3, 2), (2, 1), name: "layer"), s_picture),
        new("LocallyConnected2D channels first", () => new LocallyConnected2D(3, (3, 2), dataFormat: "channels_first", name: "layer"), s_pictureFirst),
    ];

    private static IEnumerable<LayerCase> Windows =>
    [
        new("MaxPooling1D", () => new MaxPooling1D(name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("MaxPooling1D channels first", () => new MaxPooling1D(3, 1, "same", "channels_first", name: "layer"), [3, 4, 7]),
        new("MaxPooling2D", () => new MaxPooling2D((3, 2), 2, "same", name: "layer"), s_picture) { AlsoUnknownSteps = true },
        new("MaxPooling2D channels first", () => new MaxPooling2D(dataFormat: "channels_first", name: "layer"), s_pictureFirst),
        new("MaxPooling3D", () => new MaxPooling3D(name: "layer"), s_volume),
        new("AveragePooling1D", () => new AveragePooling1D(3, 2, "same", name: "layer"), s_sequence),
        new("AveragePooling2D", () => new AveragePooling2D(3, 2, "same", name: "layer"), s_picture),
        new("AveragePooling3D", () => new AveragePooling3D((2, 3, 2), name: "layer"), s_volume),
        new("AveragePooling3D channels first", () => new AveragePooling3D(dataFormat: "channels_first", name: "layer"), s_volumeFirst),
        new("GlobalMaxPooling1D", () => new GlobalMaxPooling1D(name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("GlobalMaxPooling2D", () => new GlobalMaxPooling2D("channels_first", name: "layer"), s_pictureFirst) { Largest = 30 },
        new("GlobalMaxPooling3D", () => new GlobalMaxPooling3D(keepDims: true, name: "layer"), s_volume),
        new("GlobalAveragePooling1D", () => new GlobalAveragePooling1D(name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("GlobalAveragePooling1D channels first", () => new GlobalAveragePooling1D("channels_first", name: "layer"), [3, 4, 7]) { HasSteps = false },
        new("GlobalAveragePooling2D", () => new GlobalAveragePooling2D(keepDims: true, name: "layer"), s_picture),
        new("GlobalAveragePooling3D", () => new GlobalAveragePooling3D("channels_first", true, name: "layer"), s_volumeFirst),
        new("Cropping1D", () => new Cropping1D((1, 2), name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("Cropping2D", () => new Cropping2D(((1, 0), (0, 2)), name: "layer"), s_picture) { AlsoUnknownSteps = true },
        new("Cropping2D channels first", () => new Cropping2D((1, 2), "channels_first", name: "layer"), s_pictureFirst),
        new("Cropping3D", () => new Cropping3D(name: "layer"), s_volume),
        new("ZeroPadding1D", () => new ZeroPadding1D((0, 2), name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("ZeroPadding2D", () => new ZeroPadding2D(((1, 0), (0, 2)), name: "layer"), s_picture),
        new("ZeroPadding3D", () => new ZeroPadding3D((1, 2, 0), "channels_first", name: "layer"), s_volumeFirst),
        new("UpSampling1D", () => new UpSampling1D(3, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("UpSampling2D", () => new UpSampling2D((2, 3), name: "layer"), s_picture) { AlsoUnknownSteps = true },
        new("UpSampling2D bilinear", () => new UpSampling2D((2, 3), "channels_first", "bilinear", name: "layer"), s_pictureFirst),
        new("UpSampling3D", () => new UpSampling3D((1, 2, 3), name: "layer"), s_volume),
        new("Resizing", () => new Resizing(5, 12, name: "layer"), s_picture),
        new("Resizing cropped", () => new Resizing(6, 3, "nearest", cropToAspectRatio: true, name: "layer"), s_picture),
        new("CenterCrop", () => new CenterCrop(4, 5, name: "layer"), s_picture),
        new("CenterCrop of too small a picture", () => new CenterCrop(10, 5, "channels_first", name: "layer"), s_pictureFirst),
    ];

    private static IEnumerable<LayerCase> Others =>
    [
        new("LeakyReLU", () => new LeakyReLU(0.2, name: "layer"), s_vector),
        new("PReLU", () => new PReLU(sharedAxes: (1, 2), name: "layer"), s_picture),
        new("ELU", () => new ELU(0.7, name: "layer"), s_vector),
        new("ThresholdedReLU", () => new ThresholdedReLU(0.4, name: "layer"), s_vector),
        new("Softmax", () => new Softmax(1, name: "layer"), s_sequence),
        new("Softmax over two axes", () => new Softmax((1, 2), name: "layer"), s_sequence),
        new("ReLU", () => new ReLU(name: "layer"), s_vector),
        new("ReLU with all settings", () => new ReLU(1.2, 0.1, 0.2, name: "layer"), s_vector),
        new("GaussianNoise", () => new GaussianNoise(0.3, name: "layer"), s_vector),
        new("GaussianDropout", () => new GaussianDropout(0.3, name: "layer"), s_vector),
        new("AlphaDropout", () => new AlphaDropout(0.3, name: "layer"), s_vector),
        new("Embedding", () => new Embedding(9, 4, maskZero: true, name: "layer"), [3, 7]) { Numbers = 9, AlsoUnknownSteps = true },
        new("Embedding of known length", () => new Embedding(9, 4, inputLength: 7, name: "layer"), [3, 7]) { Numbers = 9 },
        new("Add", () => new Add(name: "layer"), s_sequence, s_sequence, [3, 7, 1]),
        new("Add of unequal ranks", () => new Add(name: "layer"), s_sequence, [3, 4]),
        new("Subtract", () => new Subtract(name: "layer"), s_sequence, s_sequence),
        new("Multiply", () => new Multiply(name: "layer"), s_sequence, s_sequence, s_sequence),
        new("Average", () => new Average(name: "layer"), s_sequence, s_sequence, s_sequence),
        new("Maximum", () => new Maximum(name: "layer"), s_sequence, s_sequence) { Largest = 30 },
        new("Minimum", () => new Minimum(name: "layer"), s_sequence, s_sequence),
        new("Concatenate", () => new Concatenate(name: "layer"), s_sequence, [3, 7, 2]),
        new("Concatenate of steps", () => new Concatenate(1, name: "layer"), s_sequence, [3, 2, 4]),
        new("Dot", () => new Dot(1, name: "layer"), s_vector, s_vector),
        new("Dot normalized, two axes", () => new Dot((2, 1), normalize: true, name: "layer"), s_sequence, [3, 4, 5]),
        new("BatchNormalization", () => new BatchNormalization(name: "layer"), s_vector),
        new("BatchNormalization of the middle axis", () => new BatchNormalization(1, 0.9, 0.01, scale: false, name: "layer"), s_pictureFirst),
        new("BatchNormalization without center", () => new BatchNormalization(center: false, name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("LayerNormalization", () => new LayerNormalization(name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("LayerNormalization of two axes", () => new LayerNormalization((1, 3), center: false, name: "layer"), s_picture),
        new("GroupNormalization", () => new GroupNormalization(2, name: "layer"), s_picture) { AlsoUnknownSteps = true },
        new("GroupNormalization channels first", () => new GroupNormalization(-1, 1, name: "layer"), s_pictureFirst),
        new("UnitNormalization", () => new UnitNormalization(name: "layer"), s_sequence),
        new("UnitNormalization of two axes", () => new UnitNormalization((1, 2), name: "layer"), s_sequence),
        new("SpectralNormalization", () => new SpectralNormalization(new Dense(5, name: "inner"), 2, name: "layer"), s_vector) { AlsoTraining = false },
        new("Normalization", () => new Normalization(name: "layer"), s_sequence),
        new("Normalization by given numbers", () => new Normalization(-1, [0.1, 0.2, 0.3, 0.4], [1, 2, 3, 4], invert: true, name: "layer"), s_sequence),
        new("Rescaling", () => new Rescaling(1 / 255.0, -1, name: "layer"), s_picture),
        new("RandomFlip", () => LayerRegistryTests.Create("RandomFlip", """{"name": "layer", "mode": "horizontal", "seed": null}"""), s_picture) { AlsoTraining = false },
        new("RandomRotation", () => LayerRegistryTests.Create("RandomRotation", """{"name": "layer", "factor": [-0.1, 0.1], "fill_mode": "reflect"}"""), s_picture) { AlsoTraining = false },
        new("RandomZoom", () => LayerRegistryTests.Create("RandomZoom", """{"name": "layer", "height_factor": 0.1, "width_factor": null}"""), s_picture) { AlsoTraining = false },
        new("RandomTranslation", () => LayerRegistryTests.Create("RandomTranslation", """{"name": "layer", "height_factor": 0.1, "width_factor": 0.1}"""), s_picture) { AlsoTraining = false },
        new("RandomContrast", () => LayerRegistryTests.Create("RandomContrast", """{"name": "layer", "factor": 0.1}"""), s_picture) { AlsoTraining = false },
        new("RandomBrightness", () => LayerRegistryTests.Create("RandomBrightness", """{"name": "layer", "factor": 0.1}"""), s_picture) { AlsoTraining = false },
        new("MaxoutDense", () => LayerRegistryTests.Create("MaxoutDense", """{"name": "layer", "output_dim": 3, "nb_feature": 2}"""), s_vector) { Largest = 30 },
        new("Highway", () => LayerRegistryTests.Create("Highway", """{"name": "layer", "activation": "tanh"}"""), s_vector),
        new("Attention", () => new Attention(useScale: true, name: "layer"), s_sequence, [3, 5, 4]),
        new("Attention by sums", () => new Attention(useScale: true, scoreMode: "concat", name: "layer"), s_sequence, [3, 5, 2], [3, 5, 4]),
        new("AdditiveAttention", () => new AdditiveAttention(name: "layer"), s_sequence, [3, 5, 4]),
        new("MultiHeadAttention", () => new MultiHeadAttention(2, 3, 5, name: "layer"), s_sequence, [3, 5, 6]),
        new("MultiHeadAttention over one of two axes", () => new MultiHeadAttention(2, 3, attentionAxes: 2, outputShape: 5, useBias: false, name: "layer"), [2, 3, 4, 5], [2, 3, 4, 5]) { HasSteps = false },
        new("TimeDistributed", () => new TimeDistributed(new Dense(5, "tanh", name: "inner"), name: "layer"), s_sequence) { AlsoUnknownSteps = true },
        new("TimeDistributed of pictures", () => new TimeDistributed(new Conv2D(2, 3, name: "inner"), name: "layer"), [2, 3, 5, 6, 2]),
    ];
}
