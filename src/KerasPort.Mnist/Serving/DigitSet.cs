using System.Globalization;
using System.Text.Json.Nodes;
using KerasPort.Mnist.Recognition;
using Microsoft.AspNetCore.Http;

namespace KerasPort.Mnist.Serving;

/// <summary>
/// GET /api/digit: a picture of MNIST with its label. In the query: split (train or test), index; like (a digit: the next picture
/// of it after index).
/// </summary>
internal sealed class DigitSet
{
    private const int Pixels = 784;
    private readonly Dictionary<string, (byte[] Pictures, byte[] Labels)> _splits;

    public DigitSet(string path)
    {
        var (train, test) = Keras.Datasets.Mnist.LoadData(path);
        _splits = new()
        {
            ["train"] = (train.X.ToArray<byte>(), train.Y.ToArray<byte>()),
            ["test"] = (test.X.ToArray<byte>(), test.Y.ToArray<byte>()),
        };
    }

    /// <summary>The first digits of the test set.</summary>
    public (byte[][] Pictures, byte[] Labels)? First(int count)
    {
        var (pictures, labels) = _splits["test"];
        return ([.. pictures.Chunk(Pixels).Take(count)], labels[..count]);
    }

    public async Task AnswerAsync(HttpContext context)
    {
        var query = context.Request.Query;
        var (split, indexText, like) = (Or(query["split"], "train"), Or(query["index"], "0"), query["like"].ToString());
        if (!_splits.TryGetValue(split, out var set))
        {
            await Json.ErrorAsync(context, StatusCodes.Status400BadRequest, $"split must be train or test. Received: {split}.").ConfigureAwait(false);
            return;
        }
        var count = set.Labels.Length;
        if (!int.TryParse(indexText, NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index >= count)
        {
            await Json.ErrorAsync(context, StatusCodes.Status400BadRequest, $"index must be a whole number from 0 to {count - 1}. Received: {indexText}.").ConfigureAwait(false);
            return;
        }
        if (like.Length > 0)
        {
            if (!byte.TryParse(like, NumberStyles.None, CultureInfo.InvariantCulture, out var digit) || digit > 9)
            {
                await Json.ErrorAsync(context, StatusCodes.Status400BadRequest, $"like must be a digit. Received: {like}.").ConfigureAwait(false);
                return;
            }
            index = Enumerable.Range(index + 1, count).Select(place => place % count).FirstOrDefault(place => set.Labels[place] == digit, index);
        }
        await Json.WriteAsync(context, new JsonObject
        {
            ["index"] = index,
            ["count"] = count,
            ["label"] = (int)set.Labels[index],
            ["pixels"] = AnswerJson.Numbers(set.Pictures.Skip(index * Pixels).Take(Pixels)),
        }).ConfigureAwait(false);
    }

    private static string Or(Microsoft.Extensions.Primitives.StringValues value, string other) => value.ToString() is { Length: > 0 } given ? given : other;
}
