using KerasPort.Models;
using NumSharp;
using Shape = KerasPort.TensorFlow.Shape;

namespace KerasPort.Mnist.Recognition;

/// <summary>A model that takes a picture of 28 x 28 and gives ten probabilities. Any number of threads may ask it.</summary>
internal sealed class DigitModel : IDisposable
{
    private const int Pixels = 784;
    private const int Classes = 10;
    private static readonly int[][] s_inputs = [[Pixels], [28, 28], [28, 28, 1], [1, 28, 28]];

    private readonly Model _model;
    private readonly int[] _shape;

    private DigitModel(Model model, int[] shape) => (_model, _shape) = (model, shape);

    /// <summary>What the pixels run to when they go into the model.</summary>
    public InputRange Range { get; set; }

    /// <summary>Opens a model's file and finds out how it takes a picture.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or the model takes or gives something else.</exception>
    public static DigitModel Load(string path)
    {
        if (!File.Exists(path) && !Directory.Exists(path))
            throw new FileNotFoundException($"There is no model \"{path}\". Make it with `train`, or give another with --model.", path);
        var model = Keras.Models.LoadModel(path, compile: false);
        try
        {
            if (model.Inputs.Count != 1 || PictureShape(model.Inputs[0].Shape) is not { } shape)
            {
                throw new InvalidDataException(
                    $"\"{path}\": the model must take one picture of 28 x 28, as (None, 784), (None, 28, 28), (None, 28, 28, 1) or (None, 1, 28, 28). Received: {string.Join(", ", model.Inputs.Select(input => input.Shape))}.");
            }
            if (model.Outputs.Count != 1 || !model.Outputs[0].Shape.HasRank || model.Outputs[0].Shape.Rank != 2 || model.Outputs[0].Shape[1] != Classes)
            {
                throw new InvalidDataException(
                    $"\"{path}\": the model must give the probabilities of ten digits, (None, 10). Received: {string.Join(", ", model.Outputs.Select(output => output.Shape))}.");
            }
            return new DigitModel(model, shape);
        }
        catch
        {
            model.Dispose();
            throw;
        }
    }

    /// <summary>Finds out what the pixels run to: to 255 where known digits are read better so.</summary>
    /// <param name="pictures">Digits of 28 x 28.</param>
    /// <param name="labels">What they show.</param>
    public void FindRange(byte[][] pictures, byte[] labels) => Range = new[] { InputRange.One, InputRange.Bytes }.MinBy(range =>
    {
        Range = range;
        // A model that is fed other numbers than in training is wrong, or right and far too sure: its mean logarithm tells.
        return PredictAll(pictures).Zip(labels, (probabilities, label) => -Math.Log(probabilities[label] > 1e-7f ? probabilities[label] : 1e-7)).Average();
    });

    /// <summary>The probabilities of the ten digits.</summary>
    /// <param name="pixels">28 x 28 values from 0 (paper) to 255 (ink).</param>
    /// <exception cref="InvalidDataException">The model gives numbers that are not finite.</exception>
    public float[] Predict(byte[] pixels)
    {
        var probabilities = PredictAll([pixels])[0];
        return Array.TrueForAll(probabilities, float.IsFinite) ? probabilities : throw new InvalidDataException("The model gives numbers that are not finite: its weights are damaged, or its training went astray.");
    }

    /// <summary>The probabilities of the ten digits for each picture.</summary>
    public float[][] PredictAll(IReadOnlyList<byte[]> pictures)
    {
        var values = new float[pictures.Count * Pixels];
        var most = Range == InputRange.One ? 255f : 1f;
        for (var picture = 0; picture < pictures.Count; picture++)
        {
            for (var pixel = 0; pixel < Pixels; pixel++)
                values[(picture * Pixels) + pixel] = pictures[picture][pixel] / most;
        }
        var output = _model.Predict(np.array(values).reshape([pictures.Count, .. _shape]), batchSize: 128).ToArray<float>();
        return [.. output.Chunk(Classes).Select(Probabilities)];
    }

    /// <inheritdoc/>
    public void Dispose() => _model.Dispose();

    /// <summary>The shape of one picture as the model takes it, or null; sides that the model leaves open are 28.</summary>
    private static int[]? PictureShape(Shape shape)
    {
        if (!shape.HasRank || shape.Rank < 2) return null;
        var one = shape.ToArray()[1..];
        return Array.Find(s_inputs, input => input.Length == one.Length && input.Zip(one).All(pair => pair.Second < 0 || pair.First == pair.Second));
    }

    /// <summary>A model whose last layer has no softmax gives logits: they are no probabilities yet.</summary>
    private static float[] Probabilities(float[] output)
    {
        if (output.All(value => value >= 0) && Math.Abs(output.Sum() - 1) < 1e-3f) return output;
        var most = output.Max();
        var powers = Array.ConvertAll(output, value => MathF.Exp(value - most));
        var sum = powers.Sum();
        return Array.ConvertAll(powers, power => power / sum);
    }
}
