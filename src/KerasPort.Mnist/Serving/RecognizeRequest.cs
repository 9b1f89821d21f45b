using System.Text.Json.Nodes;
using KerasPort.Mnist.Recognition;
using KerasPort.Plotting.Images;
using Microsoft.AspNetCore.Http;

namespace KerasPort.Mnist.Serving;

/// <summary>
/// POST /api/recognize: the body is a picture. In the query: name (for messages), rect (x,y,w,h in pixels of the upright picture),
/// auto (false: cut the rectangle out by the article's steps; otherwise the digit is looked for, in the rectangle if there is one).
/// </summary>
internal static class RecognizeRequest
{
    public static async Task AnswerAsync(HttpContext context, Recognizer recognizer, SemaphoreSlim turns)
    {
        var query = context.Request.Query;
        var name = query["name"].ToString() is { Length: > 0 } given ? given : "picture";
        try
        {
            var rectangle = query["rect"].ToString() is { Length: > 0 } text ? Rectangle.Parse(text) : (Rectangle?)null;
            var auto = query["auto"].ToString() is not { Length: > 0 } flag
                || (bool.TryParse(flag, out var value) ? value : throw new ArgumentException($"auto must be true or false. Received: {flag}."));
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted).ConfigureAwait(false);
            Answer answer;
            await turns.WaitAsync(context.RequestAborted).ConfigureAwait(false);
            try
            {
                answer = Recognize(recognizer, ImageFile.Decode(body.ToArray(), name, DigitServer.Limits), name, rectangle, auto);
            }
            finally
            {
                turns.Release();
            }
            await Json.WriteAsync(context, Describe(name, answer)).ConfigureAwait(false);
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            await Json.WriteAsync(context, AnswerJson.Error(name, error.Message)).ConfigureAwait(false);
        }
    }

    private static Answer Recognize(Recognizer recognizer, ColorImage image, string name, Rectangle? rectangle, bool auto)
    {
        if (rectangle is not { } part)
            return auto ? recognizer.Find(image, name) : recognizer.Read(image.ToGray(), name, asIs: false);
        if (!auto)
            return recognizer.Read(Preparation.CutOut(image, part), name, asIs: true);
        var (x, y, width, height) = part.Within(image.Width, image.Height);
        var answer = recognizer.Find(image.Crop(x, y, width, height), name);
        return answer with { Found = answer.Found! with { X = answer.Found.X + x, Y = answer.Found.Y + y } };
    }

    private static JsonObject Describe(string name, Answer answer)
    {
        var result = AnswerJson.Of(name, answer);
        result["unsure"] = answer.IsUnsure;
        result["second"] = answer.Second;
        result["pixels"] = AnswerJson.Numbers(answer.Pixels);
        if (answer.Found is { } found)
            result["found"] = AnswerJson.Numbers<int>([found.X, found.Y, found.Width, found.Height]);
        return result;
    }
}
