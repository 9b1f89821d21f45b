using System.Text.Json.Nodes;
using KerasPort.Mnist.Recognition;
using Microsoft.AspNetCore.Http;

namespace KerasPort.Mnist.Serving;

/// <summary>Answers as JSON objects.</summary>
internal static class Json
{
    public static async Task WriteAsync(HttpContext context, JsonObject answer)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(AnswerJson.Text(answer), context.RequestAborted).ConfigureAwait(false);
    }

    public static Task ErrorAsync(HttpContext context, int status, string message)
    {
        if (context.Response.HasStarted)
            return Task.CompletedTask;
        context.Response.StatusCode = status;
        return WriteAsync(context, new JsonObject { ["error"] = message });
    }
}
