using System.Diagnostics;
using System.Text.Json.Nodes;
using KerasPort.TensorFlow;
using KerasPort.TensorFlow.Runtime;

namespace KerasPort.Tools.Doctor.Asking;

/// <summary>The child's part of asking the real library: load it, list its devices, multiply two matrices on each.</summary>
internal static class AskingChild
{
    /// <summary>The hidden command that the child runs.</summary>
    public const string Verb = "ask-library";

    private const int Size = 256;

    public static int Run(string path, TextWriter output)
    {
        RuntimeLocator.Use(path);
        output.WriteLine(new JsonObject { ["version"] = Context.Version }.ToJsonString());
        output.Flush();
        var context = Context.Current;
        foreach (var device in context.ListDevices().Where(device => device.Type is "CPU" or "GPU"))
        {
            output.WriteLine(Try(context, device).ToJsonString());
            output.Flush();
        }

        return 0;
    }

    private static JsonObject Try(Context context, Device device)
    {
        var answer = new JsonObject { ["name"] = device.Name, ["type"] = device.Type, ["memory_bytes"] = device.MemoryBytes };
        try
        {
            // Every number of the product is 2 * 256 exactly, whatever the order of the additions.
            using var ones = new EagerTensor(Tensor.From<float>(Enumerable.Repeat(1f, Size * Size).ToArray(), new Shape(Size, Size)));
            using var twos = new EagerTensor(Tensor.From<float>(Enumerable.Repeat(2f, Size * Size).ToArray(), new Shape(Size, Size)));
            Multiply(context, device.Name, ones, twos);
            var watch = Stopwatch.StartNew();
            var product = Multiply(context, device.Name, ones, twos);
            answer["milliseconds"] = Math.Round(watch.Elapsed.TotalMilliseconds, 3);
            answer["right"] = product.Length == Size * Size && product.All(value => value == 2f * Size);
        }
        catch (TensorFlowException error)
        {
            answer["error"] = error.Message;
        }

        return answer;
    }

    private static float[] Multiply(Context context, string device, EagerTensor left, EagerTensor right)
    {
        using var operation = new EagerOperation(context, "MatMul");
        operation.AddInput(left);
        operation.AddInput(right);
        operation.SetDevice(device);
        using var product = operation.Execute(1)[0];
        using var tensor = product.Resolve();
        return tensor.ToArray<float>();
    }
}
